"""What organisers do with single registrations and with the table."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.events import access as events
from clubhuis.events.models import Event
from clubhuis.registration.details import Details
from clubhuis.registration.models import Registration

from .changing import cancel
from .registering import register


def add(event: Event, details: Details, *, by: Person) -> Registration:
    """An organiser puts somebody down, also before registration opens or after it closed. The person gets the mail with the link."""
    if not events.can_run(by, event):
        raise PermissionDenied
    return register(event, details, by=by, through=Registration.Through.ORGANISER, is_proven=True)


def cancel_for(registration: Registration, *, by: Person, reason: str = "") -> Registration:
    """An organiser cancels for somebody, who reads the reason."""
    if not events.can_run(by, registration.event):
        raise PermissionDenied
    return cancel(registration, by=by, reason=reason, is_approved=True)


def write_note(registration: Registration, text: str, *, by: Person) -> Registration:
    """A few words of the organisers, for the organisers."""
    if not events.can_run(by, registration.event):
        raise PermissionDenied
    registration.note = text.strip()[:500]
    Registration.objects.filter(pk=registration.pk).update(note=registration.note)
    return registration


@transaction.atomic
def record_export(event: Event, *, what: str, count: int, kind: str, by: Person) -> None:
    """Who took which list away is written down."""
    if not events.can_run(by, event):
        raise PermissionDenied
    record(
        "registration.exported",
        actor=by,
        subject=event,
        concerning=[event, *(host.community for host in event.hosts.accepted().select_related("community"))],
        data={"what": what, "count": count, "kind": kind},
        privileged=True,
    )
