"""Events on the pages of others: a community's own page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from clubhuis.accounts.requests import viewer
from clubhuis.communities.access import can_organise
from clubhuis.communities.models import Community

from .access import events_for

SHOWN = 5


def of_community(request: HttpRequest, community: Community) -> str | None:
    """The first few events to come, and whether there is more to read."""
    person = viewer(request)
    hosted = events_for(person).announced().hosted_by(community)
    events = list(hosted.upcoming()[: SHOWN + 1])
    has_past = hosted.past().exists()
    may_organise = can_organise(person, community)
    if not events and not has_past and not may_organise:
        return None
    context = {
        "community": community,
        "events": events[:SHOWN],
        "has_more": len(events) > SHOWN or has_past,
        "series": list(community.series.filter(ended_at=None)),
        "may_organise": may_organise,
    }
    return render_to_string("events/on_community.html", context, request)
