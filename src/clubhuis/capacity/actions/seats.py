"""Taking and giving back seats. The only place where `Pool.taken` changes.

Seats are written first and the conditional update comes last, so that a busy pool is locked as short as possible. Pools are
changed in the order of their ids, by everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F, QuerySet

from clubhuis.capacity.models import Claim, Pool, Seat
from clubhuis.lib.prepared import prepared
from clubhuis.lib.writing import changes, insert_all


class NoPlace(Exception):
    """A pool had no place left; the caller's savepoint is rolled back, and with it every lock that was taken."""


def sit(claim: Claim, pools: Iterable[Pool]) -> None:
    """Give the claim a seat in each of these pools. Raises `NoPlace`, inside a savepoint of the caller."""
    wanted = list(pools)
    insert_all([Seat(claim=claim, pool=pool) for pool in wanted])
    change_taken({pool.pk: 1 for pool in wanted})


def stand_up(claims: Iterable[Claim]) -> None:
    """Give back all seats of these claims."""
    keys = frozenset(claim.pk for claim in claims)
    back = Counter(_pools_of(keys))
    Seat.objects.filter(claim__in=keys).delete()
    change_taken({pool: -number for pool, number in back.items()})


@prepared
def _pools_of(claims: frozenset[int]) -> QuerySet[Seat, int]:
    return Seat.objects.filter(claim__in=claims).values_list("pool_id", flat=True)


@transaction.atomic
def move(claim: Claim, pools: Iterable[Pool]) -> None:
    """From the seats it has to these: the new ones are taken and the old ones given back, or nothing. Raises `NoPlace`."""
    now, then = set(claim.seats.values_list("pool_id", flat=True)), {pool.pk for pool in pools}
    Seat.objects.bulk_create([Seat(claim=claim, pool_id=pk) for pk in sorted(then - now)])
    Seat.objects.filter(claim=claim, pool__in=now - then).delete()
    change_taken(dict.fromkeys(then - now, 1) | dict.fromkeys(now - then, -1))


def change_taken(by: Mapping[int, int]) -> None:
    for pk in sorted(by):
        if by[pk] > 0:
            take_one(pk)
        elif by[pk] < 0:
            Pool.objects.filter(pk=pk).update(taken=F("taken") + by[pk])


def take_one(pk: int) -> None:
    if not _one_more(pk):
        raise NoPlace


@changes(taken=F("taken") + 1)
def _one_more(pk: int) -> QuerySet[Pool]:
    return Pool.objects.with_a_place().filter(pk=pk)
