"""What there is, what is left, and why nothing is being offered. Whose claim one may see is for the rooms that use this."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.lib.prepared import prepared

from . import fitting
from .models import Claim, ClaimQuerySet, Line, Pool
from .working_hours import deadline


def line_called(key: str) -> Line | None:
    return Line.objects.filter(key=key).first()


def pools_of(line: Line) -> dict[str, Pool]:
    return {pool.key: pool for pool in _pools(line)}


@prepared
def _pools(line: Line) -> QuerySet[Pool]:
    return Pool.objects.filter(line=line)


def free_in(line: Line) -> dict[str, int | None]:
    """How many places each pool has left; None where there is no limit. One question."""
    return {pool.key: pool.free for pool in _pools(line)}


def claim_of(line: Line, holder: str) -> Claim | None:
    """The live claim of this holder."""
    return Claim.objects.live().filter(line=line, holder=holder).first()


def queue_of(line: Line) -> ClaimQuerySet:
    """Who waits, in the order in which they are served."""
    return Claim.objects.in_queue().filter(line=line)


def place_of(claim: Claim) -> int | None:
    """Its place in the queue: 1 is the next to be served. None when it does not wait."""
    if claim.state != Claim.State.WAITING:
        return None
    before = Q(priority__gt=claim.priority) | Q(priority=claim.priority, number__lt=claim.number)
    return Claim.objects.filter(before, line=claim.line_id, state=Claim.State.WAITING).count() + 1


def places_of(claims: Iterable[Claim]) -> dict[int, int]:
    """Places in the queue by id of the claim, for a list of claims of one line: one question for all."""
    wanted = list(claims)
    if not wanted:
        return {}
    order = Claim.objects.in_queue().filter(line=wanted[0].line_id).values_list("pk", flat=True)
    places = {pk: place for place, pk in enumerate(order, start=1)}
    return {claim.pk: places[claim.pk] for claim in wanted if claim.pk in places}


# Who may be served


def priority_counts(line: Line, now: datetime) -> bool:
    """Whether places are still for those who have priority only."""
    return line.priority_until is not None and now < line.priority_until


def servable(line: Line, now: datetime) -> ClaimQuerySet:
    """Who of those that wait may be offered a place now, if there is one that fits."""
    return served_in(line, only_priority=priority_counts(line, now))


def served_in(line: Line, *, only_priority: bool) -> ClaimQuerySet:
    waiting = queue_of(line).filter(unreachable_since=None)
    return waiting.filter(priority__gt=0) if only_priority else waiting


def wishes_that_wait(line: Line, now: datetime) -> dict[str, fitting.Wish]:
    """What those who may be served wish for, as `wishes_of`."""
    return _by_name(_wishes_that_wait(line, priority_counts(line, now)))


@prepared
def _wishes_that_wait(line: Line, only_priority: bool) -> QuerySet[Claim, tuple[str, list[list[str]]]]:
    return _wishes(served_in(line, only_priority=only_priority))


def wishes_of(claims: ClaimQuerySet) -> dict[str, fitting.Wish]:
    """What those who wait on their own wish for, each different wish once, by its name."""
    return _by_name(_wishes(claims))


def _wishes(claims: ClaimQuerySet) -> QuerySet[Claim, tuple[str, list[list[str]]]]:
    return claims.filter(party="").order_by().values_list("wish", "alternatives").distinct()


def _by_name(found: Iterable[tuple[str, list[list[str]]]]) -> dict[str, fitting.Wish]:
    return {name: tuple(tuple(keys) for keys in alternatives) for name, alternatives in found}


def can_offer_until(line: Line, now: datetime) -> datetime | None:
    """The deadline of an offer that would be made now; None when nothing can be offered any more."""
    if line.closes_at is not None and line.closes_at <= now:
        return None
    return deadline(now, hours=line.offer_hours, zone=line.zone, closes_at=line.closes_at)


def passes_somebody(line: Line, keys: set[str], priority: int) -> bool:
    """Whether somebody who waits could have these places: they come first, as soon as the line offers again."""
    now = timezone.now()
    if not line.waiting or can_offer_until(line, now) is None:
        return False
    before = servable(line, now).filter(priority__gte=priority)
    free = free_in(line)
    parties: dict[str, list[fitting.Wish]] = {}
    for waiting in before.exclude(party=""):
        parties.setdefault(waiting.party, []).append(waiting.wishes)
    for wishes in ([wish] for wish in wishes_of(before).values()):
        parties[str(wishes)] = wishes
    places = (fitting.arrange(wishes, free) for wishes in parties.values())
    return any(keys & {key for alternative in found for key in alternative} for found in places if found)


def left_for(line: Line, any_of: Iterable[Iterable[str]], *, priority: int = 0) -> int | None:
    """How many places somebody new with this wish could have at once; None without a limit, 0 when they would wait.

    A pool that is not there yet (it is made when it is asked for) is no limit.
    """
    free = free_in(line)
    best = 0
    for keys in any_of:
        lefts = [left for key in keys if (left := free.get(key)) is not None]
        if min(lefts, default=1) > 0 and not passes_somebody(line, set(keys), priority):
            if not lefts:
                return None
            best = max(best, min(lefts))
    return best


def what_lacks(claims: Iterable[Claim]) -> dict[int, list[str]]:
    """For each of these that waits, of one line, the pools in which there is too little for it and who waits with it.

    Of several alternatives the one that lacks least.
    """
    waiting = [claim for claim in claims if claim.state == Claim.State.WAITING]
    if not waiting:
        return {}
    free = free_in(waiting[0].line)
    parties = {claim.party for claim in waiting if claim.party}
    together = list(Claim.objects.in_queue().filter(line=waiting[0].line_id, party__in=parties)) if parties else []
    found = {}
    for claim in waiting:
        group = [one for one in together if one.party == claim.party] if claim.party else [claim]
        needed = Counter(key for one in group for key in {key for keys in one.wishes for key in keys})
        short = (
            [key for key in keys if (left := free.get(key, 0)) is not None and left < needed[key]]
            for keys in claim.wishes
        )
        found[claim.pk] = min(short, key=len)
    return found


class Why(StrEnum):
    NOBODY_WAITS = "nobody_waits"
    PAUSED = "paused"
    CLOSED = "closed"
    TOO_NEAR = "too_near"
    OFFERED = "offered"
    FULL = "full"
    PRIORITY = "priority"
    UNREACHABLE = "unreachable"
    OTHER_WISHES = "other_wishes"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why nothing is being offered; `str()` says it to an organiser."""

    why: Why
    text: str
    pools: list[str] = field(default_factory=list)  # the full ones that matter
    claims: list[int] = field(default_factory=list)  # ids: the open offers, or who cannot be reached

    def __str__(self) -> str:
        return self.text


