"""The calendar file of a seat: the same entry for ever, so that a move updates it and a cancellation takes it away."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings

from clubhuis.communities.links import absolute
from clubhuis.events.calendar_file import Address, Entry, calendar_file
from clubhuis.events.models import Event
from clubhuis.events.wording import where

from .models import ENDED, Registration, State


def entry_of(registration: Registration) -> Entry:
    """The event as it is now, with the link to one's own page."""
    event = registration.event
    entry = of_event(event)
    is_gone = registration.state in ENDED or event.is_cancelled
    return replace(
        entry,
        text=f"{entry.text}\n\n{absolute(registration.get_absolute_url())}".strip(),
        url=absolute(registration.get_absolute_url()),
        sequence=event.sequence + (1 if registration.state in ENDED else 0),
        is_cancelled=is_gone,
        is_tentative=registration.state in (State.QUEUED, State.AWAITING_APPROVAL),
        attendee=Address(registration.name, registration.email) if registration.email else None,
    )


def of_event(event: Event) -> Entry:
    lead = event.lead
    address = event.contact_email or (lead.email if lead else "")
    place = event.online_url if event.attendance == Event.Attendance.ONLINE else ""
    return Entry(
        uid=f"{event.uid}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}",
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        changed_at=event.changed_at,
        zone=event.zone,
        sequence=event.sequence,
        place=", ".join(part for part in (event.place_name, event.address) if part) or place or where(event),
        text=event.summary,
        is_cancelled=event.is_cancelled,
        latitude=event.latitude,
        longitude=event.longitude,
        organiser=Address(lead.name if lead else "", address) if address else None,
    )


def file_of(registration: Registration, *, method: Literal["PUBLISH", "REQUEST", "CANCEL"] = "PUBLISH") -> str:
    """Programs that get it by mail change the calendar by themselves when it says who organises and whose seat it is."""
    entry = entry_of(registration)
    if method != "PUBLISH" and (entry.organiser is None or entry.attendee is None):
        method = "PUBLISH"
    return calendar_file([entry], method=method).decode()
