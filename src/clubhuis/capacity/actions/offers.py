"""What a line does by itself: what lapsed goes back, what came free is offered to the next, and it wakes when there is more to do.

Everything here runs while the line is held (`lines.hold`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Min, Q
from django.tasks import task
from django.utils import timezone

from clubhuis.capacity import access, fitting
from clubhuis.capacity.keepers import keeper_of
from clubhuis.capacity.models import Claim, ClaimQuerySet, Line, Pool

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
    overdue = Claim.objects.filter(line=line, state__in=Claim.LAPSING, until__lte=now).order_by("until", "pk")
    gone = [claim for claim in overdue[:500] if end(claim, "lapsed", now, Q(state=claim.state, until__lte=now))]
    if not gone:
        return
    stand_up(gone)
    for claim in gone:
        try:
            with transaction.atomic():
                keeper_of(claim.holder).lapsed(claim)
        except Exception:  # a mail that cannot be queued does not keep the place from the next
            logger.exception("Nobody could be told that the claim of %s lapsed.", claim.holder)


def end(claim: Claim, why: str, now: datetime, condition: Q) -> bool:
    """Release the claim if it still is as the condition says. Its seats are for the caller to give back."""
    if not Claim.objects.filter(condition, pk=claim.pk).update(
        state=Claim.State.RELEASED, why=why, released_at=now, until=None
    ):
        return False
    claim.state, claim.why, claim.released_at, claim.until = Claim.State.RELEASED, why, now, None
    return True


def move_on_their_dates(line: Line, now: datetime) -> None:
    """A host's quota whose release date has come goes to the general pool."""
    for pool in Pool.objects.filter(line=line, moves_at__lte=now).select_related("moves_to"):
        if pool.moves_to is not None:
            move_free(pool, pool.moves_to, None)
        Pool.objects.filter(pk=pool.pk).update(moves_at=None, moves_to=None)


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
    wishes = access.wishes_of(access.servable(line, now))
    parties_that_wait: set[str] = set()
    made = 0
    while made < AT_ONCE:
        free = {key: pool.free for key, pool in pools.items()}
        served = next_to_serve(access.servable(line, now), wishes, free, parties_that_wait)
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
    waiting: ClaimQuerySet, wishes: dict[str, fitting.Wish], free: fitting.Free, parties_that_wait: Iterable[str]
) -> list[Claim]:
    """Who is first of those for whom there is room: one, or a party that is served together."""
    fitting_ones = [name for name, wish in wishes.items() if fitting.fits(wish, free)]
    first = waiting.filter(
        Q(party="", wish__in=fitting_ones) | (~Q(party="") & ~Q(party__in=list(parties_that_wait)))
    ).first()
    if first is None:
        return []
    return list(waiting.filter(party=first.party)) if first.party else [first]


def make_offer(line: Line, claims: list[Claim], places: list[list[Pool]], until: datetime, now: datetime) -> bool:
    """Hold a place for each and tell them; or neither, when they cannot be told."""
    try:
        with transaction.atomic():
            for claim, pools in zip(claims, places, strict=True):
                claim.state, claim.until, claim.offered_at = Claim.State.OFFERED, until, now
                claim.save(update_fields=["state", "until", "offered_at"])
                sit(claim, pools)
            for claim in claims:
                keeper_of(claim.holder).offered(claim)
            Line.objects.filter(pk=line.pk).update(waiting=F("waiting") - len(claims))
    except NoPlace:  # somebody without a queue before them was faster
        return False
    except Exception:
        logger.exception("A place could not be offered to %s.", ", ".join(claim.holder for claim in claims))
        Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(unreachable_since=now)
        return False
    line.waiting -= len(claims)
    return True


def try_again(line: Line, now: datetime | None = None) -> Line:
    """Who could not be told of an offer is served again, at their old place in the queue."""
    with transaction.atomic():
        line = Line.objects.select_for_update(no_key=True).get(pk=line.pk)
        access.queue_of(line).exclude(unreachable_since=None).update(unreachable_since=None)
        return offer_next(line, now)


# Waking


def next_event(line: Line, now: datetime) -> datetime | None:
    """The next moment at which this line has something to do by itself."""
    lapses = Claim.objects.filter(line=line, state__in=Claim.LAPSING).aggregate(first=Min("until"))["first"]
    moves = Pool.objects.filter(line=line).aggregate(first=Min("moves_at"))["first"]
    opens = line.priority_until if line.waiting and access.priority_counts(line, now) else None
    return min((moment for moment in (lapses, moves, opens) if moment is not None), default=None)


def wake(line: Line, at: datetime | None, now: datetime) -> None:
    """See to it that the line is tended at that moment: one task a line, unless one comes sooner already."""
    if at is None or (line.wakes_at is not None and now < line.wakes_at <= at):
        return
    at = max(at, now + BETWEEN_WAKES)
    Line.objects.filter(pk=line.pk).update(wakes_at=at)
    line.wakes_at = at
    tend_later.using(run_after=at).enqueue(line.pk)


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
