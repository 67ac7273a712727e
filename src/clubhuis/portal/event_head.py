"""What machines read of the page of an event: schema.org for search engines, Open Graph for where people share it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from clubhuis.events import wording
from clubhuis.events.models import Event, Visibility
from clubhuis.lib.prepared import prepared
from clubhuis.lib.scripts import in_script
from clubhuis.registration.access import rules_of
from clubhuis.registration.models import TicketType
from clubhuis.registration.seats import Room, rooms_of
from clubhuis.registration.situation import Now, situation_of

SCHEMA = "https://schema.org/"
MODES = {
    Event.Attendance.ON_SITE: "OfflineEventAttendanceMode",
    Event.Attendance.ONLINE: "OnlineEventAttendanceMode",
    Event.Attendance.BOTH: "MixedEventAttendanceMode",
}


def head(request: HttpRequest, event: Event) -> str | None:
    """Only of what everybody may see."""
    if event.visibility != Visibility.PUBLIC or event.is_draft:
        return None
    context = {
        "event": event,
        "url": settings.SITE_URL + event.get_absolute_url(),
        "picture": settings.SITE_URL + reverse("portal:event_picture", args=[event.slug]),
        "calendar": reverse("portal:event_ics", args=[event.slug]),
        "said": event.summary or strip_tags(event.text)[:200] or wording.where(event),
        "installation": settings.INSTALLATION_NAME,
        "schema": in_script(schema_of(event)),
    }
    return render_to_string("portal/event_head.html", context, request)


def calendar(request: HttpRequest, event: Event) -> str | None:
    """To put it in one's own calendar before one has decided; who comes has a file of their own."""
    if event.is_draft or event.is_cancelled or event.is_over:
        return None
    return render_to_string("portal/event_calendar.html", {"event": event}, request)


def schema_of(event: Event) -> dict[str, Any]:
    url = settings.SITE_URL + event.get_absolute_url()
    hosts = [host.community for host in event.hosts.all() if host.is_accepted]
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": event.title,
        "description": event.summary or strip_tags(event.text)[:500],
        "startDate": event.starts_local.isoformat(timespec="minutes"),
        "endDate": event.ends_local.isoformat(timespec="minutes"),
        "eventStatus": SCHEMA + ("EventCancelled" if event.is_cancelled else "EventScheduled"),
        "eventAttendanceMode": SCHEMA + MODES[Event.Attendance(event.attendance)],
        "location": _locations(event, url),
        "image": [settings.SITE_URL + reverse("portal:event_picture", args=[event.slug])],
        "inLanguage": event.languages,
        "organizer": [
            {"@type": "Organization", "name": host.name, "url": settings.SITE_URL + host.get_absolute_url()}
            for host in hosts
        ],
        "about": [theme.name for theme in event.themes.all()],
        "maximumAttendeeCapacity": event.places,
        "offers": _offers(event, url),
    }
    if event.series:
        said["superEvent"] = {
            "@type": "EventSeries",
            "name": event.series.name,
            "url": settings.SITE_URL + event.series.get_absolute_url(),
        }
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _locations(event: Event, url: str) -> list[dict[str, Any]]:
    """The link to join online is for who comes; what everybody may know is the page."""
    found: list[dict[str, Any]] = []
    if event.is_on_site and (event.town or event.place_name):
        address = {
            "streetAddress": event.street,
            "postalCode": event.postcode,
            "addressLocality": event.town,
            "addressCountry": event.country,
        }
        place: dict[str, Any] = {
            "@type": "Place",
            "name": event.place_name or event.town,
            "address": {"@type": "PostalAddress", **{name: value for name, value in address.items() if value}},
        }
        if event.latitude is not None:
            place["geo"] = {"@type": "GeoCoordinates", "latitude": event.latitude, "longitude": event.longitude}
        found.append(place)
    if event.is_online:
        found.append({"@type": "VirtualLocation", "url": url})
    return found


@prepared
def _tickets(event: Event) -> QuerySet[TicketType]:
    return TicketType.objects.filter(event=event, is_offered=True, members_only=False)


def _offers(event: Event, url: str) -> list[dict[str, Any]]:
    rules = rules_of(event)
    if rules is None or event.is_cancelled:
        return []
    now, rooms = situation_of(event, None, rules).now, rooms_of(event)
    tickets = _tickets(event)
    return [
        {
            "@type": "Offer",
            "name": ticket.name,
            "price": f"{ticket.total_cents / 100:.2f}",
            "priceCurrency": "EUR",
            "availability": SCHEMA + _availability(now, rooms.get(f"ticket:{ticket.pk}")),
            "url": url,
            **({"validFrom": rules.opens_at.isoformat(timespec="minutes")} if rules.opens_at else {}),
        }
        for ticket in tickets
    ]


def _availability(now: Now, room: Room | None) -> str:
    """Sold out is what has no seats left; what is closed cannot be had any more, whether there are seats or not."""
    if now == Now.OPEN:
        return "SoldOut" if room is not None and room.is_full else "InStock"
    return {Now.NOT_OPEN: "PreOrder", Now.WAITING_LIST: "SoldOut", Now.FULL: "SoldOut"}.get(now, "OutOfStock")
