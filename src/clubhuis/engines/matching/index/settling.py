"""Judgements of the last needs: a page asks the same one twice, to show who fits and to count who would fit elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from clubhuis.engines.matching.index.search import Candidate
from clubhuis.engines.matching.judging import Judgement, judge_known
from clubhuis.engines.matching.known import Known
from clubhuis.engines.matching.needs import Need
from clubhuis.engines.matching.vocabulary import Vocabulary

NEEDS_KEPT = 8
"""Needs whose judgements are kept in a process: of each some hundred documents."""

type Question = tuple[
    Need, date, frozenset[str] | None
]  # a need without its places, the day, and to what the reader belongs


class Settling:
    """Judges candidates for a need, and judges once what is not about a place."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._settled: dict[Question, dict[tuple[str, int], tuple[Judgement, ...]]] = {}

    def forget(self) -> None:
        """Places in segments mean other documents from now on."""
        self._settled.clear()

    def judge(
        self, need: Need, today: date, audience: frozenset[str] | None
    ) -> Callable[[Candidate, Known], tuple[Judgement, ...]]:
        """What judges each requirement of a need for one candidate, in the order of the need."""
        elsewhere = replace(need, requirements=tuple(one for one in need.requirements if one.kind != "place"))
        here = replace(need, requirements=tuple(one for one in need.requirements if one.kind == "place"))
        settled = self._of((elsewhere, today, audience))

        def judged(candidate: Candidate, known: Known) -> tuple[Judgement, ...]:
            spot = (candidate.segment.name, candidate.place)
            found = settled.get(spot)
            if found is None:
                found = settled[spot] = judge_known(elsewhere, known, self._vocabulary, today=today, audience=audience)
            if not here.requirements:
                return found
            rest = iter(found)
            placed = iter(judge_known(here, known, self._vocabulary, today=today, audience=audience))
            return tuple(next(placed if one.kind == "place" else rest) for one in need.requirements)

        return judged

    def _of(self, question: Question) -> dict[tuple[str, int], tuple[Judgement, ...]]:
        settled = self._settled.get(question)
        if settled is None:
            if len(self._settled) >= NEEDS_KEPT:
                self._settled.clear()
            settled = self._settled[question] = {}
        return settled
