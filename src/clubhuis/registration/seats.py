"""The pools of an event's line, and which of them a registration wants. Counting is done by `capacity`, nowhere else.

| pool                | its size                                      | wanted by                            |
|---------------------|-----------------------------------------------|--------------------------------------|
| `event`             | the places of the event                       | everybody on site                    |
| `online`            | the rules' places online                      | everybody online, when both are possible |
| `host:<id>`         | places kept for the members of this host      | its members, until they are released |
| `host:open`         | the other places                              | everybody else, and members when theirs are gone |
| `ticket:<id>`       | the seats of a ticket type                    | who chose it                         |
| `organisation:<id>` | at most so many from one organisation         | who works there                      |
| `session:<id>`      | the seats of a session that is to be chosen   | who chose it, with a claim of its own |
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from clubhuis.capacity.models import Line, Pool
from clubhuis.events.models import Event
from clubhuis.lib.prepared import prepared

from .models import Registration, Rules
from .standing import Standing

HOLD = timedelta(minutes=30)  # for who has still to confirm their address
EVENT, ONLINE, OPEN = "event", "online", "host:open"


def key_of(event: Event | int) -> str:
    return f"event:{event if isinstance(event, int) else event.pk}"


def holder_of(thing: Registration | int) -> str:
    return f"registration:{thing if isinstance(thing, int) else thing.pk}"


def line_of(event: Event | int) -> Line:
    (line,) = _lines(key_of(event))
    return line


@prepared
def _lines(key: str) -> QuerySet[Line]:
    return Line.objects.filter(key=key)


def wish_for(event: Event, registration: Registration, standing: Standing, rules: Rules) -> list[list[str]]:
    """What this registration asks of the line: any of these lists of pools, the dearest first."""
    extra = []
    if registration.ticket is not None and registration.ticket.seats is not None:
        extra.append(f"ticket:{registration.ticket.pk}")
    if rules.per_organisation and registration.organisation_id:
        extra.append(f"organisation:{registration.organisation_id}")
    if registration.attendance == Registration.Attendance.ONLINE and event.attendance == Event.Attendance.BOTH:
        return [[ONLINE, *extra]]
    if not any(host.places for host in standing.quotas):
        return [[EVENT, *extra]]
    own = [f"host:{host.pk}" for host in standing.hosts if host.places]
    return [[EVENT, key, *extra] for key in [*own, OPEN]]


def priority_of(standing: Standing, rules: Rules) -> int:
    """Members come first, also in the queue, at an event that is for them first."""
    return 1 if rules.members_first_until is not None and standing.is_member else 0


@dataclass(frozen=True, slots=True)
class Room:
    """How full a pool is. `free` is None without a limit."""

    size: int | None
    taken: int

    @property
    def free(self) -> int | None:
        return None if self.size is None else max(self.size - self.taken, 0)

    @property
    def is_full(self) -> bool:
        return self.free == 0


def rooms_of(event: Event | int, keys: Iterable[str] | None = None) -> dict[str, Room]:
    """How full the pools of an event are, in one question."""
    found = _pools(key_of(event), None if keys is None else frozenset(keys))
    return {key: Room(size, taken) for key, size, taken in found}


@prepared
def _pools(line: str, keys: frozenset[str] | None) -> QuerySet[Pool, tuple[str, int | None, int]]:
    pools = Pool.objects.filter(line__key=line)
    if keys is not None:
        pools = pools.filter(key__in=keys)
    return pools.values_list("key", "size", "taken")
