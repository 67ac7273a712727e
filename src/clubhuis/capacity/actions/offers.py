"""What a line does by itself: what lapsed goes back, what came free is offered to the next, and it wakes when there is more to do.

Everything here runs while the line is held (`lines.hold`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cache

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.tasks import task
from django.utils import timezone

from clubhuis.capacity import access, fitting
from clubhuis.capacity.keepers import keeper_of
from clubhuis.capacity.models import Claim, ClaimQuerySet, Line, Pool
from clubhuis.lib.prepared import prepared
from clubhuis.lib.writing import changes

from .seats import NoPlace, sit, stand_up

logger = logging.getLogger(__name__)
AT_ONCE = 200  # offers in one transaction; the others follow in the next
BETWEEN_WAKES = timedelta(seconds=1)
TRY_AGAIN_AFTER = timedelta(minutes=10)


@transaction.atomic
def offer_next(line: Line, now: datetime | None = None) -> Line:
    """Give back what lapsed and offer what is free to those who wait, in their order; the line as it is afterwards."""
    line = Line.objects.select_for_update(no_key=True).get(pk=line.pk)
    serve(line, now or timezone.now())
    return line


def serve(line: Line, now: datetime) -> bool:
    """The same for who holds the line already; True when there is more to offer than could be done at once."""
    lapse(line, now)
    move_on_their_dates(line, now)
    more = offer(line, now)
    wake(line, now + BETWEEN_WAKES if more else next_event(line, now), now)
    return more


# Lapsing


def lapse(line: Line, now: datetime) -> None:
    """What was held or offered until a moment that is past goes back to its pools."""
    gone = [claim for claim in _overdue(line, now) if end(claim, "lapsed", now, claim.state, lapsed_by=now)]
    if not gone:
        return
    stand_up(gone)
    for claim in gone:
        try:
            with transaction.atomic():
                keeper_of(claim.holder).lapsed(claim)
        except Exception:  # a mail that cannot be queued does not keep the place from the next
            logger.exception("Nobody could be told that the claim of %s lapsed.", claim.holder)


@prepared
def _overdue(line: Line, now: datetime) -> QuerySet[Claim]:
    lapsing = Claim.objects.filter(line=line, state__in=Claim.LAPSING, until__lte=now)
    return lapsing.order_by("until", "pk")[:500]


def end(claim: Claim, why: str, now: datetime, *states: str, lapsed_by: datetime | None = None) -> bool:
    """Release the claim if it still is in one of these states. Its seats are for the caller to give back."""
    if not _ended(claim.pk, frozenset(map(str, states)), lapsed_by, why=why, released_at=now):
        return False
    claim.state, claim.why, claim.released_at, claim.until = Claim.State.RELEASED, why, now, None
    return True


@changes("why", "released_at", state=Claim.State.RELEASED, until=None)
def _ended(pk: int, states: frozenset[str], lapsed_by: datetime | None) -> ClaimQuerySet:
    there = Claim.objects.filter(pk=pk, state__in=states)
    return there if lapsed_by is None else there.filter(until__lte=lapsed_by)


def move_on_their_dates(line: Line, now: datetime) -> None:
    """A host's quota whose release date has come goes to the general pool."""
    for pool in _moving(line, now):
        if pool.moves_to is not None:
            move_free(pool, pool.moves_to, None)
        Pool.objects.filter(pk=pool.pk).update(moves_at=None, moves_to=None)


@prepared
def _moving(line: Line, now: datetime) -> QuerySet[Pool]:
    return Pool.objects.filter(line=line, moves_at__lte=now).select_related("moves_to")


def move_free(source: Pool, target: Pool, places: int | None) -> int:
    """Move free places; both pools are of a line that is held, so only `taken` can change meanwhile, and is asked again."""
    while (free := source.free) is not None:
        moving = min(free, free if places is None else places)
        if moving <= 0:
            return 0
        steps = sorted([(source.pk, -moving), (target.pk, moving)])
        try:
            with transaction.atomic():
                for pk, by in steps:
                    resize(pk, by)
        except NoPlace:
            source.refresh_from_db()
        else:
            return moving
    return 0


def resize(pk: int, by: int) -> None:
    changed = Pool.objects.filter(pk=pk, size__gte=F("taken") - by) if by < 0 else Pool.objects.filter(pk=pk)
    if not changed.update(size=F("size") + by):
        raise NoPlace


# Offering


def offer(line: Line, now: datetime) -> bool:
    """Offer what is free, one after the other; True when there is more than is offered at once."""
    if not line.waiting or line.paused or (until := access.can_offer_until(line, now)) is None:
        return False
    pools = access.pools_of(line)
    wishes = access.wishes_that_wait(line, now)
    parties_that_wait: set[str] = set()
    made = 0
    while made < AT_ONCE:
        free = {key: pool.free for key, pool in pools.items()}
        served = next_to_serve(line, now, wishes, free, parties_that_wait)
        if not served:
            return False
        places = fitting.arrange([claim.wishes for claim in served], free)
        if places is None:
            parties_that_wait.add(served[0].party)
        elif make_offer(line, served, [[pools[key] for key in keys] for keys in places], until, now):
            made += len(served)
        pools = access.pools_of(line)
    return True


