"""What somebody can do about an event at this moment: register, wait, answer, or nothing any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.capacity import access as capacity
from clubhuis.capacity.models import Line
from clubhuis.events.models import Event
from clubhuis.lib.prepared import prepared

from . import access, seats
from .models import Registration, Rules
from .standing import organisations_of, standing_of


class Now(StrEnum):
    COMING = "coming"  # they have a registration
    CANCELLED = "cancelled"
    OVER = "over"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    OPEN = "open"
    WAITING_LIST = "waiting_list"  # full, and one can wait
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Situation:
    now: Now
    rules: Rules
    own: Registration | None = None
    left: int | None = None  # seats that are free; None without a limit
    waiting: int = 0
    opens_at: datetime | None = None
    members_until: datetime | None = None

    @property
    def is_nearly_full(self) -> bool:
        return self.left is not None and 0 < self.left <= 10


def situation_of(event: Event, person: Person | None, rules: Rules) -> Situation:
    """Two questions for a visitor, three for who is signed in."""
    now = timezone.now()
    own = access.own_registration(person, event)
    if own is not None:
        own.event = event
        return Situation(Now.COMING, rules, own)
    if event.is_cancelled:
        return Situation(Now.CANCELLED, rules)
    if event.is_over:
        return Situation(Now.OVER, rules)
    if not rules.has_opened(now):
        return Situation(Now.NOT_OPEN, rules, opens_at=rules.opens_at)
    if rules.has_closed(now):
        return Situation(Now.CLOSED, rules)
    rooms = seats.rooms_of(event, [seats.EVENT, seats.ONLINE, seats.OPEN])
    waiting = next(iter(_waiting(seats.key_of(event))), 0)
    left = left_in(rooms)
    until = rules.members_first_until if rules.is_members_first(now) else None
    if left == 0 or waiting:
        left = _left_all_the_same(event, person, rules, left)
    if left == 0:
        full = Now.WAITING_LIST if rules.has_waiting_list else Now.FULL
        return Situation(full, rules, None, left, waiting, members_until=until)
    return Situation(Now.OPEN, rules, None, left, waiting, members_until=until)


def _left_all_the_same(event: Event, person: Person | None, rules: Rules, left: int | None) -> int | None:
    """Although all are taken that are for everybody, or somebody waits: hosts keep places for their own, and who waits may wait
    for something else, or with too many at once."""
    if person is None and left == 0:
        return 0
    working = organisations_of(person) if person is not None else []
    organisation = working[0] if working else None
    standing = standing_of(event, person=person, organisation=organisation)
    if left == 0 and not any(host.places for host in standing.hosts):
        return 0
    wish = seats.wish_for(event, Registration(event=event, organisation=organisation), standing, rules)
    if event.attendance == Event.Attendance.BOTH:
        wish.append([seats.ONLINE])
    return capacity.left_for(seats.line_of(event), wish, priority=seats.priority_of(standing, rules))


@prepared
def _waiting(line: str) -> QuerySet[Line, int]:
    return Line.objects.filter(key=line).values_list("waiting", flat=True)


def left_in(rooms: dict[str, seats.Room]) -> int | None:
    """How many can still come, in whatever way; places that hosts keep for their own do not count for everybody."""
    on_site = [rooms[key].free for key in (seats.EVENT, seats.OPEN) if key in rooms]
    limited = [free for free in on_site if free is not None]
    left = min(limited) if limited else None
    if seats.ONLINE in rooms and left is not None:
        online = rooms[seats.ONLINE].free
        return None if online is None else left + online
    return left
