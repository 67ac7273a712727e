"""How many fit a need as it stands now, also one that is still being written: the live count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.engines import matching

from . import access, index
from .documents import key_of

RADII = (25, 50, 100, 200)  # km
ANYWHERE = 5000.0  # km
COUNTED = 120  # the best of so many are judged: judging all of them would take seconds


@dataclass(frozen=True, slots=True)
class Fit:
    """How many organisations fit all musts but the place, and how many of those within each distance."""

    anywhere: int
    place: str = ""
    asked_km: int | None = None
    within: tuple[tuple[int, int], ...] = ()  # km, how many
    looked: int = 0  # at so many, the most promising first
    is_ready: bool = True

    @property
    def looked_at_all(self) -> bool:
        return self.looked < COUNTED

    @property
    def asked(self) -> int | None:
        """How many within the distance that was asked."""
        return dict(self.within).get(self.asked_km) if self.asked_km else None

    @property
    def others(self) -> list[tuple[int, int]]:
        return [(km, count) for km, count in self.within if km != self.asked_km]


def fit_of(need: matching.Need, person: Person | None, *, without: Iterable[int] = ()) -> Fit:
    """One question to the index, whatever the number of distances."""
    if not index.is_ready():
        return Fit(0, is_ready=False)
    index.follow()
    area = next((one.area for one in need.requirements if one.area is not None and one.area.place is not None), None)
    found = index.index().match(
        anywhere(need),
        today=timezone.localdate(),
        limit=COUNTED,
        groups=access.groups_for(person),
        audience=access.audience_of(person),
    )
    left_out = {key_of(pk) for pk in without}
    distances = [one.distance_km for one in found if one.fits and one.key not in left_out]
    if area is None:
        return Fit(len(distances), looked=found.judged)
    asked = round(area.radius_km)
    radii = sorted({*RADII, asked})
    near = tuple((km, sum(one is not None and one <= km for one in distances)) for km in radii)
    return Fit(len(distances), area.name, asked, near, found.judged)


def anywhere(need: matching.Need) -> matching.Need:
    """The same need, where the place decides nothing but is still measured."""
    return replace(
        need,
        requirements=tuple(
            replace(one, must=False, area=replace(one.area, radius_km=ANYWHERE)) if one.area is not None else one
            for one in need.requirements
        ),
    )
