"""The list of themes: what somebody asked for, what is found, and how many there are of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
from clubhuis.lib.paging import Listed
from clubhuis.lib.prepared import prepared, prepared_count
from clubhuis.ui.parts.filters import Choice

from . import access
from .models import Following, Support, Theme, ThemeQuerySet
from .sections import coming_on

PAGE = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of the list; what makes no sense in the address is left out."""

    words: str = ""
    states: frozenset[str] = frozenset()
    communities: frozenset[str] = frozenset()

    @classmethod
    def of(cls, data: QueryDict) -> Asked:
        return cls(
            words=" ".join(data.get("q", "").replace("\0", "").split())[:100],
            states=frozenset(data.getlist("state")) & frozenset(Theme.State.values),
            communities=frozenset(one[:60] for one in data.getlist("community")[:50]),
        )

    @property
    def is_plain(self) -> bool:
        return self == Asked()


@dataclass(frozen=True, slots=True)
class Shown:
    """A theme in the list, with what this viewer has said about it and what is on."""

    theme: Theme
    follows: bool
    supports: bool
    coming: list[str]


@dataclass
class Themes:
    """The themes that one person finds for what they asked. The number of questions does not grow with the answer."""

    person: Person | None
    asked: Asked
    number: str = "1"
    only_followed: bool = False

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return tuple(self.asked.words.split()[:8])

    @cached_property
    def page(self) -> Page[Shown]:
        wanted = (self.person, self._words, self.asked.states, self.asked.communities)
        found = Listed(
            lambda: _number(*wanted, followed=self.only_followed),
            lambda start, stop: _page(*wanted, followed=self.only_followed, start=start, stop=stop),
        )
        page: Page[Any] = Paginator(found, PAGE).get_page(self.number)
        page.object_list = shown(list(page.object_list), self.person)
        return page

    @cached_property
    def states(self) -> list[Choice]:
        counts = dict(_by_state(self.person, self._words, self.asked.communities, followed=self.only_followed))
        return [
            Choice(state.value, str(state.label).capitalize(), counts.get(state.value, 0), state in self.asked.states)
            for state in Theme.State
            if counts.get(state.value) or state in self.asked.states
        ]

    @cached_property
    def communities(self) -> list[Choice]:
        counts = dict(_by_community(self.person, self._words, self.asked.states, followed=self.only_followed))
        known = _communities(frozenset(counts))
        return [Choice(c.slug, c.name, counts[c.pk], c.slug in self.asked.communities) for c in known]


def _narrowed(
    found: ThemeQuerySet,
    person: Person | None,
    words: tuple[str, ...],
    states: frozenset[str],
    communities: frozenset[str],
    *,
    followed: bool,
) -> ThemeQuerySet:
    """What was asked; an empty wish leaves all."""
    if followed and person is not None:
        found = found.followed_by(person)
    for word in words:
        texts = (f"{name}_{code}__icontains" for name in ("name", "text") for code in ("nl", "en", "de"))
        found = found.filter(Q(*(Q(**{text: word}) for text in texts), _connector=Q.OR))
    if states:
        found = found.filter(state__in=states)
    return found.filter(community__slug__in=communities) if communities else found


@prepared
def _page(
    person: Person | None,
    words: tuple[str, ...],
    states: frozenset[str],
    communities: frozenset[str],
    *,
    followed: bool,
    start: int,
    stop: int,
) -> ThemeQuerySet:
    found: Any = _narrowed(access.themes_for(person), person, words, states, communities, followed=followed)
    ordered: ThemeQuerySet = found.order_by("-supporter_count", "-follower_count", "-raised_at", "pk")
    return ordered[start:stop]


@prepared_count
def _number(
    person: Person | None,
    words: tuple[str, ...],
    states: frozenset[str],
    communities: frozenset[str],
    *,
    followed: bool,
) -> QuerySet[Theme, int]:
    found = _narrowed(access.seen_by(person), person, words, states, communities, followed=followed)
    return found.order_by().values_list("pk", flat=True)


@prepared
def _by_state(
    person: Person | None, words: tuple[str, ...], communities: frozenset[str], *, followed: bool
) -> QuerySet[Theme, tuple[str, int]]:
    found = _narrowed(access.seen_by(person), person, words, frozenset(), communities, followed=followed)
    counted = Theme.objects.filter(pk__in=found.order_by().values("pk")).order_by()
    return counted.values_list("state").annotate(number=Count("pk"))


@prepared
def _by_community(
    person: Person | None, words: tuple[str, ...], states: frozenset[str], *, followed: bool
) -> QuerySet[Theme, tuple[int, int]]:
    found = _narrowed(access.seen_by(person), person, words, states, frozenset(), followed=followed)
    counted = Theme.objects.filter(pk__in=found.order_by().values("pk"), community__isnull=False).order_by()
    return counted.values_list("community").annotate(number=Count("pk"))


@prepared
def _communities(among: frozenset[int]) -> QuerySet[Community]:
    return Community.objects.filter(pk__in=among)


@prepared
def _followed(person: Person, among: frozenset[int]) -> QuerySet[Following, int]:
    return Following.objects.filter(person=person, theme__in=among).order_by().values_list("theme_id", flat=True)


@prepared
def _supported(person: Person, among: frozenset[int]) -> QuerySet[Support, int]:
    return Support.objects.filter(person=person, theme__in=among).order_by().values_list("theme_id", flat=True)


def shown(themes: list[Theme], person: Person | None) -> list[Shown]:
    ids = [theme.pk for theme in themes]
    follows: set[int] = set()
    supports: set[int] = set()
    if person is not None:
        follows, supports = set(_followed(person, frozenset(ids))), set(_supported(person, frozenset(ids)))
    coming = coming_on(ids, person)
    return [Shown(theme, theme.pk in follows, theme.pk in supports, coming.get(theme.pk, [])) for theme in themes]
