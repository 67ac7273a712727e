"""Asking for places, keeping them, giving them back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.capacity import access, fitting
from clubhuis.capacity.keepers import keeper_of
from clubhuis.capacity.models import Claim, Line, Pool
from clubhuis.capacity.refusals import AlreadyThere, Full, NotYet
from clubhuis.lib.prepared import prepared
from clubhuis.lib.refusals import Refused
from clubhuis.lib.writing import changes, insert

from .lines import hold
from .offers import end, fewer_wait, serve, wake
from .seats import NoPlace, move, sit, stand_up

type AnyOf = Iterable[Iterable[str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one of a group asks for."""

    holder: str
    any_of: AnyOf


def claim(
    line: Line, any_of: AnyOf, *, holder: str, until: datetime | None = None, wait: bool = False, priority: int = 0
) -> Claim:
    """A place in every pool of the first alternative that has room, in all of them or in none.

    `until`: held until then (see `confirm`); without it the place is taken. `wait`: join the queue when there is no room. Without it
    `Full` is raised, and `NotYet` while places are for those with priority. `AlreadyThere`: the holder has a live claim in this
    line. Nobody passes those who wait for the same places.
    """
    wish = fitting.tidy(any_of)
    keeper_of(holder)
    pools = pools_wanted(line, [wish])
    line = next(iter(pools.values())).line
    now = timezone.now()
    free = {key: pool.free for key, pool in pools.items()}
    room = next((keys for keys in wish if fitting.has_room(keys, free)), None)
    if room is None and not wait and not due(line, now):
        raise Full
    try:
        if room is not None and not line.waiting and not too_early(line, priority, now):
            try:
                with transaction.atomic():
                    wake(line, until, now)
                    return seat(line, wish, [pools[key] for key in room], holder, until, priority)
            except NoPlace:
                pass
        found = in_turn(line, [Wanted(holder, wish)], until=until, wait=wait, priority=priority, party="")
    except IntegrityError:
        raise_already_there(line, [holder])
        raise
    return found[0]


def claim_together(
    line: Line,
    wanted: Sequence[Wanted],
    *,
    party: str,
    until: datetime | None = None,
    wait: bool = False,
    priority: int = 0,
) -> list[Claim]:
    """The same for a group: all have a place, or all wait and are served together. `party` names the group in this line."""
    for one in wanted:
        keeper_of(one.holder)
    try:
        return in_turn(line, list(wanted), until=until, wait=wait, priority=priority, party=party)
    except IntegrityError:
        raise_already_there(line, [one.holder for one in wanted])
        raise


def pools_wanted(line: Line, wishes: Iterable[fitting.Wish]) -> dict[str, Pool]:
    """Raises LookupError for a key that the line does not have: that is a mistake of the caller."""
    keys = {key for wish in wishes for alternative in wish for key in alternative}
    pools = {pool.key: pool for pool in _pools(line, frozenset(keys))}
    if missing := keys - set(pools):
        raise LookupError(f"The line {line} has no pool {', '.join(sorted(missing))}.")
    return pools


@prepared
def _pools(line: Line, keys: frozenset[str]) -> QuerySet[Pool]:
    return Pool.objects.filter(line=line, key__in=keys).select_related("line")


def too_early(line: Line, priority: int, now: datetime) -> bool:
    return priority == 0 and access.priority_counts(line, now)


def raise_already_there(line: Line, holders: list[str]) -> None:
    if there := Claim.objects.live().filter(line=line, holder__in=holders).first():
        raise AlreadyThere(there) from None


def seat(
    line: Line,
    wish: fitting.Wish,
    pools: list[Pool],
    holder: str,
    until: datetime | None,
    priority: int,
    party: str = "",
) -> Claim:
    made = insert(
        Claim(
            line=line,
            holder=holder,
            state=Claim.State.HELD if until else Claim.State.TAKEN,
            until=until,
            alternatives=[list(keys) for keys in wish],
            wish=fitting.name_of(wish),
            priority=priority,
            party=party,
        )
    )
    sit(made, pools)
    return made


