"""The list of themes: what somebody asked for, what is found, and how many there are of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import QueryDict

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
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
    _conditions: dict[str, Q] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        asked = self.asked
        if asked.words:
            said = Q()
            for word in asked.words.split()[:8]:
                said &= Q(
                    *(
                        Q(**{f"{name}_{code}__icontains": word})
                        for name in ("name", "text")
                        for code in ("nl", "en", "de")
                    ),
                    _connector=Q.OR,
                )
            self._conditions["words"] = said
        if asked.states:
            self._conditions["state"] = Q(state__in=asked.states)
        if asked.communities:
            self._conditions["community"] = Q(community__slug__in=asked.communities)

    def _found(self, *, but: str = "") -> Any:
        found: ThemeQuerySet = access.themes_for(self.person)
        if self.only_followed and self.person is not None:
            found = found.followed_by(self.person)
        return found.filter(*(condition for name, condition in self._conditions.items() if name != but))

    @cached_property
    def page(self) -> Page[Shown]:
        found = self._found().order_by("-supporter_count", "-follower_count", "-raised_at", "pk")
        page = Paginator(found, PAGE).get_page(self.number)
        page.object_list = shown(list(page.object_list), self.person)
        return page

    @cached_property
    def states(self) -> list[Choice]:
        counts = dict(
            Theme.objects.filter(pk__in=self._found(but="state").values("pk"))
            .order_by()
            .values_list("state")
            .annotate(number=Count("pk"))
        )
        return [
            Choice(state.value, str(state.label).capitalize(), counts.get(state.value, 0), state in self.asked.states)
            for state in Theme.State
            if counts.get(state.value) or state in self.asked.states
        ]

    @cached_property
    def communities(self) -> list[Choice]:
        counts = dict(
            Theme.objects.filter(pk__in=self._found(but="community").values("pk"), community__isnull=False)
            .order_by()
            .values_list("community")
            .annotate(number=Count("pk"))
        )
        known = Community.objects.filter(pk__in=counts)
        return [Choice(c.slug, c.name, counts[c.pk], c.slug in self.asked.communities) for c in known]


def shown(themes: list[Theme], person: Person | None) -> list[Shown]:
    ids = [theme.pk for theme in themes]
    follows: set[int] = set()
    supports: set[int] = set()
    if person is not None:
        follows = set(Following.objects.filter(person=person, theme__in=ids).values_list("theme_id", flat=True))
        supports = set(Support.objects.filter(person=person, theme__in=ids).values_list("theme_id", flat=True))
    coming = coming_on(ids, person)
    return [Shown(theme, theme.pk in follows, theme.pk in supports, coming.get(theme.pk, [])) for theme in themes]
