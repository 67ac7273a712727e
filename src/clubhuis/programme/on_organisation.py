"""Where an organisation speaks, on its own page."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import viewer
from clubhuis.events.access import events_for
from clubhuis.events.models import EventQuerySet
from clubhuis.lib.prepared import prepared
from clubhuis.organisations.models import Organisation

from .models import Speaker

SHOWN = 4


def events(request: HttpRequest, organisation: Organisation) -> str | None:
    """Events to come at which its people speak; a fixed number of questions."""
    found = _coming(viewer(request), organisation, timezone.now())
    return render_to_string("programme/on_organisation.html", {"events": found}, request) if found else None


@prepared
def _coming(person: Person | None, organisation: Organisation, now: datetime) -> EventQuerySet:
    gives = Speaker.objects.filter(organisation=organisation, session__ends_at__gt=now)
    seen = events_for(person).going_ahead().filter(pk__in=gives.values("session__event"))
    return seen.upcoming(now)[:SHOWN]
