"""Finding organisations: words, facets that count, distance, and the order of the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from clubhuis.accounts.models import Person, Visibility
from clubhuis.communities.models import Community
from clubhuis.lib.prepared import prepared
from clubhuis.lib.spreadsheets import clean
from clubhuis.matchmaking.access import search_organisations
from clubhuis.organisations.models import Kind, Organisation, Size
from clubhuis.organisations.names import plain_name
from clubhuis.places.access import gazetteer
from clubhuis.places.models import Region
from clubhuis.taxonomy.access import snapshot
from clubhuis.taxonomy.models import Sector
from clubhuis.ui.parts.filters import Choice
from clubhuis.ui.parts.maps import Around

from .catalogue import KINDS, SIZES, Catalogue, Mask, catalogue

RADII = (10, 25, 50, 100, 200)
FOUND = 1_000  # organisations that words may find
MOST_CHOICES = 40
EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the directory. Built from a query string; whatever is not understood is left out."""

    q: str = ""
    near: str = ""
    km: int = 50
    sort: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, data: QueryDict) -> Query:
        km = data.get("km", "")
        return cls(
            q=clean(data.get("q", ""))[:200],
            near=clean(data.get("near", ""))[:100],
            km=next((radius for radius in RADII if str(radius) == km), 50),
            sort=data.get("sort", "") if data.get("sort") in SORTS else "",
            chosen={name: tuple(v[:80] for v in data.getlist(name)[:50]) for name in FACETS if name in data},
        )


