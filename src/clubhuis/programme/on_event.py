"""The programme on the page of its event."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from clubhuis.events.models import Event

from .access import sessions_of
from .timetable import WITH_TEXTS, days_of


def programme(request: HttpRequest, event: Event) -> str | None:
    """Three questions to the database, however many sessions."""
    sessions = list(sessions_of(event))
    if not sessions:
        return None
    days = days_of(event, sessions)
    context = {
        "event": event,
        "days": days,
        "heading": "h4" if len(days) > 1 else "h3",  # below the heading of the day, where there is one
        "count": sum(not session.is_break for session in sessions),
        "with_texts": len(sessions) <= WITH_TEXTS,
    }
    return render_to_string("programme/on_event.html", context, request)
