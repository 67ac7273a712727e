"""What an event was: who came, from where, for the first time or again. Small groups are not shown to who is not a host."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from clubhuis.communities.models import Community
from clubhuis.events.models import Event
from clubhuis.organisations.models import Kind
from clubhuis.places.models import Region

from .models import SEATED, Feedback, Registration, State

FEWEST = 5  # people in a group that others than the hosts may see


@dataclass(frozen=True, slots=True)
class Group:
    text: str
    people: int


@dataclass(frozen=True, slots=True)
class Figures:
    registered: int  # had a seat
    came: int
    missed: int
    newcomers: int | None  # None: too few to show
    by_community: list[Group]
    by_region: list[Group]
    by_kind: list[Group]
    ratings: list[Group]
    mean: float | None
    is_settled: bool

    @property
    def missed_share(self) -> int | None:
        """Of those with a seat, in hundredths; None as long as it is not known."""
        known = self.came + self.missed
        return round(100 * self.missed / known) if self.is_settled and known else None


def figures_of(event: Event, *, shows_small: bool) -> Figures:
    """A fixed number of questions to the database. `shows_small` is for the hosts; others see no group under five."""
    rows = list(
        Registration.objects.filter(event=event, state__in=SEATED).values_list(
            "pk", "state", "host__community", "organisation__kind", "organisation__sites__region", "email", "person"
        ).distinct()
    )  # fmt: skip
    people = {row[0]: row for row in reversed(rows)}  # an organisation with several sites counts once
    states = Counter(row[1] for row in people.values())
    found_in = {row[4] for row in people.values() if row[4]}
    regions = {region.pk: str(region) for region in Region.objects.filter(pk__in=found_in)}
    kinds = dict(Kind.choices)
    found_hosts = {row[2] for row in people.values() if row[2]}
    communities = {one.pk: one.name for one in Community.objects.filter(pk__in=found_hosts)}
    there = [row for row in people.values() if row[1] != State.NO_SHOW]

    def groups(values: list[Hashable], names: Mapping[Any, str]) -> list[Group]:
        counted = Counter(values)
        found = [
            Group(capfirst(str(names.get(key, key))) if key else _("Not known"), number)
            for key, number in counted.items()
        ]
        found.sort(key=lambda group: (-group.people, group.text))
        return found if shows_small else without_small(found)

    newcomers = _newcomers(event, there)
    feedback = Feedback.objects.filter(registration__event=event)
    rated = dict(feedback.values_list("rating").annotate(number=Count("pk")).order_by("rating"))
    enough = shows_small or sum(rated.values()) >= FEWEST
    return Figures(
        registered=len(people),
        came=states[State.ATTENDED],
        missed=states[State.NO_SHOW],
        newcomers=newcomers if shows_small or newcomers >= FEWEST else None,
        by_community=groups([row[2] for row in there], communities),
        by_region=groups([row[4] for row in there], dict(regions)),
        by_kind=groups([row[3] for row in there], {key: str(name) for key, name in kinds.items()}),
        ratings=[Group(str(rating), rated.get(rating, 0)) for rating in range(1, 6)] if enough and rated else [],
        mean=feedback.aggregate(mean=Avg("rating"))["mean"] if enough else None,
        is_settled=bool(states[State.ATTENDED] or states[State.NO_SHOW]) and event.is_over,
    )


def without_small(groups: list[Group]) -> list[Group]:
    """No group under five, nor one that follows from the others: the small ones stand together, with the next one when needed."""
    large = [group for group in groups if group.people >= FEWEST]
    together = sum(group.people for group in groups if group.people < FEWEST)
    if together and together < FEWEST and large:
        together += large.pop().people
    if together >= FEWEST:
        large.append(Group(_("Smaller groups together"), together))
    return large


def _newcomers(event: Event, there: Sequence[tuple[Any, ...]]) -> int:
    """Those who were at no earlier event of the hosts, by address or person."""
    hosts = list(event.hosts.accepted().values_list("community", flat=True))
    earlier = Registration.objects.filter(
        event__hosts__community__in=hosts, event__starts_at__lt=event.starts_at, state=State.ATTENDED
    ).values_list("email", "person")
    addresses, persons = set(), set()
    for email, person in earlier:
        addresses.add(email)
        persons.add(person)
    addresses.discard(None)
    persons.discard(None)
    return sum(row[5] not in addresses and row[6] not in persons for row in there)
