"""The directory: facets with counts, list and map, saved searches, export."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import MemberRequest, VisitorRequest, viewer
from clubhuis.activity.actions import record
from clubhuis.communities.models import Community
from clubhuis.lib import tables
from clubhuis.lib.prepared import prepared
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import HasCapability, Organisation, Site
from clubhuis.portal import access, actions
from clubhuis.portal.directory import Found, Query, find
from clubhuis.portal.forms import KeepSearchForm
from clubhuis.portal.models import SavedSearch
from clubhuis.ui.parts.maps import Point

A_PAGE = 20
ON_MAP = 2_000


@login_not_required
@require_safe
def directory(request: VisitorRequest) -> HttpResponse:
    """Organisations by words, facets and distance; `view=map` shows the same as a map with its list."""
    person = viewer(request)
    query = Query.read(request.GET)
    found = find(query, person)
    page = Paginator(found.ids, A_PAGE).get_page(request.GET.get("page"))
    as_map = request.GET.get("view") == "map"
    context = {
        "query": query,
        "found": found,
        "page": page,
        "rows": rows(list(map(int, page.object_list)), found, person),
        "as_list": not as_map,
        "as_map": as_map,
        "points": points(found, person) if as_map else [],
        "sorts": sorts(query),
        "radii": [(km, km == query.km) for km in (10, 25, 50, 100, 200)],
        "is_filtered": bool(query.q or query.near or any(query.chosen.values())),
        "keep_form": KeepSearchForm(initial={"query": query_string(request)}),
        "saved": _saved(person) if person else (),
        "may_export": access.can_export_directory(person, community_of(query, person)),
        "query_string": query_string(request),
    }
    return render(request, "portal/directory.html", context)


def sorts(query: Query) -> list[tuple[str, str]]:
    """The orders that make sense for this question."""
    words = [("fit", _("best first"))] if query.q else []
    near = [("distance", _("nearest first"))] if query.near else []
    return [*words, *near, ("name", _("by name")), ("newest", _("newest first"))]


def query_string(request: VisitorRequest) -> str:
    kept = [(name, value) for name, values in request.GET.lists() if name != "page" for value in values]
    return urlencode(kept)[:2000]


def community_of(query: Query, person: Person | None) -> Community | None:
    """The one community a search is limited to, when it is."""
    chosen = query.chosen.get("community", ())
    return next(iter(_with_slug(person, chosen[0])), None) if len(chosen) == 1 else None


def rows(ids: list[int], found: Found, person: Person | None) -> list[tuple[Organisation, float | None]]:
    """The organisations of one page in their order, with the distance where one is asked."""
    by_id = {organisation.pk: organisation for organisation in _organisations(person, frozenset(ids))}
    for organisation in by_id.values():
        organisation.shown_capabilities = []  # type: ignore[attr-defined]
    for link in _links(frozenset(by_id)):
        by_id[link.organisation_id].shown_capabilities.append(link)  # type: ignore[attr-defined]
    return [(by_id[pk], found.distances.get(pk)) for pk in ids if pk in by_id]


def points(found: Found, person: Person | None) -> list[Point]:
    shown = {pk: (slug, name) for pk, slug, name in _named(person, frozenset(found.ids[:ON_MAP].tolist()))}
    first: dict[int, tuple[float | None, float | None, str]] = {}
    for pk, *place in _places(frozenset(shown)):
        first.setdefault(pk, tuple(place))  # type: ignore[arg-type]
    # Asked once and not for each of some hundreds; a slug is the same in an address.
    before, after = reverse("organisations:organisation", args=["slug"]).rsplit("slug", 1)
    return [
        Point(name, latitude, longitude, f"{before}{slug}{after}", town)
        for pk, (slug, name) in shown.items()
        if pk in first
        for latitude, longitude, town in [first[pk]]
        if latitude is not None and longitude is not None
    ]


@prepared
def _saved(person: Person) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(person=person)


@prepared
def _with_slug(person: Person | None, slug: str) -> QuerySet[Community]:
    return Community.objects.visible_to(person).filter(slug=slug)


@prepared
def _organisations(person: Person | None, ids: frozenset[int]) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(person).filter(pk__in=ids).prefetch_related("sites__region")


@prepared
def _links(ids: frozenset[int]) -> QuerySet[HasCapability]:
    links = HasCapability.objects.filter(organisation__in=ids)
    # A row shows names: the codes of hundreds need not be read.
    links = links.select_related("capability").defer("capability__cpv", "capability__nace")
    return links.order_by("source", "pk")


@prepared
def _named(person: Person | None, ids: frozenset[int]) -> QuerySet[Organisation, tuple[int, str, str]]:
    return Organisation.objects.visible_to(person).filter(pk__in=ids).values_list("pk", "slug", "name")


@prepared
def _places(ids: frozenset[int]) -> QuerySet[Site, tuple[int, float | None, float | None, str]]:
    """Of these their sites, the first one first."""
    return Site.objects.filter(organisation__in=ids).values_list("organisation_id", "latitude", "longitude", "town")


@require_POST
def saved_searches(request: MemberRequest) -> HttpResponse:
    """Keep this search."""
    form = KeepSearchForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give this search a name of at most 100 characters."))
        return redirect("portal:directory")
    try:
        kept = actions.keep_search(form.cleaned_data["name"], form.cleaned_data["query"], by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:directory")
    messages.success(request, _("“%(name)s” is kept. You find it above the directory.") % {"name": kept.name})
    return redirect(f"{reverse('portal:directory')}?{kept.query}")


@require_POST
def saved_search_removal(request: MemberRequest, pk: int) -> HttpResponse:
    kept = access.saved_search_for(request.user, pk)
    actions.drop_search(kept, by=request.user)
    messages.success(request, _("“%(name)s” is no longer kept.") % {"name": kept.name})
    return redirect("portal:directory")


@require_POST
def export(request: MemberRequest) -> HttpResponse | StreamingHttpResponse:
    """What the directory shows, as CSV or Excel. A POST, because it is written down who took it."""
    query = Query.read(request.GET)
    community = community_of(query, request.user)
    access.require_export(request.user, community)
    found = find(query, request.user)
    name = f"organisations-{timezone.localdate().isoformat()}"
    if request.POST.get("kind") == "xlsx":
        answer: HttpResponse | StreamingHttpResponse = HttpResponse(
            tables.xlsx(header(), lines(found, request.user)),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        name += ".xlsx"
    else:
        separator = ";" if get_language() == "nl" else ","
        answer = StreamingHttpResponse(
            tables.csv_rows(header(), lines(found, request.user), separator=separator),
            content_type="text/csv; charset=utf-8",
        )
        name += ".csv"
    record(
        "directory.exported",
        actor=request.user,
        subject=community or request.user,
        concerning=[community] if community else [],
        data={"organisations": len(found.ids)},
        privileged=True,
    )
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def header() -> list[str]:
    return [
        _("Name"),
        _("Kind"),
        _("Town"),
        _("Postcode"),
        _("Country"),
        _("Region"),
        _("Website"),
        _("Size"),
        _("Sector"),
        _("Capabilities"),
    ]


def lines(found: Found, person: Person) -> Iterator[list[str]]:
    for start in range(0, len(found.ids), 500):
        for organisation, _distance in rows(found.ids[start : start + 500].tolist(), found, person):
            site = next(iter(organisation.sites.all()), None)
            yield [
                organisation.name,
                organisation.get_kind_display(),
                site.town if site else "",
                site.postcode if site else "",
                site.country if site else "",
                str(site.region) if site and site.region else "",
                organisation.website,
                organisation.get_size_display(),
                organisation.sector_id or "",
                ", ".join(str(link.capability) for link in organisation.shown_capabilities),  # type: ignore[attr-defined]
            ]
