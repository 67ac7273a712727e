"""Suggestions for a person: needs on the themes they follow, whether they work somewhere or not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from clubhuis.accounts.models import Person
from clubhuis.lib.prepared import prepared
from clubhuis.market.models import Need
from clubhuis.organisations.models import work_of
from clubhuis.taxonomy.access import vocabulary
from clubhuis.themes.models import Theme

MOST = 5
LATELY = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class OnTheme:
    """A need on a theme somebody follows."""

    need: Need
    theme: Theme


def needs_on_followed_themes(person: Person, *, today: date, without: Collection[int] = ()) -> list[OnTheme]:
    """Of the last four weeks, the newest first, as far as this person may see them; `without` leaves out needs by id."""
    touched = _by_capability(person)
    if not touched:
        return []
    found = _needs(person, today, today - LATELY, frozenset(touched), frozenset(without), frozenset(work_of(person)))
    return [
        OnTheme(need, next(touched[one.slug] for one in need.capabilities.all() if one.slug in touched))
        for need in found
    ]


@prepared
def _needs(
    person: Person,
    today: date,
    since: date,
    capabilities: frozenset[str],
    without: frozenset[int],
    own: frozenset[int],
) -> QuerySet[Need]:
    found = Need.objects.visible_to(person).open(today)
    return (
        found.filter(capabilities__slug__in=capabilities, opened_on__gte=since)
        .exclude(pk__in=without)
        .exclude(organisation__in=own)
        .distinct()
        .select_related("organisation")
        .prefetch_related("capabilities")[:MOST]
    )


def _by_capability(person: Person) -> dict[str, Theme]:
    """The capabilities that the themes this person follows are about, with what lies below them."""
    words = vocabulary()
    found: dict[str, Theme] = {}
    for theme in _followed(person):
        for capability in theme.capabilities.all():
            for slug in (capability.slug, *words.below(capability.slug)):
                found.setdefault(slug, theme)
    return found


@prepared
def _followed(person: Person) -> QuerySet[Theme]:
    followed = Theme.objects.present().visible_to(person).followed_by(person)
    return followed.prefetch_related("capabilities").order_by("pk")
