"""The buildings of a community."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities import access as communities
from clubhuis.communities.access import Desk
from clubhuis.events import access, actions
from clubhuis.events.forms import VenueForm
from clubhuis.events.models import Booking
from clubhuis.lib.answering import attempt, filled_in


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    desk = _desk(request, slug)
    form = VenueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: actions.keep_venue(desk.community, by=request.user, **form.cleaned_data),
        _("Kept. Choose it when you make an event."),
    ):
        return redirect("events:at_desk", slug)
    context = _page(desk) | {"form": form}
    return render(request, "events/venue.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def venue(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """One building, what is booked in it, and the form to change it."""
    desk = _desk(request, slug)
    found = access.venue_at(desk.community, pk)
    form = VenueForm(request.POST if request.method == "POST" else None, venue=found)
    if request.method == "POST" and filled_in(
        request, form, lambda: actions.change_venue(found, by=request.user, **form.cleaned_data), _("Saved.")
    ):
        return redirect(access.venue_at(desk.community, pk))
    bookings = Booking.objects.filter(room__venue=found, ends_at__gt=timezone.now()).select_related("room", "event")
    context = _page(desk) | {"form": form, "venue": access.venue_at(desk.community, pk), "bookings": bookings[:60]}
    return render(request, "events/venue.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = _desk(request, slug)
    found = access.venue_at(desk.community, pk)
    attempt(request, lambda: actions.archive_venue(found, by=request.user), _("Put away. Events there keep it."))
    return redirect("events:at_desk", slug)


def _desk(request: MemberRequest, slug: str) -> Desk:
    desk = communities.desk_for(request.user, slug)
    if not desk.may.organise:
        raise PermissionDenied
    return desk


def _page(desk: Desk) -> dict[str, object]:
    return {"desk": desk, "community": desk.community, "may": desk.may, "here": "events"}
