"""What people change about their own registration, until the cut-off; later they ask, and an organiser's yes does it.

Whoever has the personal link may do these; the caller found the registration by it, or as the person's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.capacity import actions as capacity
from clubhuis.capacity.models import Claim
from clubhuis.capacity.refusals import Full
from clubhuis.events import access as events
from clubhuis.events.models import Event
from clubhuis.lib.refusals import Refused
from clubhuis.programme.models import Session
from clubhuis.registration import access, letters, seats, wording
from clubhuis.registration.details import check_sessions, good_address
from clubhuis.registration.models import ChangeRequest, Registration, Rules, SessionChoice, State, new_token
from clubhuis.registration.standing import standing_of

from .queue import _again, drop_choice
from .settling import claim_session, end, let_go, remember

Kind = ChangeRequest.Kind


def needs_asking(registration: Registration, rules: Rules) -> bool:
    """Whether the cut-off has passed, so that changes go through an organiser."""
    return registration.has_seat and not rules.is_before_cut_off()


def _may_change(registration: Registration, *, is_approved: bool) -> Rules:
    rules = access.known_rules(registration.event)
    if not registration.is_live or registration.event.is_cancelled:
        raise Refused(_("This registration has ended, so nothing can be changed about it."))
    if registration.event.ends_at <= timezone.now():
        raise Refused(_("This event is over."))
    if needs_asking(registration, rules) and not is_approved:
        raise Refused(_("The time to change this yourself is over. Ask the organisers; they answer by mail."))
    return rules


@transaction.atomic
def cancel(
    registration: Registration, *, by: Person | None = None, reason: str = "", is_approved: bool = False
) -> Registration:
    """They cannot come; the seat goes to the next who waits. Cancelling twice is cancelling once."""
    capacity.hold(seats.line_of(registration.event))
    registration = _again(registration)
    if registration.state == State.CANCELLED:
        return registration
    _may_change(registration, is_approved=is_approved)
    queue = Registration.Queue.LEFT if registration.state == State.QUEUED else ""
    end(registration, State.CANCELLED, reason=reason, queue=queue)
    let_go(registration, "cancelled")
    _close_requests(registration)
    remember("registration.cancelled", registration, by=by or registration.person)
    letters.soon("cancelled", registration)
    return registration


def cannot_come(registration: Registration, *, by: Person | None = None) -> Registration:
    """The one click in a reminder. It works until the event begins: an empty seat that is known is better than one that is not."""
    if registration.event.starts_at <= timezone.now():
        raise Refused(_("The event has begun already."))
    return cancel(registration, by=by, is_approved=True)


def _close_requests(registration: Registration) -> None:
    registration.change_requests.filter(state=ChangeRequest.State.ASKED).update(
        state=ChangeRequest.State.WITHDRAWN, answered_at=timezone.now()
    )


@transaction.atomic
def hand_over(
    registration: Registration, name: str, email: str, *, by: Person | None = None, is_approved: bool = False
) -> Registration:
    """The seat, with the sessions, becomes a colleague's. The old link stops working; the colleague gets one of their own."""
    registration = _held(registration)
    _may_change(registration, is_approved=is_approved)
    before = wording.Addressee.of(registration)
    _become(registration, name, email)
    registration.diet = registration.accessibility = registration.offers = registration.seeks = registration.note = ""
    registration.is_listed = False
    _save_named(registration)
    remember("registration.handed_over", registration, by=by)
    letters.soon("confirmed" if registration.has_seat else "queued", registration, mark=registration.token[:8])
    letters.soon("handed_over", registration, mark=registration.token[:8], to=before)
    return registration


@transaction.atomic
def name_colleague(
    registration: Registration, name: str, email: str, *, by: Person | None = None, **about: str
) -> Registration:
    """Somebody booked a seat for a colleague, and now says who it is. The colleague gets a link of their own."""
    registration = _held(registration)
    _may_change(registration, is_approved=True)
    if registration.is_named:
        raise Refused(_("This seat has a name already. Hand it over instead."))
    _become(registration, name, email)
    for field in ("diet", "accessibility", "job_title"):
        setattr(registration, field, about.get(field, ""))
    _save_named(registration)
    remember("registration.named", registration, by=by)
    letters.soon("confirmed" if registration.has_seat else "queued", registration, mark=registration.token[:8])
    return registration


def _held(registration: Registration) -> Registration:
    capacity.hold(seats.line_of(registration.event))
    return _again(registration)


def _become(registration: Registration, name: str, email: str) -> None:
    if not name.strip():
        raise Refused(_("Fill in the name."))
    registration.name, registration.email = name.strip()[:120], good_address(email)
    registration.person = Person.objects.present().filter(email=registration.email).first()
    if registration.person is not None:
        registration.language = registration.person.language
    registration.token = new_token()


def _save_named(registration: Registration) -> None:
    try:
        with transaction.atomic():
            registration.save()
    except IntegrityError:
        raise Refused(
            _("%(address)s is registered for this event already. Choose another colleague.")
            % {"address": registration.email}
        ) from None


