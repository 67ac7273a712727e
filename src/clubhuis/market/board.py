"""The board of open needs: what somebody asked for, what is found, and how many there are of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community, Membership
from clubhuis.engines.matching import LANGUAGES, Place, analyse
from clubhuis.lib.languages import in_language
from clubhuis.places.access import gazetteer
from clubhuis.places.distance import within
from clubhuis.places.models import Region
from clubhuis.taxonomy import access as taxonomy
from clubhuis.ui.parts.filters import Choice

from . import access
from .models import Need, NeedQuerySet
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


@dataclass
class Board:
    """The needs that one person finds for what they asked. The number of questions to the database does not grow with the answer."""

    person: Person | None
    asked: Asked
    number: str = "1"
    _conditions: dict[str, Q] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        asked = self.asked
        if asked.words:
            self._conditions["words"] = says(asked.words)
        if asked.kinds:
            self._conditions["kind"] = Q(kind__in=asked.kinds)
        if asked.capabilities:
            self._conditions["capability"] = asks_for(asked.capabilities)
        if asked.regions:
            self._conditions["region"] = Q(region__in=asked.regions)
        if asked.communities:
            wanted = [c.pk for c in self.communities if c.slug in asked.communities]
            self._conditions["community"] = in_communities(wanted)
        if asked.deadline:
            today = timezone.localdate()
            self._conditions["deadline"] = Q(deadline__range=(today, today + DEADLINES[asked.deadline]))

    @cached_property
    def place(self) -> Place | None:
        return gazetteer().find(self.asked.place) if self.asked.place else None

    @property
    def place_is_unknown(self) -> bool:
        return bool(self.asked.place) and self.place is None

    @cached_property
    def communities(self) -> list[Community]:
        """Those whose members this viewer may know, so that asking for them tells nothing new."""
        return list(Community.objects.listing_members_to(self.person))

    @cached_property
    def _all(self) -> NeedQuerySet:
        """Made once: each making asks which communities are around the viewer."""
        if self.asked.mine and self.person is not None:
            return access.needs_for(self.person).of(self.person)
        return access.needs_for(self.person).open()

    def _found(self, *, but: str = "") -> Any:
        found = self._all.filter(*(condition for name, condition in self._conditions.items() if name != but))
        if self.place is not None:
            return within(found, self.place.lat, self.place.lon, max(self.asked.km, round(self.place.radius_km or 0)))
        return found

    @cached_property
    def page(self) -> Page[Shown]:
        found = self._found()
        match self.asked.sort:
            case "closing":
                found = found.order_by(F("deadline").asc(nulls_last=True), "expires_on", "pk")
            case "near" if self.place is not None:
                found = found.order_by("distance", "-created_at", "-pk")
            case _:
                found = found.order_by("-created_at", "-pk")
        page = Paginator(found.prefetch_related("capabilities"), PAGE).get_page(self.number)
        needs = list(page.object_list)
        named = access.named_among(self.person, needs)
        mine = set(Need.objects.of(self.person).filter(pk__in=[n.pk for n in needs]).values_list("pk", flat=True)) if (
            self.person
        ) else set()  # fmt: skip
        page.object_list = [
            Shown(need, need.pk in named, need.pk in mine, _kilometres(getattr(need, "distance", None)))
            for need in needs
        ]
        return page

    # Facets: each counts what is found with all that is asked except itself.

    @cached_property
    def kinds(self) -> list[Choice]:
        counts = _counts(self._found(but="kind").values_list("kind"))
        return [
            Choice(kind.value, str(kind.label).capitalize(), counts.get(kind.value, 0), kind in self.asked.kinds)
            for kind in Need.Kind
            if counts.get(kind.value) or kind in self.asked.kinds
        ]

    @cached_property
    def capabilities(self) -> list[Choice]:
        through = Need.capabilities.through.objects.filter(need__in=self._ids(but="capability"))
        counts = _counts(through.values_list("capability__slug"))
        terms = taxonomy.snapshot()
        often = sorted((slug for slug in counts if slug in terms), key=lambda s: (-counts[s], terms[s].name.casefold()))
        chosen = [slug for slug in self.asked.capabilities if slug not in often[:FACET]]
        return [
            Choice(slug, terms[slug].name, counts.get(slug, 0), slug in self.asked.capabilities)
            for slug in (*often[:FACET], *chosen)
        ]

    @cached_property
    def regions(self) -> list[Choice]:
        counts = _counts(self._found(but="region").exclude(region=None).values_list("region"))
        regions = Region.objects.filter(code__in={*counts, *self.asked.regions})
        choices = [
            Choice(r.code, in_language(r, "name"), counts.get(r.code, 0), r.code in self.asked.regions) for r in regions
        ]
        return sorted(choices, key=lambda choice: (-(choice.count or 0), choice.text))

    @cached_property
    def community_choices(self) -> list[Choice]:
        known = {community.pk: community for community in self.communities}
        rows = (
            self._ids(but="community")
            .exclude(visibility=Need.Visibility.ANONYMOUS)
            .filter(
                organisation__memberships__state=Membership.State.CURRENT,
                organisation__memberships__community__in=known,
            )
        )
        counts = _counts(rows.values_list("organisation__memberships__community"))
        return [
            Choice(community.slug, community.name, counts.get(pk, 0), community.slug in self.asked.communities)
            for pk, community in known.items()
            if counts.get(pk) or community.slug in self.asked.communities
        ]

    def _ids(self, *, but: str) -> Any:
        """The same as a plain set of ids: a distance cannot be counted by group."""
        found = self._found(but=but).order_by()
        return Need.objects.filter(pk__in=found.values("pk")).order_by()

    @property
    def deadlines(self) -> list[Choice]:
        texts = {"week": _("within a week"), "month": _("within a month")}
        return [Choice(value, text, None, value == self.asked.deadline) for value, text in texts.items()]

    @property
    def sorts(self) -> Mapping[str, Any]:
        return {key: text for key, text in SORTS.items() if key != "near" or self.place is not None}


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


def asks_for(concepts: list[str] | tuple[str, ...]) -> Q:
    """Needs that ask for one of these, or for something narrower."""
    words = vocabulary()
    slugs = {slug for concept in concepts for slug in (concept, *words.below(concept))}
    through = Need.capabilities.through.objects.filter(capability__slug__in=slugs)
    return Q(pk__in=through.values("need"))


def in_communities(ids: list[int]) -> Q:
    """Needs of members of these. An anonymous one is in none: that would tell who it may be."""
    members = Membership.objects.current().filter(community__in=ids, organisation__isnull=False).values("organisation")
    return Q(organisation__in=members) & ~Q(visibility=Need.Visibility.ANONYMOUS)


def _counts(rows: Any) -> dict[Any, int]:
    return dict(rows.order_by().annotate(number=Count("pk", distinct=True)))


def _kilometres(distance: float | None) -> int | None:
    return None if distance is None else round(distance)
