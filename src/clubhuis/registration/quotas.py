"""How full everything is, in words: live at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from clubhuis.capacity.models import Pool
from clubhuis.events.models import Event
from clubhuis.organisations.models import Organisation
from clubhuis.programme.models import Session

from . import seats


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
    limited = Q(key=seats.EVENT) | Q(size__isnull=False)
    pools = list(Pool.objects.filter(limited, line__key=seats.key_of(event)).order_by("pk"))
    names = _names(event, pools)
    return [Quota(names[pool.key], pool.taken, pool.size) for pool in pools if pool.key in names]


def _names(event: Event, pools: list[Pool]) -> dict[str, str]:
    names = {seats.EVENT: _("Seats"), seats.ONLINE: _("Online"), seats.OPEN: _("Open to everybody")}
    if ids := _ids(pools, "host"):
        hosts = event.hosts.filter(pk__in=ids).select_related("community")
        names |= {f"host:{host.pk}": _("For %(host)s") % {"host": host.community.name} for host in hosts}
    if ids := _ids(pools, "ticket"):
        names |= {f"ticket:{ticket.pk}": ticket.name for ticket in event.ticket_types.filter(pk__in=ids)}
    if ids := _ids(pools, "session"):
        names |= {f"session:{one.pk}": one.title for one in Session.objects.filter(event=event, pk__in=ids)}
    full = [pool for pool in pools if pool.size is not None and pool.taken >= pool.size]
    if ids := _ids(full, "organisation"):
        found = Organisation.objects.filter(pk__in=ids)
        names |= {f"organisation:{one.pk}": _("From %(name)s") % {"name": one.name} for one in found}
    return names


def _ids(pools: list[Pool], kind: str) -> list[int]:
    numbers = (pool.key.removeprefix(f"{kind}:") for pool in pools if pool.key.startswith(f"{kind}:"))
    return [int(number) for number in numbers if number.isdigit()]