def in_turn(
    line: Line, wanted: list[Wanted], *, until: datetime | None, wait: bool, priority: int, party: str
) -> list[Claim]:
    """While the line is held: first those who wait, then these; or these wait too."""
    wishes = [fitting.tidy(one.any_of) for one in wanted]
    now = timezone.now()
    with transaction.atomic():
        line = hold(line)
        if due(line, now):
            serve(line, now)
        pools = pools_wanted(line, wishes)
        if not too_early(line, priority, now):
            found = seat_all(line, wanted, wishes, pools, until=until, priority=priority, party=party)
            if found:
                wake(line, until, now)
                return found
        if wait and (line.closes_at is None or now < line.closes_at):
            return join(line, wanted, wishes, priority, party)
    if too_early(line, priority, now) and line.priority_until is not None:
        raise NotYet(line.priority_until)
    raise Full


def due(line: Line, now: datetime) -> bool:
    """Whether something lapsed that the line has not seen yet: the moment for which it wanted to be woken is past."""
    return line.wakes_at is not None and line.wakes_at <= now


def seat_all(
    line: Line,
    wanted: list[Wanted],
    wishes: list[fitting.Wish],
    pools: dict[str, Pool],
    *,
    until: datetime | None,
    priority: int,
    party: str,
) -> list[Claim]:
    """Seats for all, or an empty list. Tried again as long as somebody who holds no line takes what seemed free."""
    free = {key: pool.free for key, pool in pools.items()}
    while True:
        places = fitting.arrange(wishes, free)
        if places is None or access.passes_somebody(line, {key for keys in places for key in keys}, priority):
            return []
        try:
            with transaction.atomic():
                return [
                    seat(line, wish, [pools[key] for key in keys], one.holder, until, priority, party)
                    for one, wish, keys in zip(wanted, wishes, places, strict=True)
                ]
        except NoPlace:
            free = access.free_in(line)


def join(line: Line, wanted: list[Wanted], wishes: list[fitting.Wish], priority: int, party: str) -> list[Claim]:
    """The end of the queue; the line is held, so numbers are given once and in order."""
    first = line.next_number
    _longer_by(len(wanted))(line.pk)
    line.next_number, line.waiting = first + len(wanted), line.waiting + len(wanted)
    return [
        insert(
            Claim(
                line=line,
                holder=one.holder,
                state=Claim.State.WAITING,
                number=number,
                alternatives=[list(keys) for keys in wish],
                wish=fitting.name_of(wish),
                priority=priority,
                party=party if len(wanted) > 1 else "",
            )
        )
        for number, (one, wish) in enumerate(zip(wanted, wishes, strict=True), start=first)
    ]


@cache  # as many as people register together
def _longer_by(number: int) -> Callable[[int], int]:
    @changes(next_number=F("next_number") + number, waiting=F("waiting") + number)
    def longer(pk: int) -> QuerySet[Line]:
        return Line.objects.filter(pk=pk)

    return longer


# What a holder does with it


def confirm(held: Claim) -> Claim:
    """A held place is taken for good. Raises `Refused` when it lapsed."""
    return settle(held, Claim.State.HELD, _("The time in which this place was held for you is over."))


def accept_offer(offered: Claim) -> Claim:
    """They take the place they were offered. Raises `Refused` when the offer is over."""
    return settle(offered, Claim.State.OFFERED, _("This offer is over: the place has gone to the next who waited."))


def settle(claim: Claim, state: Claim.State, too_late: str) -> Claim:
    if not _taken(claim.pk, str(state), timezone.now()):
        claim.refresh_from_db()
        if claim.state == Claim.State.TAKEN:
            return claim
        raise Refused(too_late)
    claim.state, claim.until = Claim.State.TAKEN, None
    return claim


@changes(state=Claim.State.TAKEN, until=None)
def _taken(pk: int, state: str, now: datetime) -> QuerySet[Claim]:
    return Claim.objects.filter(pk=pk, state=state, until__gt=now)


