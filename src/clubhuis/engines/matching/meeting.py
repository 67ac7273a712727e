"""Whom it is worth to meet: who can help me, whom I can help, and who cares about the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from clubhuis.engines.matching.documents import Document
from clubhuis.engines.matching.judging import Judgement
from clubhuis.engines.matching.known import Known, know
from clubhuis.engines.matching.needs import Need
from clubhuis.engines.matching.reverse import needs_for
from clubhuis.engines.matching.vocabulary import Vocabulary

Why = Literal["can_help", "can_be_helped", "same_theme", "neighbouring_work"]
WORTH: dict[Why, float] = {"can_help": 1.0, "can_be_helped": 0.9, "same_theme": 0.35, "neighbouring_work": 0.25}
"""How much each ground counts; themes and work in common count more the more there is in common."""


@dataclass(frozen=True, slots=True)
class Party:
    """A person or organisation that may meet others.

    `organisation` is whom they belong to (colleagues are not proposed to each other), `offer` what is known of what
    they can do, `needs` what they look for, `themes` what they follow, `met` the keys of those they know already or do
    not want to be proposed.
    """

    key: str
    organisation: str = ""
    offer: Document | Known | None = None
    needs: tuple[Need, ...] = ()
    themes: frozenset[str] = frozenset()
    met: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason to meet, with what proves it: the need and its judgements, or the themes or concepts in common."""

    why: Why
    score: float
    need: Need | None = None
    judgements: tuple[Judgement, ...] = ()
    common: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Encounter:
    """Somebody worth meeting, from 0 to 1, and why, the best ground first."""

    key: str
    score: float
    grounds: tuple[Ground, ...]


def worth_meeting(
    me: Party, others: Iterable[Party], vocabulary: Vocabulary, *, today: date, limit: int = 10
) -> list[Encounter]:
    """Others it is worth to meet, best first; nobody without a ground, nobody known already, no colleagues.

    Grounds add up without ever passing 1 (as chances do). Of one organisation at most one party is proposed, so that
    ten places are ten firms.
    """
    mine = _read(me, vocabulary)
    found: list[tuple[Encounter, str]] = []
    for other in others:
        if other.key == me.key or other.key in me.met or me.key in other.met:
            continue
        if me.organisation and other.organisation == me.organisation:
            continue
        grounds = _grounds(me, mine, other, _read(other, vocabulary), vocabulary, today)
        if grounds:
            left = 1.0
            for ground in grounds:
                left *= 1.0 - WORTH[ground.why] * ground.score
            found.append((Encounter(other.key, round(1.0 - left, 4), grounds), other.organisation or other.key))
    found.sort(key=lambda one: (-one[0].score, one[0].key))
    seen: set[str] = set()
    best = []
    for encounter, organisation in found:
        if organisation not in seen:
            seen.add(organisation)
            best.append(encounter)
    return best[:limit]


def _grounds(
    me: Party, mine: Known | None, other: Party, theirs: Known | None, vocabulary: Vocabulary, today: date
) -> tuple[Ground, ...]:
    grounds: list[Ground] = []
    if theirs is not None:
        grounds.extend(
            Ground("can_help", one.score, one.need, one.judgements)
            for one in needs_for(theirs, me.needs, vocabulary, today=today, limit=1)
        )
    if mine is not None:
        grounds.extend(
            Ground("can_be_helped", one.score, one.need, one.judgements)
            for one in needs_for(mine, other.needs, vocabulary, today=today, limit=1)
        )
    if themes := me.themes & other.themes:
        grounds.append(Ground("same_theme", len(themes) / (len(themes) + 1), common=tuple(sorted(themes))))
    if mine is not None and theirs is not None and (near := _neighbouring(mine, theirs, vocabulary)):
        grounds.append(Ground("neighbouring_work", len(near) / (len(near) + 2), common=near))
    grounds.sort(key=lambda one: -WORTH[one.why] * one.score)
    return tuple(grounds)


def _neighbouring(mine: Known, theirs: Known, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What they do that goes together with what I do and that I do not do myself."""
    own, other = concepts_of(mine), concepts_of(theirs)
    near = {related for concept in own for related in vocabulary.related(concept)}
    return tuple(sorted((near & other) - own))


def concepts_of(known: Known) -> set[str]:
    """The concepts somebody states or chose."""
    return {one.concept for part in known.parts for one in part.mentions if one.stance == "stated"} | set(
        known.concepts
    )


def _read(party: Party, vocabulary: Vocabulary) -> Known | None:
    return know(party.offer, vocabulary) if isinstance(party.offer, Document) else party.offer
