"""Which regions an event brought together: pairs of organisations that had not met at an earlier one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from clubhuis.events.models import Event
from clubhuis.organisations.models import Site
from clubhuis.places.models import Region

from .models import AttendedTogether
from .statistics import Group, without_small


@dataclass(frozen=True, slots=True)
class NewConnections:
    pairs: int  # of organisations that met for the first time, as far as was recorded
    between: list[Group]  # those of two different regions, the most first


def made_at(event: Event, *, shows_small: bool) -> NewConnections:
    """Three questions to the database."""
    earlier = AttendedTogether.objects.filter(one=OuterRef("one"), other=OuterRef("other"), on__lt=OuterRef("on"))
    pairs = list(event.connections.filter(~Exists(earlier)).order_by().values_list("one_id", "other_id"))
    lies_in = _regions({pk for pair in pairs for pk in pair})
    regions = Counter(
        tuple(sorted((lies_in[one], lies_in[other])))
        for one, other in pairs
        if one in lies_in and other in lies_in and lies_in[one] != lies_in[other]
    )
    names = {region.pk: str(region) for region in Region.objects.filter(pk__in={pk for two in regions for pk in two})}
    found = [Group(" – ".join(sorted(names[pk] for pk in two)), number) for two, number in regions.items()]
    found.sort(key=lambda group: (-group.people, group.text))
    return NewConnections(len(pairs), found if shows_small else without_small(found))


def _regions(organisations: set[int]) -> dict[int, str]:
    """Where each organisation lies: its main site, else its first that lies somewhere."""
    sites = Site.objects.filter(organisation__in=organisations, region__isnull=False).order_by("is_main", "-pk")
    return dict(sites.values_list("organisation", "region"))
