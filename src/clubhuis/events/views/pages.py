"""The page of an event, and lists of them."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clubhuis.accounts.requests import MemberRequest, VisitorRequest, viewer
from clubhuis.communities import access as communities
from clubhuis.communities.links import absolute
from clubhuis.events import access, sections, wording
from clubhuis.events.models import Event, Visibility
from clubhuis.lib.files import file_response
from clubhuis.lib.paging import Listed
from clubhuis.ui.keeping import same_for_visitors
from clubhuis.ui.parts.maps import Around, Point

HOUR = 3600
STREET_MAP = "https://www.openstreetmap.org/"  # only as a link: nothing is fetched from there
MANY = 40  # events on one page of a list


@login_not_required
@require_safe
@same_for_visitors
def event(request: VisitorRequest, slug: str) -> HttpResponse:
    person = viewer(request)
    found = access.event_for(person, slug)
    context = {
        "event": found,
        "hosts": [host for host in found.hosts.all() if host.is_accepted and host.community.closed_at is None],
        "sections": sections.rendered(request, found),
        "asides": sections.rendered(request, found, sections.asides),
        "takings": sections.rendered(request, found, sections.takings),
        "heads": sections.rendered(request, found, sections.heads),
        "may": access.rights(person, found),
        "point": (point := point_of(found)),
        "points": [point] if point else [],
        "around": Around(point.latitude, point.longitude, 25) if point else None,
        "street_map": f"{STREET_MAP}?mlat={point.latitude}&mlon={point.longitude}#map=15/{point.latitude}/{point.longitude}"
        if point
        else "",
        "rooms": [str(room) for room in found.rooms.all()],
        "contact": found.contact_email or (found.lead.email if found.lead else ""),
        "share_mail": share_by_mail(found),
        "is_open": found.visibility == Visibility.PUBLIC and not found.is_draft,
        "page_url": absolute(found.get_absolute_url()),
    }
    return render(request, "events/event.html", context)


def share_by_mail(event: Event) -> str:
    """A mail to write oneself, with what and when in it."""
    body = f"{event.title}\n{wording.when(event)}\n{wording.where(event)}\n\n{absolute(event.get_absolute_url())}"
    return f"mailto:?{urlencode({'subject': event.title, 'body': body}, quote_via=quote)}"


def point_of(event: Event) -> Point | None:
    if event.latitude is None or event.longitude is None or not event.is_on_site:
        return None
    return Point(event.place_name or event.town, event.latitude, event.longitude, note=event.address)


@login_not_required
@require_safe
def picture(request: VisitorRequest, slug: str) -> FileResponse:
    found = access.event_for(viewer(request), slug)
    is_open = found.visibility == Visibility.PUBLIC and not found.is_draft
    return file_response(found.picture, public_for=HOUR if is_open else 0)


@login_not_required
@require_safe
def of_community(request: HttpRequest, slug: str) -> HttpResponse:
    """What a community hosts: to come, and what has been."""
    person = viewer(request)
    community = communities.community_for(person, slug)
    events = access.events_for(person).announced().hosted_by(community)
    context = {
        "community": community,
        "upcoming": list(events.upcoming()[:MANY]),
        "past": Paginator(events.past(), MANY).get_page(request.GET.get("page")),
    }
    return render(request, "events/of_community.html", context)


@require_safe
def at_desk(request: MemberRequest, slug: str) -> HttpResponse:
    """All events of a community at its desk: drafts, what is coming, questions to host along, templates, series, venues."""
    desk = communities.desk_for(request.user, slug)
    community = desk.community
    now = timezone.now()
    past = Listed(
        lambda: access.number_past_at(community, now),
        lambda start, stop: access.past_at(community, now, start=start, stop=stop),
    )
    context = {
        "desk": desk,
        "community": community,
        "may": desk.may,
        "here": "events",
        "drafts": access.drafts_at(community),
        "upcoming": access.upcoming_at(community, now),
        "past": Paginator(past, MANY).get_page(request.GET.get("page")),
        "asked": access.asked_to_host(community),
        "templates": access.templates_of(community),
        "series": access.series_of(community),
        "venues": access.venues_for(community),
    }
    return render(request, "events/at_desk.html", context)
