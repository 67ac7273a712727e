"""A question in the form the index answers: groups of terms that mean the same, concepts around the asked ones, a vector."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import NDArray

from clubhuis.engines.matching.judging import Judgement
from clubhuis.engines.matching.languages import LANGUAGES, Language
from clubhuis.engines.matching.lexicon import Lexicon
from clubhuis.engines.matching.needs import Need, Requirement
from clubhuis.engines.matching.vocabulary import Vocabulary
from clubhuis.engines.matching.words import STOP_WORDS, Splitter, loosened, stem, tokens

NARROWER, BROADER, RELATED = 0.9, 0.5, 0.35


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts in a score; learned per community within `BOUNDS`."""

    words: float = 0.3
    concepts: float = 0.1
    meaning: float = 1.0
    nearness: float = 0.3
    requirements: float = 3.0

    def __post_init__(self) -> None:
        """A weight outside its bounds is a mistake of the caller (`ValueError`)."""
        for one in fields(self):
            low, high = BOUNDS[one.name]
            if not low <= getattr(self, one.name) <= high:
                raise ValueError(f"The weight of {one.name} must lie between {low} and {high}.")


BOUNDS: Mapping[str, tuple[float, float]] = {
    "words": (0.0, 3.0),
    "concepts": (0.0, 4.0),
    "meaning": (0.0, 3.0),
    "nearness": (0.0, 1.0),
    "requirements": (1.0, 6.0),
}


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. Groups hold alternatives with a weight each; a document counts its best in each group."""

    words: tuple[Mapping[str, float], ...] = ()
    concepts: tuple[tuple[Mapping[str, float], float], ...] = ()
    vector: NDArray[np.float32] | None = None
    centre: tuple[float, float, float] | None = None
    """Latitude, longitude and radius in km."""
    groups: frozenset[str] = field(default_factory=frozenset)
    allowed: Collection[str] | None = None
    covered: float = 0.0
    """How much of the question's text names concepts (0..1): the more, the more these count."""


def word_groups(
    text: str, language: Language, splitter: Splitter, lexicon: Lexicon | None
) -> tuple[dict[str, float], ...]:
    """For each word of a text its stem, what it is stemmed to in the other languages, and its translations."""
    groups: dict[str, dict[str, float]] = {}
    for token in tokens(text):
        for piece in loosened(token.folded):
            if piece in STOP_WORDS or (len(piece) < 2 and not piece.isdigit()):
                continue
            parts = [part for part, _ in splitter.split(piece, language)] or [piece]
            for part in parts:
                own = stem(part, language)
                group = groups.setdefault(own, {})
                group[own] = 1.0
                for other in LANGUAGES:
                    group.setdefault(stem(part, other), 0.8)
                if lexicon is not None:
                    for word, share in lexicon.translations(own, language):
                        group[word] = max(group.get(word, 0.0), share**0.5)
    return tuple(groups.values())


def concept_groups(
    requirements: Collection[Requirement], vocabulary: Vocabulary
) -> tuple[tuple[dict[str, float], float], ...]:
    """For each requirement the terms that meet it, or come near, and how much it counts."""
    groups = []
    for requirement in requirements:
        near: dict[str, float] = {}
        for concept in requirement.concepts:
            for other in vocabulary.related(concept):
                near[f"c:{other}"] = max(near.get(f"c:{other}", 0.0), RELATED)
            for other, steps in vocabulary.above(concept).items():
                if steps <= 2:
                    near[f"c:{other}"] = max(near.get(f"c:{other}", 0.0), BROADER / steps)
            for other in vocabulary.below(concept):
                near[f"c:{other}"] = NARROWER
            near[f"c:{concept}"] = 1.0
        if requirement.standard is not None:
            near[f"s:{requirement.standard.name}"] = 1.0
        if near:
            groups.append((near, weight_of(requirement)))
    return tuple(groups)


VALUES: Mapping[str, float] = {"met": 1.0, "unknown": 0.3, "not_met": 0.0}
NEAR: Mapping[str, float] = {
    "says_broader": 0.5, "says_related": 0.4, "planned": 0.4, "series_near": 0.6, "figure_partly": 0.6, "level_open": 0.6,
}  # fmt: skip
"""What an unknown is worth when the text at least says something near."""


def fulfilment(judgements: Sequence[Judgement]) -> tuple[float, float]:
    """How much of what is asked is met (0..1), and how much is asked."""
    got = asked = 0.0
    for judgement in judgements:
        weight = weight_of(judgement.requirement)
        value = VALUES[judgement.state]
        if judgement.state == "unknown":
            value = NEAR.get(judgement.reason.code, value)
        got += weight * value
        asked += weight
    return (got / asked if asked else 0.0), asked


_IMPORTANCE: Mapping[str, float] = {
    "capability": 3.0, "material": 2.0, "figure": 1.5, "certificate": 1.5, "place": 1.5, "language": 0.7, "date": 0.0, "help": 0.7,
}  # fmt: skip
_WISHED = 0.35


def weight_of(requirement: Requirement) -> float:
    """How much a requirement counts in a score: what somebody can do most, a wish about a third of a must."""
    weight = _IMPORTANCE[requirement.kind] * (1.0 if requirement.must else _WISHED)
    return weight * 0.5 if requirement.implied else weight


def coverage(need: Need) -> float:
    """The share of a need's letters that name what it asks for, stop words and places aside."""
    letters = sum(len(one.folded) for one in tokens(need.text) if one.folded not in STOP_WORDS)
    named = [one for one in need.requirements if one.concepts and one.end > one.start]
    covered = sum(
        len(token.folded)
        for token in tokens(need.text)
        if token.folded not in STOP_WORDS and any(one.start < token.end and token.start < one.end for one in named)
    )
    return covered / letters if letters else 0.0


def area_of(need: Need) -> tuple[float, float, float] | None:
    """The circle a need asks for, if it is known where it lies."""
    for requirement in need.requirements:
        if requirement.area is not None and requirement.area.place is not None:
            place = requirement.area.place
            return place.lat, place.lon, requirement.area.radius_km
    return None
