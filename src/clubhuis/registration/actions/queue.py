"""The waiting list: what its people do with an offer, and what becomes of them when the line moves."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity import mail
from clubhuis.capacity import actions as capacity
from clubhuis.capacity.models import Claim, Line
from clubhuis.lib.refusals import Refused
from clubhuis.registration import access, letters, seats, wording
from clubhuis.registration.models import Registration, RegistrationQuerySet, SessionChoice, State

from .settling import SETTLED, end, fulfil_wishes, let_go, remember, state_after, write_what_came_of_it


@transaction.atomic
def accept_offer(registration: Registration, *, by: Person | None = None) -> Registration:
    """Yes: the seat is theirs, and what they chose of the programme is asked for. So are those of colleagues without a name
    yet: who booked them answers for them."""
    line = capacity.hold(seats.line_of(registration.event))
    registration = _again(registration)
    if registration.has_seat or registration.state == State.AWAITING_APPROVAL:
        return registration
    if registration.queue != Registration.Queue.OFFERED or registration.claim is None:
        raise Refused(_("There is no seat on offer for you at this moment."))
    _take(line, registration, by)
    for colleague in offered_along(registration):
        _take(line, colleague, by or registration.person)
    write_what_came_of_it(registration)
    return registration


def offered_along(registration: Registration) -> RegistrationQuerySet:
    """Seats on offer for colleagues whom this person booked and has not named."""
    unnamed = Registration.objects.filter(booked_by=registration, email=None, queue=Registration.Queue.OFFERED)
    return unnamed.filter(state=State.QUEUED).select_related(*access.SHOWN).order_by("pk")


def _take(line: Line, registration: Registration, by: Person | None) -> None:
    if registration.claim is None:
        return
    capacity.accept_offer(registration.claim)
    state_after(registration, access.known_rules(registration.event))
    registration.queue = Registration.Queue.TAKEN
    registration.save(update_fields=SETTLED)
    fulfil_wishes(line, registration)
    remember("registration.offer_taken", registration, by=by or registration.person)


@transaction.atomic
def decline_offer(registration: Registration, *, by: Person | None = None) -> Registration:
    """No, thank you: the seat goes to the next at once. Colleagues without a name may still come, and their seats are offered apart."""
    declined = _go(registration, Registration.Queue.OFFERED, Registration.Queue.DECLINED, "offer_declined", by)
    for colleague in offered_along(declined):
        letters.soon("offered", colleague, mark=str(colleague.claim_id))
    return declined


@transaction.atomic
def leave_queue(registration: Registration, *, by: Person | None = None) -> Registration:
    """They no longer wait."""
    return _go(registration, Registration.Queue.WAITING, Registration.Queue.LEFT, "left_queue", by)


def _go(
    registration: Registration, before: Registration.Queue, after: Registration.Queue, letter: str, by: Person | None
) -> Registration:
    capacity.hold(seats.line_of(registration.event))
    registration = _again(registration)
    if registration.state == State.CANCELLED and registration.queue == after:
        return registration
    if registration.state != State.QUEUED or registration.queue != before:
        raise Refused(_("This has changed in the meantime. Look at where you stand now."))
    end(registration, State.CANCELLED, queue=after)
    let_go(registration, str(after))
    remember(f"registration.{letter}", registration, by=by or registration.person)
    letters.soon(letter, registration)
    return registration


def _again(registration: Registration) -> Registration:
    """As it is now that the line is held."""
    fresh = Registration.objects.select_related(*access.SHOWN).get(pk=registration.pk)
    fresh.event = registration.event
    return fresh


# Keepers: called by `capacity` while the line is held


class KeeperOfRegistrations:
    """A place at the event."""

    def offered(self, claim: Claim) -> None:
        registration = self._of(claim)
        mail.deliverable(wording.address_of(registration))  # who cannot be told is not offered anything
        Registration.objects.filter(pk=registration.pk).update(queue=Registration.Queue.OFFERED, claim=claim)
        remember("registration.offered", registration, by=None)
        if not self._is_told_with(registration, claim):
            letters.soon("offered", registration, mark=str(claim.pk))

    def _is_told_with(self, registration: Registration, claim: Claim) -> bool:
        """Whether who booked this seat hears of it with the offer of their own."""
        booker = registration.booked_by
        if registration.email is not None or booker is None or booker.queue != Registration.Queue.OFFERED:
            return False
        return booker.claim is not None and booker.claim.offered_at == claim.offered_at

    def lapsed(self, claim: Claim) -> None:
        registration = self._of(claim)
        if claim.offered_at is None:
            end(registration, State.LAPSED)
            SessionChoice.objects.filter(registration=registration).update(state=SessionChoice.State.DROPPED)
            return
        end(registration, State.LAPSED, queue=Registration.Queue.LAPSED)
        SessionChoice.objects.filter(registration=registration).update(state=SessionChoice.State.DROPPED)
        remember("registration.offer_lapsed", registration, by=None)
        letters.soon("offer_lapsed", registration, mark=str(claim.pk))

    def _of(self, claim: Claim) -> Registration:
        pk = int(claim.holder.partition(":")[2])
        return Registration.objects.select_related("event", "person", "booked_by__claim").get(pk=pk)


class KeeperOfChoices:
    """A place in a session."""

    def offered(self, claim: Claim) -> None:
        choice = self._of(claim)
        mail.deliverable(wording.address_of(choice.registration))
        SessionChoice.objects.filter(pk=choice.pk).update(state=SessionChoice.State.OFFERED, claim=claim)
        letters.soon("session_offered", choice.registration, mark=str(claim.pk), session=choice.session_id)

    def lapsed(self, claim: Claim) -> None:
        choice = self._of(claim)
        SessionChoice.objects.filter(pk=choice.pk).update(state=SessionChoice.State.DROPPED)
        letters.soon("session_lapsed", choice.registration, mark=str(claim.pk), session=choice.session_id)

    def _of(self, claim: Claim) -> SessionChoice:
        pk = int(claim.holder.partition(":")[2])
        return SessionChoice.objects.select_related(
            "session", "registration__event", "registration__person", "registration__booked_by"
        ).get(pk=pk)


@transaction.atomic
def accept_session(choice: SessionChoice, *, by: Person | None = None) -> SessionChoice:
    """Yes to the place in a session. What they chose at the same time makes room for it."""
    registration = choice.registration
    capacity.hold(seats.line_of(registration.event))
    choice = SessionChoice.objects.select_related("session", "claim__line", "registration__event").get(pk=choice.pk)
    if choice.state == SessionChoice.State.CHOSEN:
        return choice
    if choice.state != SessionChoice.State.OFFERED or choice.claim is None:
        raise Refused(_("There is no place on offer for you at this moment."))
    capacity.accept_offer(choice.claim)
    choice.state = SessionChoice.State.CHOSEN
    choice.save(update_fields=["state"])
    at_the_same_time = registration.choices.exclude(pk=choice.pk).filter(
        state__in=[SessionChoice.State.CHOSEN, SessionChoice.State.WAITING],
        session__starts_at__lt=choice.session.ends_at,
        session__ends_at__gt=choice.session.starts_at,
    )
    for other in at_the_same_time.select_related("claim__line"):
        drop_choice(other)
    remember("registration.session_taken", registration, by=by or registration.person, session=choice.session.title)
    return choice


@transaction.atomic
def decline_session(choice: SessionChoice, *, by: Person | None = None) -> SessionChoice:
    """No longer wants this session, whether it was chosen, waited for or offered; its place goes to the next."""
    capacity.hold(seats.line_of(choice.registration.event))
    choice = SessionChoice.objects.select_related("session", "claim__line", "registration__event").get(pk=choice.pk)
    if choice.state != SessionChoice.State.DROPPED:
        drop_choice(choice)
        remember(
            "registration.session_dropped",
            choice.registration,
            by=by or choice.registration.person,
            session=choice.session.title,
        )
    return choice


def drop_choice(choice: SessionChoice) -> None:
    """The line is held."""
    choice.state = SessionChoice.State.DROPPED
    choice.save(update_fields=["state"])
    if choice.claim is not None and choice.claim.state != Claim.State.RELEASED:
        capacity.release(choice.claim, "dropped")
