"""The short list of whom to meet at an event, behind the personal link of a registration."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from clubhuis.matchmaking import meeting
from clubhuis.registration.access import registration_with
from clubhuis.registration.models import Registration


@login_not_required
@require_safe
def whom_to_meet(request: HttpRequest, token: str) -> HttpResponse:
    found = registration_with(token)
    if not found.has_seat:
        raise Http404
    context = {"registration": found, "event": found.event, "worth": meeting.worth_meeting(found)}
    return render(request, "matchmaking/whom_to_meet.html", context)


def on_own_page(request: HttpRequest, registration: Registration) -> str | None:
    """The way there, from one's own registration."""
    if not registration.has_seat or registration.event.is_cancelled:
        return None
    return render_to_string("matchmaking/to_whom_to_meet.html", {"registration": registration}, request)