def why_nothing_is_offered(line: Line, now: datetime | None = None) -> Reason:
    """The first thing that keeps who waits from getting an offer at this moment."""
    now = now or timezone.now()
    line = Line.objects.get(pk=line.pk)
    waiting = queue_of(line)
    if not waiting.exists():
        return Reason(Why.NOBODY_WAITS, _("Nobody is waiting."))
    if line.paused:
        return Reason(Why.PAUSED, _("Offering is paused. Resume it to offer free places again."))
    if line.closes_at is not None and line.closes_at <= now:
        return Reason(Why.CLOSED, _("The waiting list is closed."))
    if can_offer_until(line, now) is None:
        return Reason(
            Why.TOO_NEAR,
            _("It is too late for an offer: there is no working hour left in which somebody could answer."),
        )
    free = free_in(line)
    fitting_ones = [name for name, wish in wishes_of(waiting).items() if fitting.fits(wish, free)]
    if servable(line, now).filter(wish__in=fitting_ones, party="").exists():
        return Reason(Why.SOON, _("An offer is about to be made."))
    may_fit = waiting.filter(Q(wish__in=fitting_ones) | ~Q(party=""))
    if unreachable := list(may_fit.exclude(unreachable_since=None).values_list("pk", flat=True)):
        return Reason(
            Why.UNREACHABLE,
            _("An offer could not be sent by mail. Look at the addresses of those who wait."),
            claims=unreachable,
        )
    if fitting_ones and priority_counts(line, now):
        return Reason(Why.PRIORITY, _("The free places are for those who have priority, for now."))
    return why_no_place_fits(line, free, waiting)


def why_no_place_fits(line: Line, free: dict[str, int | None], waiting: ClaimQuerySet) -> Reason:
    wanted = {key for claim in waiting[:500] for alternative in claim.wishes for key in alternative}
    full = sorted(key for key in wanted if free.get(key, 0) == 0)
    offered = Claim.objects.filter(line=line, state=Claim.State.OFFERED, seats__pool__key__in=full).distinct()
    if offers := list(offered.values_list("pk", flat=True)):
        return Reason(
            Why.OFFERED, _("The free places have been offered; the answers are awaited."), pools=full, claims=offers
        )
    if full:
        return Reason(Why.FULL, _("What they wait for is full."), pools=full)
    return Reason(
        Why.OTHER_WISHES, _("What is free is not what they wait for, or too little for the group that waits.")
    )
