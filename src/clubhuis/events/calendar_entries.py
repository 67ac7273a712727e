"""An event as an entry of a calendar file: for feeds, for the page of the event, and for the mails of who has a seat."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import strip_tags

from . import wording
from .calendar_file import Address, Entry
from .models import Event

LONGEST = 1500  # characters of the text; the rest stands on the page


def uid_of(event: Event) -> str:
    return f"{event.uid}@{urlsplit(settings.SITE_URL).hostname}"


def entry_of(
    event: Event, *, url: str = "", is_busy: bool = True, online_url: str = "", attendee: Address | None = None
) -> Entry:
    """The entry in the language of the page. Hosts, themes and region are read, so fetch them along for a list.

    `url` leads somewhere else than the page of the event (to one's own seat); `online_url` is given only to who comes.
    """
    page = settings.SITE_URL + event.get_absolute_url()
    said = [event.summary, strip_tags(event.text)[:LONGEST], online_url, event.cancel_reason, url or page]
    address = ", ".join(part for part in dict.fromkeys((event.place_name, event.address)) if part)
    lead = event.lead
    organiser = event.contact_email or (lead.email if lead else "")
    return Entry(
        uid=uid_of(event),
        sequence=event.sequence,
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        zone=event.zone,
        changed_at=event.changed_at,
        place=address or online_url or wording.where(event),
        text="\n\n".join(part.strip() for part in said if part.strip()),
        url=url or page,
        is_cancelled=event.is_cancelled,
        is_busy=is_busy,
        latitude=event.latitude,
        longitude=event.longitude,
        words=(str(event.get_kind_display()), *(theme.name for theme in event.themes.all())),
        organiser=Address(lead.name if lead else "", organiser) if organiser else None,
        attendee=attendee,
    )
