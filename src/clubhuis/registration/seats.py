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
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.capacity import actions as capacity
from clubhuis.capacity.models import Line, Pool
from clubhuis.events.models import Event, Host
from clubhuis.lib.prepared import prepared
from clubhuis.lib.refusals import Refused
from clubhuis.programme.models import Session

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


@transaction.atomic
def arrange(event: Event, rules: Rules) -> Line:
    """Lay out the line and its pools as the rules, tickets, hosts and sessions say now. More room is offered at once."""
    line = capacity.open_line(
        key_of(event),
        zone=event.zone,
        offer_hours=rules.offer_hours,
        closes_at=rules.closing(),
        priority_until=rules.members_first_until,
    )
    line = capacity.hold(line)
    sizes: dict[str, int | None] = {EVENT: event.places}
    if event.attendance == Event.Attendance.BOTH:
        sizes[ONLINE] = rules.online_seats
    for ticket in event.ticket_types.exclude(seats=None):
        sizes[f"ticket:{ticket.pk}"] = ticket.seats
    for session in Session.objects.filter(event=event, needs_choice=True):
        sizes[f"session:{session.pk}"] = session.seats
    if rules.per_organisation:
        known = Pool.objects.filter(line=line, key__startswith="organisation:").values_list("key", flat=True)
        sizes |= dict.fromkeys(known, rules.per_organisation)
    for key, size in sizes.items():
        capacity.set_pool(line, key, size)
    _keep_for_hosts(line, event)
    return line


def _keep_for_hosts(line: Line, event: Event) -> None:
    """What hosts keep for their own until they release it, and what is left for everybody."""
    today = timezone.now().astimezone(ZoneInfo(event.zone)).date()
    hosts = {f"host:{host.pk}": host for host in event.hosts.accepted() if host.places}
    kept = {key: host for key, host in hosts.items() if host.release_on is None or host.release_on > today}
    taken = dict(Pool.objects.filter(line=line, key__startswith="host:").values_list("key", "taken"))
    if not hosts and not taken:
        return
    released = dict.fromkeys(
        hosts, 0
    )  # a wish names its host's pool, also when that was released before it was laid out
    gone = {key: number for key, number in (released | taken).items() if key not in kept and key != OPEN}
    spoken_for = sum(host.places or 0 for host in kept.values()) + sum(gone.values())
    if event.places is not None and spoken_for > event.places:
        raise Refused(_("The hosts keep more places for their members than there are. Agree on fewer first."))
    for key, number in gone.items():
        capacity.set_pool(line, key, number)
    capacity.set_pool(line, OPEN, None if event.places is None else event.places - spoken_for)
    for key, host in kept.items():
        capacity.set_pool(line, key, host.places, moves_to=OPEN, moves_at=released_at(event, host))


def released_at(event: Event, host: Host) -> datetime | None:
    """The morning on which the places that a host has left go to everybody."""
    if host.release_on is None:
        return None
    return datetime.combine(host.release_on, time(), tzinfo=ZoneInfo(event.zone))


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