SORTS = ("name", "newest", "distance", "fit")
FACETS = ("community", "kind", "capability", "certificate", "sector", "size", "region")


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    legend: str
    choices: tuple[Choice, ...]
    single: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Ids in the order of the answer, the facets beside them, and where the distance is measured from."""

    ids: NDArray[np.int64]
    facets: tuple[Facet, ...]
    distances: dict[int, float]
    around: Around | None = None
    place_is_unknown: bool = False


def find(query: Query, person: Person | None) -> Found:
    """The organisations this person may see that fit everything that is asked."""
    known = catalogue()
    seen = visible(known, person)
    order: NDArray[np.intp] | None = None
    if query.q:
        order = by_words(known, query.q, person)
        seen &= known.mask(order)
    place = gazetteer().find(query.near) if query.near else None
    distances = kilometres(known, place.lat, place.lon) if place else None
    if distances is not None:
        seen &= distances <= query.km
    communities = communities_for(person)
    values = rows_by_facet(known, communities)
    chosen = {name: [v for v in picked if v in values[name]] for name, picked in query.chosen.items()}
    masks = {name: any_of(known, [values[name][v] for v in picked]) for name, picked in chosen.items() if picked}
    all_of = seen.copy()
    for mask in masks.values():
        all_of &= mask
    facets = []
    for name in FACETS:
        others = seen.copy()
        for other, mask in masks.items():
            if other != name:
                others &= mask
        counts = {value: int(np.count_nonzero(others[rows])) for value, rows in values[name].items()}
        facets.append(facet(name, counts, chosen.get(name, []), communities))
    rows = ordered(known, all_of, query, order, distances)
    near = {}
    if distances is not None:
        near = {int(known.ids[row]): float(distances[row]) for row in rows}
    around = Around(place.lat, place.lon, query.km) if place else None
    return Found(known.ids[rows], tuple(facets), near, around, bool(query.near and not place))


def ids_for(words: str, person: Person | None) -> NDArray[np.int64]:
    """Only the ids that words find, best first: for the search box, which shows no facets."""
    known = catalogue()
    rows = by_words(known, words, person)
    return known.ids[rows[visible(known, person)[rows]]]


def visible(known: Catalogue, person: Person | None) -> Mask:
    """Who may see what, as `Organisation.visible_to` says; a test holds the two together."""
    if person is None:
        return np.equal(known.seen, 0)
    if person.is_operator:
        return np.ones(len(known), dtype=np.bool_)
    mask: Mask = np.less_equal(known.seen, 1)
    mask[known.rows(_closed_for_others(person))] = True
    return mask


@prepared
def _closed_for_others(person: Person) -> QuerySet[Organisation, int]:
    """The ids of organisations that this person sees and not everybody."""
    seen = Organisation.objects.visible_to(person).order_by()
    return seen.filter(visibility__in=[Visibility.COMMUNITIES, Visibility.NOBODY]).values_list("pk", flat=True)


def by_words(known: Catalogue, text: str, person: Person | None) -> NDArray[np.intp]:
    """Rows for words, best first: names that contain them, names a slip away, then what organisations say they do."""
    plain = plain_name(text)
    rows = [row for row, name in enumerate(known.names) if plain and plain in name]
    rows.sort(key=lambda row: (not known.names[row].startswith(plain), row))
    if len(rows) < 3 and len(plain) > 3:
        near = process.extract(plain, known.names, scorer=fuzz.ratio, score_cutoff=78, limit=5)
        rows += [row for _name, _score, row in near]
    said = known.rows(search_organisations(text, person, limit=FOUND))
    return np.array(list(dict.fromkeys([*rows, *said.tolist()])), dtype=np.intp)


def kilometres(known: Catalogue, latitude: float, longitude: float) -> NDArray[np.float64]:
    """From a point to the nearest site of each organisation (haversine); infinite without one."""
    nearest = np.full(len(known), np.inf)
    if len(known.site_rows):
        phi, other = np.radians(latitude), np.radians(known.site_points[:, 0])
        east = np.radians(known.site_points[:, 1] - longitude)
        a = np.sin((other - phi) / 2) ** 2 + np.cos(phi) * np.cos(other) * np.sin(east / 2) ** 2
        np.minimum.at(nearest, known.site_rows, 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(a))))
    return nearest


def any_of(known: Catalogue, rows: list[NDArray[np.intp]]) -> Mask:
    return known.mask(np.concatenate(rows)) if rows else np.zeros(len(known), dtype=np.bool_)


def communities_for(person: Person | None) -> dict[str, Community]:
    """Communities whose members this person may see, by slug."""
    return {community.slug: community for community in _listing(person)}


@prepared
def _listing(person: Person | None) -> QuerySet[Community]:
    return Community.objects.listing_members_to(person)


def rows_by_facet(known: Catalogue, communities: dict[str, Community]) -> dict[str, dict[str, NDArray[np.intp]]]:
    nobody = np.zeros(0, dtype=np.intp)
    return {
        "community": {slug: known.community.get(c.pk, nobody) for slug, c in communities.items()},
        "kind": {kind: np.flatnonzero(known.kind == number) for number, kind in enumerate(KINDS)},
        "capability": known.capability,
        "certificate": known.certificate,
        "sector": known.sector,
        "size": {size: np.flatnonzero(known.size == number) for number, size in enumerate(SIZES)},
        "region": known.region,
    }


def facet(name: str, counts: dict[str, int], picked: list[str], communities: dict[str, Community]) -> Facet:
    """The values that occur, most frequent first (sizes in their own order), with those chosen always among them."""
    legends: dict[str, tuple[str, Callable[[list[str]], dict[str, str]]]] = {
        "community": (_("Community"), lambda values: {v: communities[v].name for v in values}),
        "kind": (_("Kind"), lambda values: {v: str(Kind(v).label) for v in values}),
        "capability": (_("Capability"), named),
        "certificate": (_("Certificate"), named),
        "sector": (_("Sector"), sectors),
        "size": (_("Size"), lambda values: {v: str(Size(v).label) for v in values}),
        "region": (_("Region"), regions),
    }
    values = [v for v, count in counts.items() if count or v in picked]
    if name != "size":
        values.sort(key=lambda v: (-counts[v], v))
    if name == "capability":
        values = telling(values, counts, picked)
    values = (
        list(dict.fromkeys([*[v for v in picked if v in values], *values]))[:MOST_CHOICES] if name != "size" else values
    )
    legend, words = legends[name]
    texts = words(values)
    choices = tuple(Choice(v, texts[v], counts[v], v in picked) for v in values if v in texts)
    return Facet(name, legend, choices)


def telling(values: list[str], counts: dict[str, int], picked: list[str]) -> list[str]:
    """Without the widest capabilities ("manufacturing process"), which say nothing, unless they were chosen."""
    words = snapshot().vocabulary
    return [v for v in values if v in picked or (v in words and words[v].broader)]


def named(slugs: list[str]) -> dict[str, str]:
    terms = snapshot()
    return {slug: terms[slug].name for slug in slugs if slug in terms}


def sectors(codes: list[str]) -> dict[str, str]:
    return {sector.code: str(sector) for sector in _sectors(frozenset(codes))}


@prepared
def _sectors(codes: frozenset[str]) -> QuerySet[Sector]:
    return Sector.objects.filter(code__in=codes)


def regions(codes: list[str]) -> dict[str, str]:
    return {region.code: str(region) for region in _regions(frozenset(codes))}


@prepared
def _regions(codes: frozenset[str]) -> QuerySet[Region]:
    return Region.objects.filter(code__in=codes)


def ordered(
    known: Catalogue,
    mask: Mask,
    query: Query,
    by_fit: NDArray[np.intp] | None,
    distances: NDArray[np.float64] | None,
) -> NDArray[np.intp]:
    """By fit when words are asked, by distance when a place is, else by name; or as the person likes."""
    rows = np.flatnonzero(mask)
    sort = query.sort or ("fit" if by_fit is not None else "distance" if distances is not None else "name")
    if sort == "fit" and by_fit is not None:
        return by_fit[mask[by_fit]]
    if sort == "distance" and distances is not None:
        return rows[np.argsort(distances[rows], kind="stable")]
    if sort == "newest":
        return rows[np.argsort(-known.founded[rows], kind="stable")]
    return rows
