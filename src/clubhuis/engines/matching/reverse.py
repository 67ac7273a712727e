"""The other direction: which of the open needs suit an organisation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from clubhuis.engines.matching.documents import Document
from clubhuis.engines.matching.index.query import fulfilment
from clubhuis.engines.matching.judging import Judgement, judge_known
from clubhuis.engines.matching.known import Known, know
from clubhuis.engines.matching.needs import Need
from clubhuis.engines.matching.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Suited:
    """A need that suits an organisation, from 0 to 1, with each requirement judged."""

    need: Need
    score: float
    judgements: tuple[Judgement, ...]


def needs_for(
    document: Document | Known,
    needs: Iterable[Need],
    vocabulary: Vocabulary,
    *,
    today: date,
    limit: int = 10,
    least: float = 0.5,
) -> list[Suited]:
    """Needs an organisation can do something for, best first.

    At least one capability or material that is asked must be said, no must may be denied, and the score reaches
    `least`. `document` may come from `Index.document`, which has been read already.
    """
    known = document if isinstance(document, Known) else know(document, vocabulary)
    found = []
    for need in needs:
        judgements = judge_known(need, known, vocabulary, today=today)
        musts = [one for one in judgements if one.requirement.must]
        if any(one.state == "not_met" for one in musts):
            continue
        if not any(one.state == "met" for one in musts if one.requirement.kind in ("capability", "material", "help")):
            continue
        score, _ = fulfilment(judgements)
        if score >= least:
            found.append(Suited(need, round(score, 4), judgements))
    found.sort(key=lambda one: (-one.score, one.need.key, one.need.text))
    return found[:limit]
