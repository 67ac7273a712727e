"""For search engines: what they may read, and the addresses of every page a visitor may read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap, views
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from clubhuis.communities.models import Community
from clubhuis.events.models import Event
from clubhuis.market.models import Need
from clubhuis.organisations.models import Organisation
from clubhuis.themes.models import Theme


class Pages(Sitemap):  # type: ignore[type-arg]  # generic in its stubs only
    """The things of one kind that everybody may see."""

    limit = 20_000  # in one file

    def __init__(self, kind: type[Model]) -> None:
        self.kind = kind

    def items(self) -> QuerySet[Any]:
        seen: QuerySet[Any] = self.kind._default_manager.visible_to(None)  # type: ignore[attr-defined]
        return seen.order_by("pk")

    def lastmod(self, item: Any) -> datetime | None:
        return getattr(item, "changed_at", None)


SECTIONS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "communities": Pages(Community),
    "organisations": Pages(Organisation),
    "events": Pages(Event),
    "needs": Pages(Need),
    "themes": Pages(Theme),
}


@login_not_required
@require_safe
@cache_control(max_age=86400, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read what a visitor may read, but not follow every combination of filters."""
    lines = ["User-agent: *", "Disallow: /*?", "Disallow: /search/", "Disallow: /desk/", "Disallow: /*/desk/"]
    lines += ["Allow: /sitemap*.xml?p=", f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    return views.index(request, SECTIONS, sitemap_url_name="portal:sitemap_section")


@login_not_required
@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    return views.sitemap(request, SECTIONS, section=section)
