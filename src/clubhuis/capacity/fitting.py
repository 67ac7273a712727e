"""Which wishes fit in what is free: pure functions of keys and numbers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

type Alternative = tuple[str, ...]  # keys of pools that are wanted together
type Wish = tuple[Alternative, ...]  # the dearest first
type Free = Mapping[str, int | None]  # None: no limit

MOST_STEPS = 2_000  # of a search for a party; a party that needs more waits for more room


def tidy(any_of: Iterable[Iterable[str]]) -> Wish:
    """The wish without what is said twice. Raises ValueError when it asks for nothing."""
    wish = tuple(dict.fromkeys(tuple(sorted(set(keys))) for keys in any_of))
    if not wish or not all(wish):
        raise ValueError("A claim asks for at least one pool.")
    return wish


def name_of(wish: Wish) -> str:
    return hashlib.sha256(json.dumps(wish).encode()).hexdigest()[:32]


def has_room(alternative: Alternative, free: Free) -> bool:
    return all((left := free.get(key, 0)) is None or left > 0 for key in alternative)


def fits(wish: Wish, free: Free) -> bool:
    return any(has_room(alternative, free) for alternative in wish)


def arrange(wishes: Sequence[Wish], free: Free) -> list[Alternative] | None:
    """One alternative for each wish so that all have room at once; earlier ones get their dearest first. None when there is none."""
    steps = 0

    def search(number: int, left: dict[str, int | None]) -> list[Alternative] | None:
        nonlocal steps
        if number == len(wishes):
            return []
        for alternative in wishes[number]:
            steps += 1
            if steps > MOST_STEPS:
                return None
            if has_room(alternative, left):
                rest = search(number + 1, without(left, alternative))
                if rest is not None:
                    return [alternative, *rest]
        return None

    return search(0, dict(free))


def without(free: Free, alternative: Alternative) -> dict[str, int | None]:
    return {key: left - 1 if left is not None and key in alternative else left for key, left in free.items()}
