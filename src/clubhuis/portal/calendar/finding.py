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
from django.db.models import Count, Q
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
from clubhuis.engines.matching import Place
from clubhuis.events import wording
from clubhuis.events.models import Event, EventQuerySet, Host, Kind
from clubhuis.lib.languages import in_language
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
    def _visible(self) -> EventQuerySet:
        """Announced ones this person may see: also who runs them finds drafts at the desk, not here.

        Who is signed in sees by many rules: they are asked once, and the list and each facet go on with what was found.
        """
        seen = Event.objects.visible_to(self.person).announced()
        if self.person is None:
            return seen
        return Event.objects.filter(pk__in=list(seen.filter(self._when).order_by().values_list("pk", flat=True)))

    @cached_property
    def _conditions(self) -> dict[str, Q]:
        asked, found = self.asked, {"when": self._when}
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
    def _when(self) -> Q:
        if self.asked.view == "month":
            first, end = self.asked.shown_month.bounds(settings.TIME_ZONE)
            return Q(starts_at__lt=end, ends_at__gt=first)
        if self.asked.day:
            first = datetime.combine(self.asked.day, time(), tzinfo=ZoneInfo(settings.TIME_ZONE))
            return Q(starts_at__lt=first + timedelta(days=1), ends_at__gt=first)
        return Q(ends_at__lte=self.now) if self.asked.past else Q(ends_at__gt=self.now)

    def _found(self, *, but: str = "") -> Any:
        found = self._visible.filter(*(one for name, one in self._conditions.items() if name != but))
        return within(found, self.place.lat, self.place.lon, self._radius) if self.place else found

    @cached_property
    def found(self) -> Any:
        order = ("-starts_at", "-pk") if self.asked.past and self.asked.view != "month" else ("starts_at", "pk")
        return self._found().order_by(*order)

    @cached_property
    def count(self) -> int:
        return int(self.page.paginator.count)

    # The list

    @cached_property
    def page(self) -> Page[Event]:
        found = self.found.select_related("region", "series").prefetch_related("hosts__community", "themes")
        return Paginator(found, PAGE).get_page(self.number)

    @property
    def days(self) -> list[OnDay]:
        return by_day(self.page.object_list, today=None if self.asked.past else timezone.localdate(self.now))

    # The month

    @cached_property
    def weeks(self) -> list[list[Day[Event]]]:
        events = self.found.only(*IN_A_CELL)[:MOST_IN_MONTH]
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
        return int(self.found.filter(latitude=None).count())

    # Facets: each counts what is found with all that is asked except itself.

    @cached_property
    def kinds(self) -> list[Choice]:
        counts = _counts(self._ids("kind").values_list("kind"))
        return [
            Choice(kind.value, str(kind.label).capitalize(), counts.get(kind.value, 0), kind in self.asked.kinds)
            for kind in Kind
            if counts.get(kind.value) or kind in self.asked.kinds
        ]

    @cached_property
    def communities(self) -> list[Choice]:
        hosts = Host.objects.accepted().filter(event__in=self._ids("community").values("pk"))
        counts = _counts(hosts.values_list("community"), "event")
        known = Community.objects.visible_to(self.person).filter(Q(pk__in=counts) | Q(slug__in=self.asked.communities))
        return _most_first(Choice(c.slug, c.name, counts.get(c.pk, 0), c.slug in self.asked.communities) for c in known)

    @cached_property
    def themes(self) -> list[Choice]:
        on_theme = Event.themes.through.objects.filter(event__in=self._ids("theme").values("pk"))
        counts = _counts(on_theme.values_list("theme"))
        known = Theme.objects.present().visible_to(self.person).filter(Q(pk__in=counts) | Q(slug__in=self.asked.themes))
        return _most_first(Choice(t.slug, t.name, counts.get(t.pk, 0), t.slug in self.asked.themes) for t in known)

    @cached_property
    def regions(self) -> list[Choice]:
        counts = _counts(self._ids("region").exclude(region=None).values_list("region"))
        known = Region.objects.filter(code__in={*counts, *self.asked.regions})
        return _most_first(
            Choice(r.code, in_language(r, "name"), counts.get(r.code, 0), r.code in self.asked.regions) for r in known
        )

    def _ids(self, but: str) -> Any:
        """The same as a plain set: a distance cannot be counted by group."""
        return Event.objects.filter(pk__in=self._found(but=but).order_by().values("pk")).order_by()


# What the cell of a day shows, and what `Event.days` reads.
IN_A_CELL = (
    "slug", "title_nl", "title_en", "title_de", "starts_at", "ends_at", "zone", "state", "town", "attendance",
)  # fmt: skip


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


def _counts(rows: Any, of: str = "pk") -> dict[Any, int]:
    return dict(rows.order_by().annotate(number=Count(of, distinct=True)))


def _most_first(choices: Iterable[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: (-(choice.count or 0), choice.text.casefold()))
