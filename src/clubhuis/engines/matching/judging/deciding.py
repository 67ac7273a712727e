"""One need against one document, requirement by requirement."""

from __future__ import annotations

from datetime import date

from clubhuis.engines.matching.documents import Document
from clubhuis.engines.matching.judging.bench import Bench
from clubhuis.engines.matching.judging.certificates import judge_certificate
from clubhuis.engines.matching.judging.circumstances import judge_help, judge_language, judge_place, judge_time
from clubhuis.engines.matching.judging.concepts import judge_concept
from clubhuis.engines.matching.judging.judgements import Judgement
from clubhuis.engines.matching.judging.measures import judge_figure
from clubhuis.engines.matching.known import Known, know
from clubhuis.engines.matching.needs import Need, Requirement
from clubhuis.engines.matching.vocabulary import Vocabulary


def judge(
    need: Need, document: Document, vocabulary: Vocabulary, *, today: date, audience: frozenset[str] | None = None
) -> tuple[Judgement, ...]:
    """Judge one need against one document, requirement by requirement, in the need's order."""
    return judge_known(need, know(document, vocabulary), vocabulary, today=today, audience=audience)


def judge_known(
    need: Need, known: Known, vocabulary: Vocabulary, *, today: date, audience: frozenset[str] | None = None
) -> tuple[Judgement, ...]:
    """As `judge`, for a document that has been read. Passages with an audience count only for who shares one with it."""
    parts = [part for part in known.parts if not part.audience or (audience is not None and part.audience & audience)]
    bench = Bench(need, known, parts, vocabulary, today)
    return tuple(_judged(bench, requirement) for requirement in need.requirements)


def _judged(bench: Bench, requirement: Requirement) -> Judgement:
    match requirement.kind:
        case "figure" if requirement.figure is not None:
            return judge_figure(bench, requirement, requirement.figure)
        case "certificate" if requirement.standard is not None:
            return judge_certificate(bench, requirement, requirement.standard)
        case "place":
            return judge_place(bench, requirement)
        case "language":
            return judge_language(bench, requirement)
        case "help":
            return judge_help(bench, requirement)
        case "date":
            return judge_time(bench, requirement)
        case _:
            return judge_concept(bench, requirement)
