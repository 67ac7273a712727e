"""The desk of an event: pages that rooms above add to its tabs, and what waits there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clubhuis.lib.registry import Registry

from .access import EventDesk


class Group(StrEnum):
    """What tabs are about. The tabs of a group stand in a row of their own, so that no row is longer than a screen is wide."""

    OVERVIEW = "overview"
    EVENT = "event"
    PEOPLE = "people"
    DAY = "day"
    AFTER = "after"
    HOSTS = "hosts"


GROUPS: dict[Group, Promise] = {
    Group.OVERVIEW: _("Overview"),
    Group.EVENT: _("The event"),
    Group.PEOPLE: _("People"),
    Group.DAY: _("On the day"),
    Group.AFTER: _("What comes of it"),
    Group.HOSTS: _("Who organise it"),
}
FEW = 7  # tabs fit in one row as they are


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A tab: its title, the name of its URL (which takes the slug), who sees it, how much waits there, and among which it stands."""

    text: str | Promise
    url_name: str
    shown: Callable[[EventDesk], bool] = lambda desk: desk.may.view_desk
    count: Callable[[EventDesk], int | None] = lambda desk: None
    order: int = 50  # within its group
    group: Group = Group.PEOPLE


@dataclass(frozen=True, slots=True)
class Matter:
    """One line of "what needs attention" on the overview."""

    text: str | Promise
    href: str
    count: int | None = None
    tone: str = "warn"  # bad, warn or info
    icon: str = "circle-alert"


# By the name that a page passes as `here` to `events/desk/base.html`.
desk_pages: Registry[DeskPage] = Registry("tabs of the desk of an event")
matters: Registry[Callable[[EventDesk], Iterable[Matter]]] = Registry("what needs attention at the desk of an event")
# HTML beside the overview: how many come, what the last days brought.
figures: Registry[Callable[[EventDesk], str | None]] = Registry("figures on the overview of an event's desk")
# HTML after them: what an organiser might make use of.
suggestions: Registry[Callable[[EventDesk], str | None]] = Registry("suggestions on the overview of an event's desk")
