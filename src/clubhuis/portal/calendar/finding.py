"""The calendar as one person finds it: what fits, laid out, and how many there are of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
from clubhuis.engines.matching import Place
from clubhuis.events import wording
from clubhuis.events.models import Event, Host, Kind
from clubhuis.lib.languages import in_language
from clubhuis.lib.paging import Listed
from clubhuis.lib.prepared import prepared, prepared_count
from clubhuis.places.access import gazetteer
from clubhuis.places.distance import within
from clubhuis.places.models import Region
from clubhuis.themes.models import Theme
from clubhuis.ui.parts.filters import Choice
from clubhuis.ui.parts.maps import Around, Point

from . import own
from .asking import Asked
from .months import Day, Month, grid

PAGE = 25
MOST_ON_MAP = 60
MOST_IN_MONTH = 1500


@dataclass(frozen=True, slots=True)
class OnDay:
    """Events that begin on one day, or have begun before it and still go on."""

    date: date
    events: list[Event]
    starts_month: bool  # the first day shown of its month


@dataclass
class Calendar:
    """The number of questions to the database does not grow with the answer. One event shows once, however many host it."""

    person: Person | None
    asked: Asked
    number: str = "1"
    now: datetime = field(default_factory=timezone.now)

    @cached_property
    def place(self) -> Place | None:
        return gazetteer().find(self.asked.place) if self.asked.place else None

    @property
    def place_is_unknown(self) -> bool:
        return bool(self.asked.place) and self.place is None

    @property
    def around(self) -> Around | None:
        return Around(self.place.lat, self.place.lon, self._radius) if self.place else None

    @property
    def _radius(self) -> float:
        return max(self.asked.km, round((self.place.radius_km if self.place else 0) or 0))

    @cached_property
    def _seen(self) -> frozenset[int]:
        """Announced ones this person may see, then: also who runs them finds drafts at the desk, not here.

        They are asked once, by many rules; the list and each facet go on with what was found.
        """
        return frozenset(_seen(self.person, *self._when))

    @cached_property
    def _conditions(self) -> dict[str, Q]:
        asked = self.asked
        found: dict[str, Q] = {}
        if asked.words:
            found["words"] = says(asked.words)
        if asked.kinds:
            found["kind"] = Q(kind__in=asked.kinds)
        if asked.communities:
            hosts = Host.objects.accepted().filter(community__slug__in=asked.communities)
            found["community"] = Q(pk__in=hosts.values("event"))
        if asked.themes:
            on_theme = Event.themes.through.objects.filter(theme__slug__in=asked.themes)
            found["theme"] = Q(pk__in=on_theme.values("event"))
        if asked.regions:
            found["region"] = Q(region__in=asked.regions)
        if asked.series:
            found["series"] = Q(series__slug=asked.series)
        if self.person and asked.whose == "mine":
            found["whose"] = own.mine(self.person)
        elif self.person and asked.whose == "for_me":
            found["whose"] = own.for_me(self.person)
        return found

    @property
    def _when(self) -> tuple[datetime | None, datetime | None, datetime | None]:
        """Begins before, ends after, has ended by."""
        if self.asked.view == "month":
            first, end = self.asked.shown_month.bounds(settings.TIME_ZONE)
            return end, first, None
        if self.asked.day:
            first = datetime.combine(self.asked.day, time(), tzinfo=ZoneInfo(settings.TIME_ZONE))
            return first + timedelta(days=1), first, None
        return (None, None, self.now) if self.asked.past else (None, self.now, None)

    def _found(self, *, but: str = "") -> Any:
        conditions = (one for name, one in self._conditions.items() if name != but)
        found = Event.objects.filter(*conditions, pk__in=self._seen)
        return within(found, self.place.lat, self.place.lon, self._radius) if self.place else found

    def _ids(self, but: str = "") -> frozenset[int]:
        """What is found, with all that is asked except this."""
        if self.place is None and not self._conditions.keys() - {but}:
            return self._seen
        return frozenset(self._found(but=but).order_by().values_list("pk", flat=True))

    @cached_property
    def ids(self) -> frozenset[int]:
        return self._ids()

    @property
    def _latest_first(self) -> bool:
        return self.asked.past and self.asked.view != "month"

    @cached_property
    def found(self) -> Any:
        return self._found().order_by(*ORDERS[self._latest_first])

    @cached_property
    def count(self) -> int:
        return int(self.page.paginator.count)

    # The list

    @cached_property
    def page(self) -> Page[Event]:
        if self.place is not None:  # each with how far it is
            found: Any = self.found.select_related("region", "series").prefetch_related("hosts__community", "themes")
        else:
            found = Listed(
                lambda: len(self.ids),
                lambda start, stop: _events(self.ids, latest_first=self._latest_first, start=start, stop=stop),
            )
        return Paginator(found, PAGE).get_page(self.number)

    @property
    def days(self) -> list[OnDay]:
        return by_day(self.page.object_list, today=None if self.asked.past else timezone.localdate(self.now))

    # The month

    @cached_property
    def weeks(self) -> list[list[Day[Event]]]:
        events = _in_month(self.ids)
        return grid(self.asked.shown_month, ((event, event.days) for event in events))

    @property
    def has_any_in_month(self) -> bool:
        return any(day.count for week in self.weeks for day in week if day.in_month)

    @property
    def is_this_month(self) -> bool:
        return self.asked.shown_month == Month.of(self.today)

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    # The map

    @cached_property
    def on_map(self) -> list[Event]:
        if self.place is None:
            return _on_map(self.ids, latest_first=self._latest_first)
        found = self.found.filter(latitude__isnull=False).select_related("region", "series")
        return list(found.prefetch_related("hosts__community", "themes")[:MOST_ON_MAP])

    @property
    def points(self) -> list[Point]:
        return [
            Point(event.title, event.latitude or 0, event.longitude or 0, event.get_absolute_url(), wording.when(event))
            for event in self.on_map
        ]

    @property
    def days_on_map(self) -> list[OnDay]:
        return by_day(self.on_map, today=None if self.asked.past else self.today)

    @cached_property
    def not_on_map(self) -> int:
        return _placeless(self.ids)

    # Facets: each counts what is found with all that is asked except itself.

    @cached_property
    def kinds(self) -> list[Choice]:
        counts = dict(_by_kind(self._ids("kind")))
        return [
            Choice(kind.value, str(kind.label).capitalize(), counts.get(kind.value, 0), kind in self.asked.kinds)
            for kind in Kind
            if counts.get(kind.value) or kind in self.asked.kinds
        ]

    @cached_property
    def communities(self) -> list[Choice]:
        counts = dict(_by_community(self._ids("community")))
        known = _communities(self.person, frozenset(counts), frozenset(self.asked.communities))
        return _most_first(Choice(c.slug, c.name, counts.get(c.pk, 0), c.slug in self.asked.communities) for c in known)

    @cached_property
    def themes(self) -> list[Choice]:
        counts = dict(_by_theme(self._ids("theme")))
        known = _themes(self.person, frozenset(counts), frozenset(self.asked.themes))
        return _most_first(Choice(t.slug, t.name, counts.get(t.pk, 0), t.slug in self.asked.themes) for t in known)

    @cached_property
    def regions(self) -> list[Choice]:
        counts = dict(_by_region(self._ids("region")))
        known = _regions(frozenset({*counts, *self.asked.regions}))
        return _most_first(
            Choice(r.code, in_language(r, "name"), counts.get(r.code, 0), r.code in self.asked.regions) for r in known
        )


# What the cell of a day shows, and what `Event.days` reads.
IN_A_CELL = (
    "slug", "title_nl", "title_en", "title_de", "starts_at", "ends_at", "zone", "state", "town", "attendance",
)  # fmt: skip


ORDERS = {False: ("starts_at", "pk"), True: ("-starts_at", "-pk")}  # by whether the latest stand first


@prepared
def _seen(
    person: Person | None, before: datetime | None, after: datetime | None, ended: datetime | None
) -> QuerySet[Event, int]:
    seen = Event.objects.visible_to(person).announced()
    if before is not None:
        seen = seen.filter(starts_at__lt=before)
    if after is not None:
        seen = seen.filter(ends_at__gt=after)
    if ended is not None:
        seen = seen.filter(ends_at__lte=ended)
    return seen.order_by().values_list("pk", flat=True)


@prepared
def _events(ids: frozenset[int], *, latest_first: bool, start: int, stop: int) -> QuerySet[Event]:
    found = Event.objects.filter(pk__in=ids).select_related("region", "series")
    return found.prefetch_related("hosts__community", "themes").order_by(*ORDERS[latest_first])[start:stop]


@prepared
def _in_month(ids: frozenset[int]) -> QuerySet[Event]:
    return Event.objects.filter(pk__in=ids).only(*IN_A_CELL).order_by(*ORDERS[False])[:MOST_IN_MONTH]


@prepared
def _on_map(ids: frozenset[int], *, latest_first: bool) -> QuerySet[Event]:
    found = Event.objects.filter(pk__in=ids, latitude__isnull=False).select_related("region", "series")
    return found.prefetch_related("hosts__community", "themes").order_by(*ORDERS[latest_first])[:MOST_ON_MAP]


@prepared_count
def _placeless(ids: frozenset[int]) -> QuerySet[Event, int]:
    return Event.objects.filter(pk__in=ids, latitude=None).order_by().values_list("pk", flat=True)


@prepared
def _by_kind(ids: frozenset[int]) -> QuerySet[Event, tuple[str, int]]:
    return _counted(Event.objects.filter(pk__in=ids), "kind")


@prepared
def _by_region(ids: frozenset[int]) -> QuerySet[Event, tuple[str, int]]:
    return _counted(Event.objects.filter(pk__in=ids, region__isnull=False), "region")


@prepared
def _by_community(ids: frozenset[int]) -> QuerySet[Host, tuple[int, int]]:
    return _counted(Host.objects.accepted().filter(event__in=ids), "community", "event")


@prepared
def _by_theme(ids: frozenset[int]) -> QuerySet[Any, tuple[int, int]]:
    return _counted(Event.themes.through.objects.filter(event__in=ids), "theme")


@prepared
def _communities(person: Person | None, ids: frozenset[int], slugs: frozenset[str]) -> QuerySet[Community]:
    return Community.objects.visible_to(person).filter(Q(pk__in=ids) | Q(slug__in=slugs))


@prepared
def _themes(person: Person | None, ids: frozenset[int], slugs: frozenset[str]) -> QuerySet[Theme]:
    return Theme.objects.present().visible_to(person).filter(Q(pk__in=ids) | Q(slug__in=slugs))


@prepared
def _regions(codes: frozenset[str]) -> QuerySet[Region]:
    return Region.objects.filter(code__in=codes)


def _counted(rows: QuerySet[Any, Any], what: str, of: str = "pk") -> QuerySet[Any, Any]:
    """How often each value occurs."""
    counted: QuerySet[Any, Any] = rows.order_by().values_list(what).annotate(number=Count(of, distinct=True))
    return counted


def says(words: str) -> Q:
    """Events with all of these words in what is written of them, or in where they are."""
    written = [f"{field}_{code}" for field in ("title", "summary", "text") for code in ("nl", "en", "de")]
    said = Q()
    for word in words.split()[:8]:
        said &= Q(*(Q(**{f"{name}__icontains": word}) for name in (*written, "town", "place_name")), _connector=Q.OR)
    return said


def by_day(events: Iterable[Event], *, today: date | None = None) -> list[OnDay]:
    """Events in their order under the day on which they begin; what began before `today` and still goes on, under today."""
    found: list[OnDay] = []
    for day, same_day in groupby(events, lambda event: max(event.starts_local.date(), today or date.min)):
        previous = found[-1].date if found else None
        starts_month = previous is None or Month.of(previous) != Month.of(day)
        found.append(OnDay(day, list(same_day), starts_month))
    return found


def _most_first(choices: Iterable[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: (-(choice.count or 0), choice.text.casefold()))