def next_to_serve(
    line: Line, now: datetime, wishes: dict[str, fitting.Wish], free: fitting.Free, parties_that_wait: Iterable[str]
) -> list[Claim]:
    """Who is first of those for whom there is room: one, or a party that is served together."""
    fitting_ones = frozenset(name for name, wish in wishes.items() if fitting.fits(wish, free))
    only_priority = access.priority_counts(line, now)
    served = _first(line, only_priority, fitting_ones, frozenset(parties_that_wait))
    if served and served[0].party:
        return list(access.servable(line, now).filter(party=served[0].party))
    return served


@prepared
def _first(line: Line, only_priority: bool, wishes: frozenset[str], parties_that_wait: frozenset[str]) -> ClaimQuerySet:
    alone, together = Q(party="", wish__in=wishes), ~Q(party="") & ~Q(party__in=parties_that_wait)
    return access.served_in(line, only_priority=only_priority).filter(alone | together)[:1]


def make_offer(line: Line, claims: list[Claim], places: list[list[Pool]], until: datetime, now: datetime) -> bool:
    """Hold a place for each and tell them; or neither, when they cannot be told."""
    try:
        with transaction.atomic():
            for claim, pools in zip(claims, places, strict=True):
                claim.state, claim.until, claim.offered_at = Claim.State.OFFERED, until, now
                _offered(claim.pk, until=until, offered_at=now)
                sit(claim, pools)
            for claim in claims:
                keeper_of(claim.holder).offered(claim)
            fewer_wait(line, len(claims))
    except NoPlace:  # somebody without a queue before them was faster
        return False
    except Exception:
        logger.exception("A place could not be offered to %s.", ", ".join(claim.holder for claim in claims))
        Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(unreachable_since=now)
        return False
    line.waiting -= len(claims)
    return True


@changes("until", "offered_at", state=Claim.State.OFFERED)
def _offered(pk: int) -> ClaimQuerySet:
    return Claim.objects.filter(pk=pk)


def fewer_wait(line: Line, number: int) -> None:
    _shorter_by(number)(line.pk)


@cache  # as many as wait together
def _shorter_by(number: int) -> Callable[[int], int]:
    @changes(waiting=F("waiting") - number)
    def shorter(pk: int) -> QuerySet[Line]:
        return Line.objects.filter(pk=pk)

    return shorter


def try_again(line: Line, now: datetime | None = None) -> Line:
    """Who could not be told of an offer is served again, at their old place in the queue."""
    with transaction.atomic():
        line = Line.objects.select_for_update(no_key=True).get(pk=line.pk)
        access.queue_of(line).exclude(unreachable_since=None).update(unreachable_since=None)
        return offer_next(line, now)


# Waking


def next_event(line: Line, now: datetime) -> datetime | None:
    """The next moment at which this line has something to do by itself."""
    opens = [line.priority_until] if line.waiting and access.priority_counts(line, now) else []
    return min((moment for moment in (*_lapses(line), *_moves(line), *opens) if moment is not None), default=None)


@prepared
def _lapses(line: Line) -> QuerySet[Claim, datetime | None]:
    lapsing = Claim.objects.filter(line=line, state__in=Claim.LAPSING)
    return lapsing.order_by("until").values_list("until", flat=True)[:1]


@prepared
def _moves(line: Line) -> QuerySet[Pool, datetime | None]:
    moving = Pool.objects.filter(line=line, moves_at__isnull=False)
    return moving.order_by("moves_at").values_list("moves_at", flat=True)[:1]


def wake(line: Line, at: datetime | None, now: datetime) -> None:
    """See to it that the line is tended at that moment: one task a line, unless one comes sooner already."""
    if at is None or (line.wakes_at is not None and now < line.wakes_at <= at):
        return
    at = max(at, now + BETWEEN_WAKES)
    _wakes(line.pk, wakes_at=at)
    line.wakes_at = at
    tend_later.using(run_after=at).enqueue(line.pk)


@changes("wakes_at")
def _wakes(pk: int) -> QuerySet[Line]:
    return Line.objects.filter(pk=pk)


@task
def tend_later(line_id: int) -> None:
    """The moment for which the line asked to be woken has come."""
    for line in Line.objects.filter(pk=line_id):
        tend_line(line)


def tend_line(line: Line, now: datetime | None = None) -> None:
    offer_next(line, now)


def tend(now: datetime | None = None) -> int:
    """Every line that has something to do by itself, each in a transaction of its own; returns how many there were."""
    now = now or timezone.now()
    overdue = Claim.objects.filter(state__in=Claim.LAPSING, until__lte=now).values("line")
    moving = Pool.objects.filter(moves_at__lte=now).values("line")
    lines = Line.objects.filter(Q(waiting__gt=0) | Q(pk__in=overdue) | Q(pk__in=moving))
    for line in lines:
        unreachable = access.queue_of(line).filter(unreachable_since__lte=now - TRY_AGAIN_AFTER)
        if unreachable.exists():
            try_again(line, now)
        else:
            tend_line(line, now)
    return len(lines)
