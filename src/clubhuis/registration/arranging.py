"""Laying out the line of an event as its rules, tickets, hosts and sessions say, also when people have seats already."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.capacity import actions as capacity
from clubhuis.capacity.models import Claim, Line, Pool
from clubhuis.events.models import Event, Host
from clubhuis.lib.refusals import Refused
from clubhuis.programme.models import Session

from . import seats
from .models import Registration, Rules
from .standing import standing_of


@transaction.atomic
def arrange(event: Event, rules: Rules) -> Line:
    """Lay out the line and its pools as the rules, tickets, hosts and sessions say now. More room is offered at once."""
    line = capacity.open_line(
        seats.key_of(event),
        zone=event.zone,
        offer_hours=rules.offer_hours,
        closes_at=rules.closing(),
        priority_until=rules.members_first_until,
    )
    line = capacity.hold(line)
    sizes: dict[str, int | None] = {seats.EVENT: event.places}
    if event.attendance == Event.Attendance.BOTH:
        sizes[seats.ONLINE] = rules.online_seats
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
    _count_in_what_is_new(line, event, rules)
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
    gone = {key: number for key, number in (released | taken).items() if key not in kept and key != seats.OPEN}
    spoken_for = sum(host.places or 0 for host in kept.values()) + sum(gone.values())
    if event.places is not None and spoken_for > event.places:
        raise Refused(_("The hosts keep more places for their members than there are. Agree on fewer first."))
    for key, number in gone.items():
        capacity.set_pool(line, key, number)
    capacity.set_pool(line, seats.OPEN, None if event.places is None else event.places - spoken_for)
    for key, host in kept.items():
        capacity.set_pool(line, key, host.places, moves_to=seats.OPEN, moves_at=released_at(event, host))


def released_at(event: Event, host: Host) -> datetime | None:
    """The morning on which the places that a host has left go to everybody."""
    if host.release_on is None:
        return None
    return datetime.combine(host.release_on, time(), tzinfo=ZoneInfo(event.zone))


def _count_in_what_is_new(line: Line, event: Event, rules: Rules) -> None:
    """Who had a seat before hosts kept places, a ticket had a number or an organisation a limit counts in these as well.

    Raises `Refused` when so many have come that what a host keeps is not there any more.
    """
    hosts_keep = any(host.places for host in event.hosts.accepted())
    late = [one for one in _live(event, line) if _kinds_wanted(one, rules, hosts_keep) - _kinds_of(one.claim)]
    if not late:
        return
    if rules.per_organisation:
        for organisation in {one.organisation_id for one in late if one.organisation_id}:
            capacity.ensure_pool(line, f"organisation:{organisation}", rules.per_organisation)
    wanted: list[tuple[Claim, list[list[str]]]] = []
    for one in late:
        if one.claim is not None:
            standing = standing_of(event, person=one.person, organisation=one.organisation)
            wanted.append((one.claim, seats.wish_for(event, one, standing, rules)))
    without_room = {claim.pk for claim in capacity.count_again(line, wanted)}
    # More of an organisation or a kind of ticket than there may be from now on keep what they have.
    relaxed = [(claim, _without_limits(wish)) for claim, wish in wanted if claim.pk in without_room]
    if capacity.count_again(line, relaxed):
        raise Refused(
            _("So many have registered already that these places cannot be kept any more. Agree on fewer first.")
        )


def _without_limits(wish: list[list[str]]) -> list[list[str]]:
    return [[key for key in keys if not key.startswith(("organisation:", "ticket:"))] for keys in wish]


def _live(event: Event, line: Line) -> Iterable[Registration]:
    """Those with a claim on the line; who was first comes first."""
    live = Registration.objects.live().filter(event=event, claim__line=line).order_by("created_at", "pk")
    return live.select_related("claim", "organisation", "person", "ticket")


def _kinds_of(claim: Claim | None) -> set[str]:
    """The kinds of pools that a claim asked for."""
    return {key.partition(":")[0] for keys in claim.alternatives for key in keys} if claim is not None else set()


def _kinds_wanted(one: Registration, rules: Rules, hosts_keep: bool) -> set[str]:
    """The kinds of pools besides that of the event which it would ask for today."""
    kinds = set()
    if hosts_keep and "online" not in _kinds_of(one.claim):
        kinds.add("host")
    if rules.per_organisation and one.organisation_id:
        kinds.add("organisation")
    if one.ticket is not None and one.ticket.seats is not None:
        kinds.add("ticket")
    return kinds
