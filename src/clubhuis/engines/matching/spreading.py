"""Nobody is locked out for being new, and among equals the work goes round."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from clubhuis.engines.matching.index.answers import Match

EQUAL = 0.03
"""Scores that differ by no more say nothing about who is better."""
SHARE = 0.1
"""The part of the places that is kept for those who were seldom proposed."""
SELDOM = 3
"""Who was proposed fewer times than this is new."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A match and why it stands where it stands: by its score, because equals take turns, or to give somebody new a chance."""

    match: Match
    why: Literal["score", "turn", "new"]


def spread(
    matches: Sequence[Match],
    *,
    proposed: Mapping[str, int],
    limit: int,
    share: float = SHARE,
    equal: float = EQUAL,
    seldom: int = SELDOM,
) -> list[Placed]:
    """The first `limit` of ranked matches, fair to all.

    Runs of matches whose score lies within `equal` of the run's best are put in the order of how often they were
    `proposed` (by key, before now). Of the places, `share` (rounded up, never the first place) go to matches that fit,
    were proposed fewer than `seldom` times and would not have been among them; they take the last places. Pure: the same
    values give the same order.
    """
    turns = _in_turns(matches, proposed, equal)
    places = turns[:limit]
    kept = min(math.ceil(share * limit), max(0, limit - 1)) if share > 0 else 0
    fresh = sum(proposed.get(one.match.key, 0) < seldom for one in places)
    late = [one for one in turns[limit:] if one.match.fits and proposed.get(one.match.key, 0) < seldom]
    chances = late[: max(0, kept - fresh)]
    if not chances:
        return places
    leaving = sorted(
        (one for one in places[1:] if proposed.get(one.match.key, 0) >= seldom), key=lambda one: one.match.score
    )[: len(chances)]
    gone = {one.match.key for one in leaving}
    stays = [one for one in places if one.match.key not in gone]
    return [*stays, *(Placed(one.match, "new") for one in chances[: len(leaving)])]


def _in_turns(matches: Sequence[Match], proposed: Mapping[str, int], equal: float) -> list[Placed]:
    found: list[Placed] = []
    start = 0
    while start < len(matches):
        end = start + 1
        while end < len(matches) and matches[start].score - matches[end].score <= equal:
            end += 1
        run = list(matches[start:end])
        order = sorted(run, key=lambda one: (proposed.get(one.key, 0), -one.score, one.key))
        found.extend(Placed(one, "score" if one is was else "turn") for one, was in zip(order, run, strict=True))
        start = end
    return found
