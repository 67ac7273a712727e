"""The board of open needs: what somebody asked for, what is found, and how many there are of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community, Membership
from clubhuis.engines.matching import LANGUAGES, Place, analyse
from clubhuis.lib.languages import in_language
from clubhuis.lib.paging import Listed
from clubhuis.lib.prepared import prepared, prepared_count
from clubhuis.organisations.models import work_of
from clubhuis.places.access import gazetteer
from clubhuis.places.distance import within
from clubhuis.places.models import Region
from clubhuis.taxonomy import access as taxonomy
from clubhuis.ui.parts.filters import Choice

from . import access
from .models import Need
from .offering import concepts_in
from .reading import NEAR_KM, read_text, vocabulary
from .requirements import known_concepts
from .texts import clean

PAGE = 20
FACET = 24  # capabilities in the list of filters
DEADLINES = {"week": timedelta(days=7), "month": timedelta(days=31)}
SORTS = {
    "new": gettext_lazy("newest first"),
    "closing": gettext_lazy("soonest to answer first"),
    "near": gettext_lazy("nearest first"),
}
DISTANCES = (10, 25, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of the board; what makes no sense in the address is left out."""

    words: str = ""
    kinds: frozenset[str] = frozenset()
    capabilities: tuple[str, ...] = ()
    communities: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    place: str = ""
    km: int = NEAR_KM
    deadline: str = ""
    mine: bool = False
    sort: str = "new"

    @classmethod
    def of(cls, data: QueryDict) -> Asked:
        km = data.get("km", "")
        return cls(
            words=clean(data.get("q", ""))[:200].strip(),
            kinds=frozenset(data.getlist("kind")) & frozenset(Need.Kind.values),
            capabilities=known_concepts(data.getlist("capability")),
            communities=frozenset(clean(one)[:60] for one in data.getlist("community")[:50]),
            regions=frozenset(clean(one)[:8] for one in data.getlist("region")[:50]),
            place=clean(data.get("place", ""))[:100].strip(),
            km=int(km) if km.isascii() and km.isdigit() and len(km) < 5 and int(km) > 0 else NEAR_KM,
            deadline=data.get("deadline", "") if data.get("deadline") in DEADLINES else "",
            mine=data.get("mine") == "1",
            sort=data.get("sort", "") if data.get("sort") in SORTS else "new",
        )

    @property
    def is_plain(self) -> bool:
        """Nothing is filtered."""
        return self == Asked(km=self.km, sort=self.sort, mine=self.mine)


@dataclass(frozen=True, slots=True)
class Shown:
    """A need on the board, with as much of its organisation as this viewer may know."""

    need: Need
    is_named: bool
    is_mine: bool
    distance: int | None = None

    @property
    def has_more(self) -> bool:
        """The text says more than the title."""
        return len(self.need.text) > len(self.need.title) + 30


# Kinds, slugs of capabilities, regions, communities, and the last day to answer: what a question is limited to.
type Limits = tuple[frozenset[str], frozenset[str] | None, frozenset[str], frozenset[int] | None, date | None]


