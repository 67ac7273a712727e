"""Where an organiser decides who comes."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.capacity import actions as capacity
from clubhuis.events import access as events
from clubhuis.lib.refusals import Refused
from clubhuis.registration import letters, seats, visiting
from clubhuis.registration.models import Registration, State

from .queue import _again
from .settling import end, let_go, remember


@transaction.atomic
def approve(registration: Registration, *, by: Person) -> Registration:
    """Yes. Who still waits for a seat is approved beforehand and need not be judged again."""
    registration = _judged(registration, by)
    now = timezone.now()
    if registration.state == State.AWAITING_APPROVAL:
        registration.state, registration.confirmed_at = State.CONFIRMED, now
    elif registration.state != State.QUEUED or registration.approved_at is not None:
        raise Refused(_("This registration has been answered already."))
    registration.approved_at = now
    registration.save(update_fields=["state", "confirmed_at", "approved_at"])
    remember("registration.approved", registration, by=by)
    if registration.has_seat:
        letters.soon("confirmed", registration, mark="approved")
    return registration


@transaction.atomic
def decline(registration: Registration, *, by: Person, reason: str = "") -> Registration:
    """No, with a reason that they read; the seat goes to the next."""
    registration = _judged(registration, by)
    if registration.state not in (State.AWAITING_APPROVAL, State.QUEUED):
        raise Refused(_("This registration has been answered already."))
    end(registration, State.DECLINED, reason=reason)
    let_go(registration, "declined")
    remember("registration.declined", registration, by=by)
    letters.soon("declined", registration)
    return registration


def _judged(registration: Registration, by: Person) -> Registration:
    if not (events.can_run(by, registration.event) or visiting.approves(by, registration.event)):
        raise PermissionDenied
    capacity.hold(seats.line_of(registration.event))
    return _again(registration)
