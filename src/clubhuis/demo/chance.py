"""Chance that falls the same way each time: every thing draws from a source of its own, named after it."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

CHOICE = re.compile(r"<([^<>]*)>")
SLOT = re.compile(r"\{(\w+)\}")


class Chance(random.Random):
    """`Chance(1, "organisation", 12)` always draws the same, whatever others drew before."""

    def __new__(cls, *names: object) -> Chance:
        return super().__new__(cls)

    def __init__(self, *names: object) -> None:
        super().__init__("·".join(map(str, names)))

    def often(self, share: float) -> bool:
        return self.random() < share

    def one[T](self, things: Sequence[T]) -> T:
        return things[self.randrange(len(things))]

    def some[T](self, things: Sequence[T], number: int) -> list[T]:
        """At most `number` of them, in an order of chance."""
        return self.sample(list(things), min(number, len(things)))

    def by_weight[T](self, weights: Mapping[T, float]) -> T:
        return self.choices(list(weights), list(weights.values()))[0]


def say(pattern: str, slots: Mapping[str, str], chance: Chance) -> str:
    """ "Wij <draaien|frezen> {size}" → "Wij frezen 400 mm". A choice may hold choices and slots; raises KeyError for an unknown slot."""
    while CHOICE.search(pattern):
        pattern = CHOICE.sub(lambda found: chance.one(found[1].split("|")), pattern)
    return " ".join(SLOT.sub(lambda found: slots[found[1]], pattern).split())