@dataclass
class Board:
    """The needs that one person finds for what they asked. The number of questions to the database does not grow with the answer."""

    person: Person | None
    asked: Asked
    number: str = "1"

    @cached_property
    def place(self) -> Place | None:
        return gazetteer().find(self.asked.place) if self.asked.place else None

    @property
    def place_is_unknown(self) -> bool:
        return bool(self.asked.place) and self.place is None

    @cached_property
    def communities(self) -> list[Community]:
        """Those whose members this viewer may know, so that asking for them tells nothing new."""
        return _communities(self.person)

    @cached_property
    def _limits(self) -> Limits:
        asked = self.asked
        wanted = frozenset(c.pk for c in self.communities if c.slug in asked.communities) if asked.communities else None
        until = timezone.localdate() + DEADLINES[asked.deadline] if asked.deadline else None
        slugs = narrower(asked.capabilities) if asked.capabilities else None
        return asked.kinds, slugs, asked.regions, wanted, until

    @cached_property
    def _kept(self) -> dict[str, Any]:
        """What is kept as it is with a question that is put together once."""
        place = self.place
        if self.asked.words:
            vocabulary()  # read before: reading words leans on it
        km = max(self.asked.km, round(place.radius_km or 0)) if place is not None else 0
        around = (place.lat, place.lon, km) if place is not None else None
        return {"words": self.asked.words, "around": around, "mine": self.asked.mine and self.person is not None}

    def _but(self, place: int, empty: Any) -> Limits:
        limits = list(self._limits)
        limits[place] = empty
        return tuple(limits)  # type: ignore[return-value]

    @cached_property
    def page(self) -> Page[Shown]:
        sort = self.asked.sort if self.asked.sort != "near" or self.place is not None else "new"
        found = Listed(
            lambda: _number(self.person, self._limits, **self._kept),
            lambda start, stop: _page(self.person, self._limits, **self._kept, sort=sort, start=start, stop=stop),
        )
        page: Page[Any] = Paginator(found, PAGE).get_page(self.number)
        needs = list(page.object_list)
        named = access.named_among(self.person, needs)
        work = work_of(self.person) if self.person is not None else {}
        page.object_list = [
            Shown(need, need.pk in named, need.organisation_id in work, _kilometres(getattr(need, "distance", None)))
            for need in needs
        ]
        return page

    # Facets: each counts what is found with all that is asked except itself.

    @cached_property
    def kinds(self) -> list[Choice]:
        counts = dict(_by_kind(self.person, self._but(0, frozenset()), **self._kept))
        return [
            Choice(kind.value, str(kind.label).capitalize(), counts.get(kind.value, 0), kind in self.asked.kinds)
            for kind in Need.Kind
            if counts.get(kind.value) or kind in self.asked.kinds
        ]

    @cached_property
    def capabilities(self) -> list[Choice]:
        counts = dict(_by_capability(self.person, self._but(1, None), **self._kept))
        terms = taxonomy.snapshot()
        often = sorted((slug for slug in counts if slug in terms), key=lambda s: (-counts[s], terms[s].name.casefold()))
        chosen = [slug for slug in self.asked.capabilities if slug not in often[:FACET]]
        return [
            Choice(slug, terms[slug].name, counts.get(slug, 0), slug in self.asked.capabilities)
            for slug in (*often[:FACET], *chosen)
        ]

    @cached_property
    def regions(self) -> list[Choice]:
        counts = dict(_by_region(self.person, self._but(2, frozenset()), **self._kept))
        choices = [
            Choice(r.code, in_language(r, "name"), counts.get(r.code, 0), r.code in self.asked.regions)
            for r in _regions(frozenset({*counts, *self.asked.regions}))
        ]
        return sorted(choices, key=lambda choice: (-(choice.count or 0), choice.text))

    @cached_property
    def community_choices(self) -> list[Choice]:
        known = {community.pk: community for community in self.communities}
        counts = dict(_by_community(self.person, self._but(3, None), frozenset(known), **self._kept))
        return [
            Choice(community.slug, community.name, counts.get(pk, 0), community.slug in self.asked.communities)
            for pk, community in known.items()
            if counts.get(pk) or community.slug in self.asked.communities
        ]

    @property
    def deadlines(self) -> list[Choice]:
        texts = {"week": _("within a week"), "month": _("within a month")}
        return [Choice(value, text, None, value == self.asked.deadline) for value, text in texts.items()]

    @property
    def sorts(self) -> Mapping[str, Any]:
        return {key: text for key, text in SORTS.items() if key != "near" or self.place is not None}


def found_for(
    person: Person | None, limits: Limits, *, words: str, around: tuple[float, float, int] | None, mine: bool
) -> Any:
    kinds, slugs, regions, communities, until = limits
    found = access.needs_for(person)
    found = found.of(person) if mine and person is not None else found.open()
    if words:
        found = found.filter(says(words))
    if kinds:
        found = found.filter(kind__in=kinds)
    if slugs is not None:
        found = found.filter(asks_for_any(slugs))
    if regions:
        found = found.filter(region__in=regions)
    if communities is not None:
        found = found.filter(in_communities(communities))
    if until is not None:
        found = found.filter(deadline__range=(timezone.localdate(), until))
    return within(found, *around) if around is not None else found


