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
    context = {
        "event": event,
        "days": days_of(event, sessions),
        "count": sum(not session.is_break for session in sessions),
        "with_texts": len(sessions) <= WITH_TEXTS,
    }
    return render_to_string("programme/on_event.html", context, request)
