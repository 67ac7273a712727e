"""How full everything is, in words: live at the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from clubhuis.capacity.models import Pool
from clubhuis.events.models import Event
from clubhuis.lib.prepared import prepared
from clubhuis.organisations.models import Organisation
from clubhuis.programme.models import Session

from . import seats
from .models import TicketType


@dataclass(frozen=True, slots=True)
class Quota:
    """One limit: of what, how many are taken, of how many (None: no limit)."""

    text: str
    taken: int
    size: int | None

    @property
    def is_full(self) -> bool:
        return self.size is not None and self.taken >= self.size


def quotas_of(event: Event) -> list[Quota]:
    """Everything that is limited at this event, the event itself first: a fixed number of questions."""
    pools = _limited(seats.key_of(event))
    # Of organisations only those that are full: there may be hundreds.
    names = names_of(event, [pool.key for pool in pools if not pool.key.startswith("organisation:") or pool.free == 0])
    return [Quota(names[pool.key], pool.taken, pool.size) for pool in pools if pool.key in names]


def names_of(event: Event, keys: Iterable[str]) -> dict[str, str]:
    """What these pools are called at the desk."""
    asked = list(keys)
    names = {seats.EVENT: _("Seats"), seats.ONLINE: _("Online"), seats.OPEN: _("Open to everybody")}
    if ids := _ids(asked, "host"):
        hosts = (host for host in event.hosts.all() if host.pk in ids)
        names |= {f"host:{host.pk}": _("For %(host)s") % {"host": host.community.name} for host in hosts}
    if ids := _ids(asked, "ticket"):
        names |= {f"ticket:{ticket.pk}": ticket.name for ticket in _tickets(event, frozenset(ids))}
    if ids := _ids(asked, "session"):
        names |= {f"session:{one.pk}": one.title for one in _sessions(event, frozenset(ids))}
    if ids := _ids(asked, "organisation"):
        found = _organisations(frozenset(ids))
        names |= {f"organisation:{one.pk}": _("From %(name)s") % {"name": one.name} for one in found}
    return names


@prepared
def _limited(line: str) -> QuerySet[Pool]:
    limited = Q(key=seats.EVENT) | Q(size__isnull=False)
    return Pool.objects.filter(limited, line__key=line).order_by("pk")


@prepared
def _tickets(event: Event, among: frozenset[int]) -> QuerySet[TicketType]:
    return TicketType.objects.filter(event=event, pk__in=among)


@prepared
def _sessions(event: Event, among: frozenset[int]) -> QuerySet[Session]:
    return Session.objects.filter(event=event, pk__in=among).only("title_nl", "title_en", "title_de")


@prepared
def _organisations(among: frozenset[int]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=among).only("name")


def _ids(keys: list[str], kind: str) -> list[int]:
    numbers = (key.removeprefix(f"{kind}:") for key in keys if key.startswith(f"{kind}:"))
    return [int(number) for number in numbers if number.isdigit()]
