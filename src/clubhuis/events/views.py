"""The page of an event."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clubhuis.accounts.requests import MemberRequest, VisitorRequest, viewer
from clubhuis.lib.files import file_response

from . import access, sections
from .models import Visibility

HOUR = 3600


@login_not_required
@require_safe
def event(request: VisitorRequest, slug: str) -> HttpResponse:
    person = viewer(request)
    found = access.event_for(person, slug)
    context = {
        "event": found,
        "hosts": [host for host in found.hosts.all() if host.is_accepted and host.community.closed_at is None],
        "sections": sections.rendered(request, found),
        "asides": sections.rendered(request, found, sections.asides),
        "may": access.rights(person, found),
    }
    return render(request, "events/event.html", context)


@login_not_required
@require_safe
def picture(request: VisitorRequest, slug: str) -> FileResponse:
    found = access.event_for(viewer(request), slug)
    is_open = found.visibility == Visibility.PUBLIC and not found.is_draft
    return file_response(found.picture, public_for=HOUR if is_open else 0)


@require_safe
def desk(request: MemberRequest, slug: str) -> HttpResponse:
    found = access.desk_for(request.user, slug)
    return render(
        request, "events/desk/overview.html", {"desk": found, "event": found.event, "may": found.may, "here": "desk"}
    )
