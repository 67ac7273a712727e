"""The communities one can switch to, in the header of every page."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from clubhuis.accounts.requests import viewer
from clubhuis.ui.shell import Link

from .models import Community, communities_of


def my_communities(request: HttpRequest) -> list[Community]:
    """Where the viewer belongs or helps; one question a request, none for visitors."""
    known: list[Community] | None = getattr(request, "my_communities", None)
    if known is None:
        person = viewer(request)
        known = list(communities_of(person)) if person else []
        request.my_communities = known  # type: ignore[attr-defined]
    return known


def links(request: HttpRequest) -> Iterable[Link]:
    here = request.resolver_match.kwargs.get("slug") if request.resolver_match else None
    is_here = bool(request.resolver_match and request.resolver_match.app_name == "communities")
    return [
        Link(community.name, community.get_absolute_url(), current=is_here and community.slug == here)
        for community in my_communities(request)
    ]
