"""The desk of an event: pages that rooms above add to its tabs, and what waits there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from clubhuis.lib.registry import Registry

from .access import EventDesk


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A tab: its title, the name of its URL (which takes the slug), who sees it, and how much waits there."""

    text: str | Promise
    url_name: str
    shown: Callable[[EventDesk], bool] = lambda desk: desk.may.view_desk
    count: Callable[[EventDesk], int | None] = lambda desk: None
    order: int = 50  # overview, editing and programme stand first; hosts and team last


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
