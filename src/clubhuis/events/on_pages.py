"""Events on the pages of others: a community's own page."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import viewer
from clubhuis.communities.access import can_organise
from clubhuis.communities.models import Community
from clubhuis.lib.prepared import prepared

from .access import events_for
from .models import Event, EventQuerySet, Series

SHOWN = 5


def of_community(request: HttpRequest, community: Community) -> str | None:
    """The first few events to come, and whether there is more to read."""
    person = viewer(request)
    now = timezone.now()
    events = _coming(person, community, now)
    has_past = bool(_past(person, community, now))
    may_organise = can_organise(person, community)
    if not events and not has_past and not may_organise:
        return None
    context = {
        "community": community,
        "events": events[:SHOWN],
        "has_more": len(events) > SHOWN or has_past,
        "series": _series(community),
        "may_organise": may_organise,
    }
    return render_to_string("events/on_community.html", context, request)


@prepared
def _coming(person: Person | None, community: Community, now: datetime) -> EventQuerySet:
    return events_for(person).announced().hosted_by(community).upcoming(now)[: SHOWN + 1]


@prepared
def _past(person: Person | None, community: Community, now: datetime) -> QuerySet[Event, int]:
    hosted = Event.objects.visible_to(person).announced().hosted_by(community)
    return hosted.past(now).order_by().values_list("pk", flat=True)[:1]


@prepared
def _series(community: Community) -> QuerySet[Series]:
    return Series.objects.filter(community=community, ended_at=None)
