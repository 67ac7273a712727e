"""The programme on the page of its event."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from clubhuis.events.models import Event
from clubhuis.lib.keeping import Kept

from .access import sessions_of
from .models import Speaker
from .timetable import WITH_TEXTS, days_of

HOUR = 3600
SHOWN = (
    *("pk", "kind", "title_nl", "title_en", "title_de", "place", "room__name"),
    *("starts_at", "ends_at", "seats", "needs_choice"),
)
SHOWN_OF_SPEAKERS = ("pk", "session", "name", "role", "organisation__name", "organisation_name", "position")
_large: Kept[str] = Kept(most=50, longer=HOUR)


def programme(request: HttpRequest, event: Event) -> str | None:
    """A few questions to the database, however many sessions. A long one is written anew only when something in it changed."""
    shown = tuple(event.sessions.values_list(*SHOWN))
    if len(shown) <= WITH_TEXTS:
        return _written(request, event) if shown else None
    speakers = Speaker.objects.filter(session__event=event).order_by("pk").values_list(*SHOWN_OF_SPEAKERS)
    edition = (event.pk, event.slug, event.zone, get_language(), shown, tuple(speakers))
    return _large.get(edition, lambda: _written(request, event))


def _written(request: HttpRequest, event: Event) -> str:
    sessions = list(sessions_of(event))
    days = days_of(event, sessions)
    context = {
        "event": event,
        "days": days,
        "heading": "h4" if len(days) > 1 else "h3",  # below the heading of the day, where there is one
        "count": sum(not session.is_break for session in sessions),
        "with_texts": len(sessions) <= WITH_TEXTS,
    }
    return render_to_string("programme/on_event.html", context, request)
