"""Proving that an address is one's own, by its link or with the code: the seat that was held is taken.

Most have a seat and nothing else, and no rows but their own change: `confirm_alone` locks those, and nobody waits for anybody.
Whoever needs more (the half hour is over, there are colleagues, it is cancelled at this moment) is confirmed while the line is held.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.capacity import actions as capacity
from clubhuis.capacity.models import Claim, Line
from clubhuis.events.models import Event
from clubhuis.lib.prepared import prepared
from clubhuis.lib.refusals import Refused
from clubhuis.lib.writing import changes
from clubhuis.registration import access, seats
from clubhuis.registration.details import Details, check_open
from clubhuis.registration.models import Registration, RegistrationQuerySet, Rules, SessionChoice, State
from clubhuis.registration.standing import Standing, standing_of

from .registering import contact, save
from .settling import claim_for, fulfil_wishes, remember, state_after, write_what_came_of_it

ATTEMPTS = 5


class NeedsTheLine(Exception):
    """Not alone: undo everything, and do it while the line is held."""


def confirm_alone(pk: int, code: str) -> Registration:
    """The six digits, for who has a seat that is held and nothing else. Raises `NeedsTheLine`: the caller undoes its transaction."""
    registration = next(iter(_alone(pk, timezone.now())), None)
    if registration is None or registration.claim is None:
        raise NeedsTheLine
    if registration.attempts >= ATTEMPTS or not is_code_of(registration, code):  # nobody else counts: the row is ours
        _count_and_check(registration, code)
    event = registration.event
    rules: Rules = event.rules
    check_open(event, rules)
    _name_their_person(registration)
    standing = standing_of(event, person=registration.person, organisation=registration.organisation)
    registration.host = standing.host
    try:
        capacity.confirm(registration.claim)
        return _certain(registration, rules)
    except IntegrityError:  # they have another one
        raise NeedsTheLine from None


@prepared
def _alone(pk: int, now: datetime) -> RegistrationQuerySet:
    """Nothing when somebody else works on it: who holds the line locks these rows too, in whatever order."""
    held = Registration.objects.filter(
        ~Exists(Registration.objects.filter(booked_by=OuterRef("pk"))),
        ~Exists(SessionChoice.objects.filter(registration=OuterRef("pk"), state=SessionChoice.State.WISHED)),
        pk=pk,
        state=State.PENDING,
        queue="",
        booked_by=None,
        claim__state=Claim.State.HELD,
        claim__until__gt=now,
    )
    locked = held.select_for_update(no_key=True, skip_locked=True, of=("self", "claim"))
    return locked.select_related("event__rules", "claim", "person").prefetch_related("event__hosts")


def _certain(registration: Registration, rules: Rules) -> Registration:
    registration.ended_at, registration.reason = None, ""
    state_after(registration, rules)
    save([registration])
    remember(f"registration.{registration.state}", registration, by=registration.person)
    write_what_came_of_it(registration)
    return registration


def confirm_by_code(registration: Registration, code: str) -> Registration:
    """The six digits from the mail. After five wrong ones they are worth nothing, whatever the registration has become."""
    capacity.hold_called(seats.key_of(registration.event_id))  # before its own row is locked
    _count_and_check(registration, code)
    return confirm(registration)


def is_code_of(registration: Registration, code: str) -> bool:
    return secrets.compare_digest(registration.code.encode(), code.strip().encode())


def _count_and_check(registration: Registration, code: str) -> None:
    if not _one_more_attempt(registration.pk):
        raise Refused(_("That were too many attempts. Ask for a new mail."))
    if not is_code_of(registration, code):
        raise Refused(_("This is not the code from the mail. Check it, or ask for a new one."))


@changes(attempts=F("attempts") + 1)
def _one_more_attempt(pk: int) -> RegistrationQuerySet:
    return Registration.objects.filter(pk=pk, attempts__lt=ATTEMPTS)


@transaction.atomic
def confirm(registration: Registration) -> Registration:
    """The address is theirs: who has the link or the code got it there. The seat that was held is taken.

    When the half hour is over they get a seat that is still free, or a place in the queue.
    """
    rules = access.known_rules(registration.event)
    line = capacity.hold_called(seats.key_of(registration.event_id))
    (registration,) = _as_it_is_now(registration.pk)
    event = rules.event = registration.event
    if registration.state not in (State.PENDING, State.LAPSED) or registration.queue:
        return registration
    check_open(event, rules)
    group = _group_of(registration)
    _name_their_person(registration)
    standing = standing_of(event, person=registration.person, organisation=registration.organisation)
    for one in group:
        one.host = standing.host
        one.event = event
    _claim_what_was_held(line, event, group, standing, rules)
    for one in group:
        one.ended_at, one.reason = None, ""
        state_after(one, rules)
    try:
        with transaction.atomic():
            save(group)
    except IntegrityError:
        raise Refused(_("You are registered for this event already.")) from None
    if registration.claim is not None and registration.claim.is_seated:
        fulfil_wishes(line, registration)
    remember(f"registration.{registration.state}", registration, by=registration.person)
    write_what_came_of_it(registration)
    return registration


@prepared
def _as_it_is_now(pk: int) -> RegistrationQuerySet:
    """Locked, as `confirm_alone` does not hold the line."""
    locked = Registration.objects.select_for_update(no_key=True, of=("self",)).filter(pk=pk)
    return locked.select_related(*access.ALWAYS).prefetch_related("event__hosts")


def _group_of(leader: Registration) -> list[Registration]:
    """Who was put down together and is not certain yet."""
    return [leader, *_uncertain_colleagues(leader)]


@prepared
def _uncertain_colleagues(leader: Registration) -> RegistrationQuerySet:
    colleagues = Registration.objects.filter(booked_by=leader, state__in=[State.PENDING, State.LAPSED], queue="")
    return colleagues.select_related("claim", "organisation", "ticket", "booked_by").order_by("pk")


def _name_their_person(registration: Registration) -> None:
    address = registration.email or ""
    if registration.person_id is None and address:
        registration.person = contact(Details(name=registration.name, language=registration.language), address)


def _claim_what_was_held(line: Line, event: Event, group: list[Registration], standing: Standing, rules: Rules) -> None:
    """What is still held is taken; if any of it lapsed, all is asked for anew, together."""
    held = [one.claim for one in group if one.claim is not None and one.claim.state == Claim.State.HELD]
    now = timezone.now()
    if len(held) == len(group) and all(claim.until is not None and claim.until > now for claim in held):
        for claim in held:
            capacity.confirm(claim)
        return
    for claim in held:
        capacity.release(claim, "anew")
    claim_for(line, event, group, standing, rules, wait=rules.has_waiting_list)