def extend(held: Claim, until: datetime) -> Claim:
    """Hold a place longer (or shorter). Raises `Refused` when it lapsed, or is not held."""
    if not Claim.objects.filter(pk=held.pk, state__in=Claim.LAPSING, until__gt=timezone.now()).update(until=until):
        raise Refused(_("The time in which this place was held for you is over."))
    held.until = until
    return held


def decline_offer(offered: Claim) -> Claim:
    """They do not want it; it goes to the next at once."""
    return give_back(offered, "declined", [Claim.State.OFFERED], _("This offer is over."))


def leave(waiting: Claim) -> Claim:
    """They do not want to wait any longer."""
    return give_back(waiting, "left", [Claim.State.WAITING], _("You are not on the waiting list any more."))


def release(live: Claim, why: str = "cancelled") -> Claim:
    """Give up a claim in whatever state; its seats go to the next at once, and it never comes back by itself."""
    return give_back(live, why, Claim.LIVE, _("This place was given up already."))


@transaction.atomic
def give_back(claim: Claim, why: str, states: Iterable[str], otherwise: str) -> Claim:
    line = hold(claim.line)
    now = timezone.now()
    # Who accepts or confirms does so without the line, so the state is kept from changing here.
    (state,) = _state_kept(claim.pk)
    if not end(claim, why, now, *states):
        raise Refused(otherwise)
    if state == Claim.State.WAITING:
        fewer_wait(line, 1)
        line.waiting -= 1
    else:
        stand_up([claim])
    serve(line, now)
    return claim


@prepared
def _state_kept(pk: int) -> QuerySet[Claim, str]:
    return Claim.objects.select_for_update(no_key=True).filter(pk=pk).values_list("state", flat=True)


@transaction.atomic
def exchange(seated: Claim, any_of: AnyOf) -> Claim:
    """Other places instead of those it has, or nothing changes and `Full` is raised. What it gives up goes to the next at once.

    Nobody who waits is passed. The claim keeps its state and deadline.
    """
    wish = fitting.tidy(any_of)
    line = hold(seated.line)
    now = timezone.now()
    serve(line, now)
    seated.refresh_from_db()
    if not seated.is_seated:
        raise Refused(_("This place was given up already."))
    pools = pools_wanted(line, [wish])
    mine = set(seated.keys)
    while True:
        free = {key: None if key in mine else left for key, left in access.free_in(line).items()}
        places = fitting.arrange([wish], free)
        if places is None or access.passes_somebody(line, set(places[0]) - mine, seated.priority):
            raise Full
        try:
            move(seated, [pools[key] for key in places[0]])
        except NoPlace:
            continue
        break
    remember_wish(seated, wish)
    serve(line, now)
    return seated


@transaction.atomic
def change_wish(waiting: Claim, any_of: AnyOf) -> Claim:
    """Who waits wants something else; they keep their number."""
    wish = fitting.tidy(any_of)
    line = hold(waiting.line)
    pools_wanted(line, [wish])
    if not Claim.objects.filter(pk=waiting.pk, state=Claim.State.WAITING).exists():
        raise Refused(_("You are not on the waiting list any more."))
    remember_wish(waiting, wish)
    serve(line, timezone.now())
    waiting.refresh_from_db()
    return waiting


def remember_wish(claim: Claim, wish: fitting.Wish) -> None:
    claim.alternatives, claim.wish = [list(keys) for keys in wish], fitting.name_of(wish)
    claim.save(update_fields=["alternatives", "wish"])


@transaction.atomic
def split_party(claims: Iterable[Claim]) -> None:
    """Who waited as a group is served one by one from now on."""
    waiting = list(claims)
    for line in {claim.line for claim in waiting}:
        held = hold(line)
        Claim.objects.filter(pk__in=[claim.pk for claim in waiting], line=line).update(party="")
        serve(held, timezone.now())
