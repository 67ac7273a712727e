"""What rooms above add to the pages of themes: events, organisations, needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from clubhuis.accounts.models import Person
from clubhuis.lib.registry import Registry

from .models import Theme

# A section takes the request and the theme, and answers its HTML (with its own heading in an <h2>), or None when there is
# nothing for this viewer. It runs a fixed number of queries and judges what the viewer may see.
type Section = Callable[[HttpRequest, Theme], str | None]

sections: Registry[Section] = Registry("parts of the page of a theme, in the order in which they stand")


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that became of a theme: the first event, the first seat."""

    kind: str  # "event" or "seat"
    at: datetime
    text: str
    href: str = ""


# Takes the theme and the viewer, and answers what became of it as far as this viewer may know.
milestones: Registry[Callable[[Theme, Person | None], Iterable[Milestone]]] = Registry("what became of a theme")

# Takes ids of themes and the viewer, and answers what is coming on each, as a short text ("3 events", "12 May in Almelo").
coming: Registry[Callable[[list[int], Person | None], dict[int, str]]] = Registry("what is on, in a list of themes")


def rendered(request: HttpRequest, theme: Theme) -> list[str]:
    return [html for section in sections if (html := section(request, theme))]


def milestones_of(theme: Theme, person: Person | None) -> list[Milestone]:
    return sorted((one for source in milestones for one in source(theme, person)), key=lambda one: one.at)


def coming_on(themes: list[int], person: Person | None) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for source in coming:
        for pk, text in source(themes, person).items():
            found.setdefault(pk, []).append(text)
    return found
