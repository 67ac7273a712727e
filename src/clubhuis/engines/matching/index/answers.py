"""What the index answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clubhuis.engines.matching.judging import Judgement


@dataclass(frozen=True, slots=True)
class Explanation:
    """What made a score, each 0..1, and what would raise it: requirements nobody knows the answer to."""

    words: float
    concepts: float
    meaning: float
    requirements: float
    would_raise: tuple[int, ...] = ()
    """Places in the need's requirements that are unknown, the weightiest first."""
    nearness: float = 0.0
    raised: Mapping[str, float] = field(default_factory=dict)
    """How much of the score each of these brought; together they are the score."""
    learnt: float = 0.0
    """How much higher the score is than with the usual weights: what a community learnt from answers."""


@dataclass(frozen=True, slots=True)
class Match:
    """A document that fits a need, from 0 (not at all) to 1 (in everything)."""

    key: str
    score: float
    distance_km: float | None
    judgements: tuple[Judgement, ...]
    explanation: Explanation

    @property
    def fits(self) -> bool:
        """No must is denied, and what is asked for is said."""
        musts = [one for one in self.judgements if one.requirement.must]
        return all(one.state != "not_met" for one in musts) and any(
            one.state == "met" for one in musts if one.requirement.kind in ("capability", "material")
        )


@dataclass(frozen=True, slots=True)
class Matches:
    """Ranked matches, how many documents were judged, and how many of those fit."""

    matches: tuple[Match, ...]
    judged: int
    fitting: int

    def __iter__(self) -> Iterator[Match]:
        return iter(self.matches)

    def __len__(self) -> int:
        return len(self.matches)


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found by a search, without judging."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """One document of a chain: the requirements it takes (places in the need) and the judgements that say why."""

    key: str
    takes: tuple[int, ...]
    score: float
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Documents that together cover a need, and the requirements none of them covers (places in the need)."""

    links: tuple[Link, ...]
    gaps: tuple[int, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Who is in it, in the order of the steps."""
        return tuple(link.key for link in self.links)

    @property
    def parts(self) -> tuple[tuple[int, ...], ...]:
        """For each document the places of the requirements it takes."""
        return tuple(link.takes for link in self.links)


@dataclass(frozen=True, slots=True)
class Partner:
    """A document that fills part of what those who are together already lack."""

    key: str
    fills: tuple[int, ...]
    """Places in the need's requirements that it adds."""
    match: Match
