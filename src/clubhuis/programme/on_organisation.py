"""Where an organisation speaks, on its own page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from clubhuis.accounts.requests import viewer
from clubhuis.events.access import events_for
from clubhuis.organisations.models import Organisation

from .models import Speaker

SHOWN = 4


def events(request: HttpRequest, organisation: Organisation) -> str | None:
    """Events to come at which its people speak; a fixed number of questions."""
    gives = Speaker.objects.filter(organisation=organisation, session__ends_at__gt=timezone.now())
    seen = events_for(viewer(request)).going_ahead().filter(pk__in=gives.values("session__event"))
    found = list(seen.upcoming()[:SHOWN])
    return render_to_string("programme/on_organisation.html", {"events": found}, request) if found else None
