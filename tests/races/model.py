"""The rules of capacity in a few lines of plain Python: the reference against which the room is held."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from clubhuis.capacity.working_hours import deadline


@dataclass
class Somebody:
    """A claim as the rules see it."""

    wish: list[list[str]]
    priority: int
    state: str
    number: int | None = None
    until: datetime | None = None
    seats: list[str] = field(default_factory=list)


class Model:
    def __init__(self, sizes: dict[str, int]) -> None:
        self.sizes = dict(sizes)
        self.paused = False
        self.next_number = 1
        self.people: dict[str, Somebody] = {}
        self.unreachable: set[str] = set()
        # Whom a place was offered who could not be told: they are passed until it is tried again.
        self.not_told: set[str] = set()
        self.told: list[tuple[str, str]] = []

    def free(self, key: str) -> int:
        return self.sizes[key] - sum(key in one.seats for one in self.people.values())

    def room(self, wish: list[list[str]], mine: list[str] | None = None) -> list[str] | None:
        return next((keys for keys in wish if all(key in (mine or []) or self.free(key) > 0 for key in keys)), None)

    def queue(self) -> list[str]:
        waiting = [name for name, one in self.people.items() if one.state == "waiting"]
        return sorted(waiting, key=lambda name: (-self.people[name].priority, self.people[name].number))

    def reachable(self) -> list[str]:
        return [name for name in self.queue() if name not in self.not_told]

    def settle(self, now: datetime) -> None:
        """What lapsed goes back, what is free goes to the first for whom it is any good."""
        for name, one in self.people.items():
            if one.state in {"held", "offered"} and one.until <= now:
                one.state, one.seats = "released", []
                self.told.append(("lapsed", name))
        while not self.paused:
            name = next((n for n in self.reachable() if self.room(self.people[n].wish)), None)
            if name is None:
                return
            if name in self.unreachable:
                self.not_told.add(name)
                continue
            one = self.people[name]
            one.state, one.seats = "offered", self.room(one.wish)
            one.until = deadline(now, hours=24, zone="Europe/Amsterdam")
            self.told.append(("offered", name))

    def passes(self, keys: list[str], priority: int) -> bool:
        """Whether somebody who waits as long could have what is asked: only while nothing is offered."""
        return any(
            found and set(found) & set(keys)
            for name in self.reachable()
            if self.people[name].priority >= priority
            for found in [self.room(self.people[name].wish)]
        )

    def claim(self, name: str, wish: list[list[str]], priority: int, until: datetime | None) -> str:
        keys = self.room(wish)
        if keys and not self.passes(keys, priority):
            self.people[name] = Somebody(wish, priority, "held" if until else "taken", None, until, keys)
        else:
            self.people[name] = Somebody(wish, priority, "waiting", self.next_number)
            self.next_number += 1
        return self.people[name].state

    def release(self, name: str, now: datetime) -> None:
        self.people[name].state, self.people[name].seats = "released", []
        self.settle(now)

    def exchange(self, name: str, wish: list[list[str]], now: datetime) -> bool:
        one = self.people[name]
        keys = self.room(wish, one.seats)
        if keys is None or self.passes([key for key in keys if key not in one.seats], one.priority):
            return False
        one.seats, one.wish = keys, wish
        self.settle(now)
        return True
