"""One need before one document: what the judges of the different kinds share."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from clubhuis.engines.matching.judging.judgements import Judgement, Reason, State
from clubhuis.engines.matching.known import Known, Part
from clubhuis.engines.matching.needs import Need, Requirement
from clubhuis.engines.matching.reading import Mention
from clubhuis.engines.matching.recogniser import recogniser_for
from clubhuis.engines.matching.vocabulary import Vocabulary
from clubhuis.engines.matching.words import Splitter


class Bench:
    """One need before one document."""

    def __init__(self, need: Need, known: Known, parts: list[Part], vocabulary: Vocabulary, today: date) -> None:
        self.need, self.known, self.parts, self.vocabulary, self.today = need, known, parts, vocabulary, today
        self.asked = {
            concept
            for one in need.requirements
            if one.kind == "capability"
            for concept in one.concepts
            if concept in vocabulary and vocabulary[concept].kind == "process"
        }

    @cached_property
    def splitter(self) -> Splitter:
        """Takes compounds apart, as it did when the document was read."""
        return recogniser_for(self.vocabulary).splitter

    @cached_property
    def mentions(self) -> tuple[tuple[Part, Mention], ...]:
        """What is named where, in order; every requirement looks through them."""
        known = self.vocabulary
        return tuple((part, one) for part in self.parts for one in part.mentions if one.concept in known)

    def said(
        self, requirement: Requirement, state: State, reason: Reason, part: Part, start: int, end: int
    ) -> Judgement:
        begin, until = part.sentence_at(start)
        return Judgement(
            requirement,
            state,
            reason,
            part.text[begin:until],
            part.source,
            part.ref,
            part.language,
            start - begin,
            min(end, until) - begin,
        )
