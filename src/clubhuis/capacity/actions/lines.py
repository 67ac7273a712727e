"""Opening a line and deciding how many places there are."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from clubhuis.capacity.models import Line, Pool
from clubhuis.lib.prepared import prepared
from clubhuis.lib.refusals import Refused

from . import offers

CAN_BE_SET = {"zone", "offer_hours", "closes_at", "priority_until"}


@transaction.atomic
def open_line(key: str, **fields: Any) -> Line:
    """The line of this name, made when there is none. `fields`: zone, offer_hours, closes_at, priority_until."""
    check(fields)
    line, is_new = Line.objects.get_or_create(key=key, defaults=fields)
    return line if is_new or not fields else set_line(line, **fields)


def set_line(line: Line, **fields: Any) -> Line:
    """Change how a line offers: zone, offer_hours (1 to 168), closes_at, priority_until. Offers that were made keep their deadline."""
    check(fields)
    with transaction.atomic():
        line = hold(line)
        Line.objects.filter(pk=line.pk).update(**fields)
        return offers.offer_next(line)


def check(fields: dict[str, Any]) -> None:
    if unknown := set(fields) - CAN_BE_SET:
        raise TypeError(f"A line has no {', '.join(sorted(unknown))} that can be set.")
    if not 1 <= fields.get("offer_hours", 24) <= 168:
        raise Refused(_("An offer holds a place for 1 to 168 hours."))
    ZoneInfo(fields.get("zone", "UTC"))


def hold(line: Line) -> Line:
    """Keep the line to oneself until the transaction ends; the line as it is now.

    Whoever changes rows that a keeper changes too (a registration), or does more than one thing with a line, calls this first
    in their transaction. Everybody locks in one order: line, pools by id, claims, then rows of their own.
    """
    check_transaction()
    (held,) = _held(line)
    return held


def hold_called(key: str) -> Line:
    """The same for a line that has not been looked up."""
    check_transaction()
    (held,) = _held_called(key)
    return held


def check_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a line is held until a transaction ends, and there is none")


@prepared
def _held_called(key: str) -> QuerySet[Line]:
    return Line.objects.select_for_update(no_key=True).filter(key=key)


@prepared
def _held(line: Line) -> QuerySet[Line]:
    return Line.objects.select_for_update(no_key=True).filter(pk=line.pk)


@transaction.atomic
def pause(line: Line) -> Line:
    """Offer nothing for a while; free places are kept for those who wait."""
    line = hold(line)
    Line.objects.filter(pk=line.pk).update(paused=True)
    line.paused = True
    return line


@transaction.atomic
def resume(line: Line) -> Line:
    """Offer again, at once."""
    line = hold(line)
    Line.objects.filter(pk=line.pk).update(paused=False)
    return offers.offer_next(line)


@transaction.atomic
def close_line(line: Line, *, at: datetime) -> Line:
    """From this moment nothing is offered any more."""
    return set_line(line, closes_at=at)


# Pools


def ensure_pool(line: Line, key: str, size: int | None) -> None:
    """Make the pool when there is none; one that is there keeps its size. Without holding the line: for pools made on the way."""
    Pool.objects.bulk_create([Pool(line=line, key=key, size=size)], ignore_conflicts=True)


@transaction.atomic
def set_pool(
    line: Line, key: str, size: int | None, *, moves_to: str | None = None, moves_at: datetime | None = None
) -> Pool:
    """Give a pool its size (None: no limit); more places are offered at once to those who wait.

    At `moves_at` what is free by then goes to the pool `moves_to` of the same line (a host's quota on its release date).
    Raises `Refused` when more places were given than would be left.
    """
    line = hold(line)
    ensure_pool(line, key, size)
    target = Pool.objects.get(line=line, key=moves_to) if moves_to is not None else None
    changes = Pool.objects.filter(line=line, key=key)
    if size is not None:
        changes = changes.filter(taken__lte=size)
    if not changes.update(size=size, moves_to=target, moves_at=moves_at if target else None):
        taken = Pool.objects.get(line=line, key=key).taken
        raise Refused(_("%(taken)s places have been given already, so there cannot be fewer.") % {"taken": taken})
    offers.offer_next(line)
    return Pool.objects.get(line=line, key=key)


@transaction.atomic
def move_places(line: Line, source: str, target: str, places: int | None = None) -> int:
    """Move places that are free from one pool to another, all of them unless `places` says how many; returns how many went."""
    line = hold(line)
    both = {pool.key: pool for pool in Pool.objects.filter(line=line, key__in=[source, target])}
    moved = offers.move_free(both[source], both[target], places)
    offers.offer_next(line)
    return moved


@transaction.atomic
def drop_pool(line: Line, key: str) -> None:
    """Take away a pool that nobody has a seat in. Who waits for it keeps their other wishes."""
    line = hold(line)
    gone = Pool.objects.filter(line=line, key=key)
    if gone.filter(taken__gt=0).exists():
        raise Refused(_("Somebody has a place here. Give them another one first."))
    gone.filter(taken=F("taken")).delete()
    offers.offer_next(line)