def ids_for(person: Person | None, limits: Limits, **kept: Any) -> Any:
    """The same as a plain set of ids: a distance cannot be counted by group."""
    return Need.objects.filter(pk__in=found_for(person, limits, **kept).order_by().values("pk")).order_by()


@prepared
def _page(person: Person | None, limits: Limits, *, sort: str, start: int, stop: int, **kept: Any) -> QuerySet[Need]:
    order: dict[str, tuple[Any, ...]] = {
        "closing": (F("deadline").asc(nulls_last=True), "expires_on", "pk"),
        "near": ("distance", "-created_at", "-pk"),
        "new": ("-created_at", "-pk"),
    }
    found = found_for(person, limits, **kept).order_by(*order[sort])
    return found.prefetch_related("capabilities")[start:stop]  # type: ignore[no-any-return]


@prepared_count
def _number(person: Person | None, limits: Limits, **kept: Any) -> QuerySet[Need, Any]:
    return found_for(person, limits, **kept).order_by().values("pk")  # type: ignore[no-any-return]


@prepared
def _communities(person: Person | None) -> QuerySet[Community]:
    return Community.objects.listing_members_to(person)


@prepared
def _regions(codes: frozenset[str]) -> QuerySet[Region]:
    return Region.objects.filter(code__in=codes)


@prepared
def _by_kind(person: Person | None, limits: Limits, **kept: Any) -> QuerySet[Need, tuple[str, int]]:
    return counted(ids_for(person, limits, **kept), "kind")


@prepared
def _by_region(person: Person | None, limits: Limits, **kept: Any) -> QuerySet[Need, tuple[str, int]]:
    return counted(ids_for(person, limits, **kept).exclude(region=None), "region")


@prepared
def _by_capability(person: Person | None, limits: Limits, **kept: Any) -> QuerySet[Any, tuple[str, int]]:
    through = Need.capabilities.through.objects.filter(need__in=ids_for(person, limits, **kept))
    return counted(through, "capability__slug")


@prepared
def _by_community(
    person: Person | None, limits: Limits, known: frozenset[int], **kept: Any
) -> QuerySet[Need, tuple[int, int]]:
    open_about_it = ids_for(person, limits, **kept).exclude(visibility=Need.Visibility.ANONYMOUS)
    members = open_about_it.filter(
        organisation__memberships__state=Membership.State.CURRENT, organisation__memberships__community__in=known
    )
    return counted(members, "organisation__memberships__community")


def counted(found: QuerySet[Any, Any], what: str) -> QuerySet[Any, Any]:
    """How often each value occurs."""
    rows: QuerySet[Any, Any] = found.order_by().values_list(what).annotate(number=Count("pk", distinct=True))
    return rows


def says(words: str) -> Q:
    """Needs with all of these words, in any of the three languages and as part of a longer word; or that ask for what they name."""
    every = Q(pk__in=[])
    for language in LANGUAGES:
        stems = [stem for stem in dict.fromkeys(analyse(words, language)) if stem][:8]
        if stems:
            every |= Q(*(Q(words__contains=stem) for stem in stems))
    concepts = concepts_in(read_text(words))
    if concepts:
        every |= Q(*(asks_for([concept]) for concept in concepts[:5]))
    return every


def asks_for(concepts: Iterable[str]) -> Q:
    """Needs that ask for one of these, or for something narrower."""
    return asks_for_any(narrower(concepts))


def narrower(concepts: Iterable[str]) -> frozenset[str]:
    """The slugs of these and of everything below them."""
    words = vocabulary()
    return frozenset(slug for concept in concepts for slug in (concept, *words.below(concept)))


def asks_for_any(slugs: frozenset[str]) -> Q:
    through = Need.capabilities.through.objects.filter(capability__slug__in=slugs)
    return Q(pk__in=through.values("need"))


def in_communities(ids: frozenset[int]) -> Q:
    """Needs of members of these. An anonymous one is in none: that would tell who it may be."""
    members = Membership.objects.current().filter(community__in=ids, organisation__isnull=False).values("organisation")
    return Q(organisation__in=members) & ~Q(visibility=Need.Visibility.ANONYMOUS)


def _kilometres(distance: float | None) -> int | None:
    return None if distance is None else round(distance)
