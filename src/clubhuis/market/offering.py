"""What the text of an offer says somebody can do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from clubhuis.engines.matching import Figure, Reading, Requirement, requirement_id

from .reading import read_text, vocabulary

MOST = 80  # capabilities of one text


@dataclass(frozen=True, slots=True)
class Understanding:
    """Ids of concepts in the order of the text, and figures; only what is said, not what is denied, planned or left to a partner."""

    concepts: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()

    def without(self, declined: Collection[str]) -> Understanding:
        """Less what people said is not meant: ids of concepts, and of figures as `figure_id` gives them."""
        return Understanding(
            tuple(one for one in self.concepts if one not in declined),
            tuple(one for one in self.figures if figure_id(one) not in declined),
        )


def read_offer(text: str, equipment: str = "", language: str | None = None) -> Understanding:
    """What is recognised in an offer's text, and which machines and materials in its equipment."""
    reading = read_text(text, language)
    concepts = [*concepts_in(reading), *(concepts_in(read_text(equipment, language)) if equipment else ())]
    figures = {figure_id(one): one for one in reading.figures if reading.stance_at(one.start) == "stated"}
    return Understanding(tuple(dict.fromkeys(concepts))[:MOST], tuple(figures.values())[:MOST])


def concepts_in(reading: Reading) -> list[str]:
    """What is said; a wide word goes where a narrower one under it is said as well ("milling", "5-axis milling")."""
    said = list(dict.fromkeys(one.concept for one in reading.mentions if one.stance == "stated"))
    words = vocabulary()
    norms = [
        concept.id
        for norm in reading.standards
        if reading.stance_at(norm.start) == "stated" and (concept := words.named(str(norm)) or words.named(norm.name))
    ]
    every = [*said, *(one for one in norms if one not in said)]
    return [one for one in every if not any(one in words.above(other) for other in every)]


def figure_id(figure: Figure) -> str:
    """A stable id for a form field."""
    return requirement_id(Requirement("figure", figure.text, figure=figure))
