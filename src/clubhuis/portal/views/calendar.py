"""The calendar of everything: as a list, a month and a map; and where programs can follow it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest, VisitorRequest, viewer
from clubhuis.events.access import organises_for
from clubhuis.lib.answering import attempt
from clubhuis.portal import access, actions
from clubhuis.portal.calendar.asking import DISTANCES, Asked
from clubhuis.portal.calendar.finding import Calendar
from clubhuis.portal.calendar.selections import Address, selection_of
from clubhuis.ui.keeping import same_for_visitors


@login_not_required
@require_safe
@same_for_visitors
def calendar(request: VisitorRequest) -> HttpResponse:
    """What is on. `view=month` and `view=map` show the same otherwise."""
    person = viewer(request)
    asked = Asked.of(request.GET)
    context = {
        "calendar": Calendar(person, asked, request.GET.get("page", "1")),
        "asked": asked,
        "distances": DISTANCES,
        "clear": "" if asked.is_plain else f"{reverse('portal:calendar')}?view={asked.view}",
        "selection": selection_of(asked),
        "may_make": bool(person and organises_for(person)),
    }
    return render(request, f"portal/calendar/{asked.view}.html", context)


@login_not_required
@require_safe
def subscribing(request: VisitorRequest) -> HttpResponse:
    """How to follow the calendar in one's own program: addresses to copy, for everybody and for oneself."""
    person = viewer(request)
    context: dict[str, object] = {"selection": selection_of(Asked.of(request.GET))}
    if person and (key := access.feed_key_of(person)):
        path = reverse("portal:own_ics", args=[key.token])
        context |= {"own": Address(path), "only_mine": Address(f"{path}?only=mine")}
    return render(request, "portal/calendar/subscribing.html", context)


@require_POST
def own_feed(request: MemberRequest) -> HttpResponse:
    attempt(request, lambda: actions.open_feed(by=request.user), _("Your calendar has an address now."))
    return redirect(f"{reverse('portal:subscribing')}#own")


@require_POST
def own_feed_renewal(request: MemberRequest) -> HttpResponse:
    said = _("Your calendar has another address. The old one shows nothing any more.")
    attempt(request, lambda: actions.renew_feed(by=request.user), said)
    return redirect(f"{reverse('portal:subscribing')}#own")


@require_POST
def own_feed_end(request: MemberRequest) -> HttpResponse:
    attempt(request, lambda: actions.close_feed(by=request.user), _("Your calendar no longer has an address."))
    return redirect(f"{reverse('portal:subscribing')}#own")
