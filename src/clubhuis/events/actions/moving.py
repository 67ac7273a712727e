"""Time or place change, or the event does not happen: who comes is told, and calendars follow."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.events import access, letters
from clubhuis.events.changes import What, follow
from clubhuis.events.models import Event
from clubhuis.events.wording import Appointment
from clubhuis.lib.refusals import Refused

from .bookings import let_go
from .filling import WHERE_AND_WHEN, clean, fill, known
from .making import concerned, edit, held, lead_of, not_cancelled, own_venue, rebook


@transaction.atomic
def move(event: Event, *, by: Person, word: str = "", **fields: Any) -> Event:
    """Another time or place, with `rooms` there. Everybody in the audience is told what changed, with a word why."""
    event = held(event)
    if not access.can_decide(by, event):
        raise PermissionDenied
    if event.is_draft:
        return edit(event, by=by, **fields)
    not_cancelled(event)
    if event.is_over:
        raise Refused(_("This event is over. Make a copy for another date."))
    known(fields, WHERE_AND_WHEN)
    own_venue(lead_of(event), fields)
    was = Appointment.of(event)
    before = fill(event, fields)
    if event.is_over:
        raise Refused(_("This moment has passed. Choose a later one."))
    rooms = rebook(event, fields, before)
    if not before and not rooms:
        raise Refused(_("Nothing has changed: time and place are as they were."))
    event.sequence += 1
    event.changed_at = timezone.now()
    event.save()
    follow(event, What.MOVED, before)
    told = letters.tell_of_move(event, was, clean(word)[:600])
    record(
        "event.moved",
        actor=by,
        subject=event,
        concerning=concerned(event),
        data={"fields": sorted({*before, *rooms}), "told": told, "sequence": event.sequence},
    )
    return event


@transaction.atomic
def cancel(event: Event, *, by: Person, reason: str) -> Event:
    """It does not happen. Its page says so and why; everybody in the audience is told; its rooms are free again."""
    event = held(event)
    if not access.can_decide(by, event):
        raise PermissionDenied
    if event.is_draft:
        raise Refused(_("Nobody has seen this draft. Throw it away instead."))
    if event.is_cancelled:
        raise Refused(_("This event has been cancelled already."))
    if event.is_over:
        raise Refused(_("This event is over."))
    reason = clean(reason)[:600]
    if not reason:
        raise Refused(_("Say in a sentence why: people planned to come."))
    event.state, event.cancel_reason = Event.State.CANCELLED, reason
    event.cancelled_at = event.changed_at = timezone.now()
    event.sequence += 1
    event.save()
    let_go(event)
    told = letters.tell_of_cancellation(event)
    follow(event, What.CANCELLED)
    record("event.cancelled", actor=by, subject=event, concerning=concerned(event), data={"told": told})
    return event