@transaction.atomic
def choose_sessions(
    registration: Registration,
    sessions: Sequence[Session],
    *,
    wait_for: Sequence[Session] = (),
    by: Person | None = None,
    is_approved: bool = False,
) -> Registration:
    """These sessions and no others. The new places are taken before the old ones go, or nothing changes."""
    line = capacity.hold(seats.line_of(registration.event))
    registration = _again(registration)
    _may_change(registration, is_approved=is_approved)
    check_sessions([*sessions, *wait_for], registration.event)
    wanted = {session.pk: session for session in [*sessions, *wait_for]}
    present = {
        choice.session_id: choice
        for choice in registration.choices.exclude(state=SessionChoice.State.DROPPED).select_related("claim__line")
    }
    waits = {session.pk for session in wait_for}
    has_seat = registration.claim is not None and registration.claim.is_seated
    for pk in sorted(wanted.keys() - present.keys()):
        choice = SessionChoice.objects.create(
            registration=registration, session=wanted[pk], state=SessionChoice.State.WISHED
        )
        if has_seat:
            claim_session(line, choice, wait=pk in waits)
    for pk in sorted(present.keys() - wanted.keys()):
        drop_choice(present[pk])
    if wanted.keys() != present.keys():
        remember("registration.sessions_changed", registration, by=by or registration.person)
    return registration


@transaction.atomic
def attend(
    registration: Registration, attendance: str, *, by: Person | None = None, is_approved: bool = False
) -> Registration:
    """On site instead of online, or the other way round."""
    line = capacity.hold(seats.line_of(registration.event))
    registration = _again(registration)
    rules = _may_change(registration, is_approved=is_approved)
    if registration.event.attendance != Event.Attendance.BOTH:
        raise Refused(_("One can take part in this event in one way only."))
    if registration.attendance == attendance:
        return registration
    registration.attendance = Registration.Attendance(attendance)
    standing = standing_of(registration.event, person=registration.person, organisation=registration.organisation)
    wish = seats.wish_for(registration.event, registration, standing, rules)
    if registration.claim is not None:
        try:
            _exchange(registration.claim, wish)
        except Full:
            raise Refused(_("There is no free place that way at this moment, so you keep the one you have.")) from None
    registration.save(update_fields=["attendance"])
    remember("registration.attendance_changed", registration, by=by or registration.person)
    letters.soon(
        "confirmed" if registration.has_seat else "queued", registration, mark=f"{attendance}:{line.next_number}"
    )
    return registration


def _exchange(claim: Claim, wish: list[list[str]]) -> None:
    if claim.state == Claim.State.WAITING:
        capacity.change_wish(claim, wish)
    else:
        capacity.exchange(claim, wish)


EDITABLE = ("job_title", "diet", "accessibility", "offers", "seeks", "is_listed")


@transaction.atomic
def tell_more(registration: Registration, *, by: Person | None = None, **about: Any) -> Registration:
    """Wishes, what they offer and look for, and whether others may see that they come: always their own."""
    if unknown := set(about) - set(EDITABLE):
        raise TypeError(f"One cannot change {', '.join(sorted(unknown))} oneself.")
    if not registration.is_live:
        raise Refused(_("This registration has ended, so nothing can be changed about it."))
    Registration.objects.filter(pk=registration.pk).update(**about)
    for field, value in about.items():
        setattr(registration, field, value)
    remember("registration.changed", registration, by=by or registration.person)
    return registration


# After the cut-off


@transaction.atomic
def ask_change(registration: Registration, kind: str, wish: dict[str, Any], *, message: str = "") -> ChangeRequest:
    """Ask the organisers, once at a time for each kind of change."""
    if not registration.is_live:
        raise Refused(_("This registration has ended, so nothing can be changed about it."))
    try:
        with transaction.atomic():
            request = ChangeRequest.objects.create(
                registration=registration, kind=kind, wish=wish, message=message[:500]
            )
    except IntegrityError:
        raise Refused(_("You have asked for this already. The organisers answer by mail.")) from None
    remember("registration.change_asked", registration, by=registration.person, kind=kind)
    return request


@transaction.atomic
def approve_change(request: ChangeRequest, *, by: Person) -> ChangeRequest:
    """Yes, for this person alone: it is done at once."""
    _answer(request, ChangeRequest.State.APPROVED, "", by)
    registration, wish = request.registration, request.wish
    match Kind(request.kind):
        case Kind.CANCEL:
            cancel(registration, by=by, is_approved=True)
        case Kind.HAND_OVER:
            hand_over(registration, wish["name"], wish["email"], by=by, is_approved=True)
        case Kind.WORKSHOPS:
            sessions = list(Session.objects.filter(event=registration.event, pk__in=wish["sessions"]))
            choose_sessions(registration, sessions, by=by, is_approved=True)
        case Kind.ATTENDANCE:
            attend(registration, wish["attendance"], by=by, is_approved=True)
    remember("registration.change_approved", registration, by=by, kind=request.kind)
    if request.kind == Kind.WORKSHOPS:
        letters.soon("change_approved", registration, mark=str(request.pk), request=request.pk)
    return request


@transaction.atomic
def decline_change(request: ChangeRequest, *, by: Person, answer: str = "") -> ChangeRequest:
    """No, with the reason."""
    _answer(request, ChangeRequest.State.DECLINED, answer, by)
    remember("registration.change_declined", request.registration, by=by, kind=request.kind)
    letters.soon("change_declined", request.registration, mark=str(request.pk), request=request.pk)
    return request


def _answer(request: ChangeRequest, state: ChangeRequest.State, answer: str, by: Person) -> None:
    if not events.can_run(by, request.registration.event):
        raise PermissionDenied
    capacity.hold(seats.line_of(request.registration.event))
    asked = ChangeRequest.objects.filter(pk=request.pk, state=ChangeRequest.State.ASKED)
    if not asked.update(state=state, answer=answer[:300], answered_at=timezone.now(), answered_by=by):
        raise Refused(_("This has been answered already."))
    request.refresh_from_db()
