"""The stops of a series as one person sees them: where it was, where it goes, and how far that is from them."""

from __future__ import annotations

from dataclasses import dataclass, field

from clubhuis.accounts.models import Person
from clubhuis.places.access import Located, locate
from clubhuis.places.distance import distance_km
from clubhuis.ui.parts.maps import Point

from .access import events_for
from .models import Event, Series
from .wording import when


@dataclass(frozen=True, slots=True)
class Stop:
    event: Event
    kilometres: int | None = None  # from where this person lives


@dataclass(frozen=True, slots=True)
class Tour:
    upcoming: list[Stop] = field(default_factory=list)
    past: list[Stop] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    knows_home: bool = False
    near: str = ""  # where a visitor says they are

    @property
    def next(self) -> Stop | None:
        return next((stop for stop in self.upcoming if not stop.event.is_cancelled), None)

    @property
    def towns(self) -> list[str]:
        """Where it has been and goes, each once, in the order of the visits."""
        visited = [stop.event.town for stop in [*reversed(self.past), *self.upcoming] if not stop.event.is_cancelled]
        return list(dict.fromkeys(town for town in visited if town))


def _home_of(person: Person | None) -> Located | None:
    return locate(person.country, person.postcode) if person is not None and person.postcode else None


def of(series: Series, person: Person | None, near: str = "") -> Tour:
    """Confirmed stops only: a draft is not a stop yet. A fixed number of questions to the database.

    `near`: a postcode or town to measure from, instead of where the person lives.
    """
    events = list(events_for(person).announced().filter(series=series).order_by("starts_at"))
    home = locate("", near, near) if near else _home_of(person)

    def stop(event: Event) -> Stop:
        if home is None or event.latitude is None or event.longitude is None:
            return Stop(event)
        return Stop(event, round(distance_km(home.latitude, home.longitude, event.latitude, event.longitude)))

    points = [
        Point(event.town, event.latitude, event.longitude, event.get_absolute_url(), when(event))
        for event in events
        if event.latitude is not None and event.longitude is not None and not event.is_cancelled
    ]
    return Tour(
        upcoming=[stop(event) for event in events if not event.is_over],
        past=[stop(event) for event in reversed(events) if event.is_over],
        points=points,
        knows_home=home is not None,
        near=near,
    )
