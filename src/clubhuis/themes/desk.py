"""Themes at the desk of a community: what was raised, how much support gathers, what has not been taken up yet."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities.access import desk_for

from . import access
from .browsing import shown
from .models import Theme

PAGE = 50
ORDERS = {
    "support": ("-supporter_count", "-follower_count", "pk"),
    "new": ("-raised_at", "pk"),
    "state": ("state", "-supporter_count", "pk"),
}


@require_safe
def themes(request: MemberRequest, slug: str) -> HttpResponse:
    """What waits for an answer first: most support on top, unless the table is sorted otherwise."""
    desk = desk_for(request.user, slug)
    order = request.GET.get("sort", "support").lstrip("-")
    found = access.themes_at(desk.community).order_by(*ORDERS.get(order, ORDERS["support"]))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "desk_themes",
        "page": page,
        "rows": shown(list(page.object_list), request.user),
        "states": Theme.State.choices,
    }
    return render(request, "themes/desk.html", context)
