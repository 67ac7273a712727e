"""How a theme came about: the first signal, each step, the first event, the first seat; and how long that took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.access import facts_of

from .models import Theme
from .sections import milestones_of

ICONS = {"raised": "message-square", "step": "arrow-right", "merged": "merge", "event": "calendar", "seat": "user-plus"}


@dataclass(frozen=True, slots=True)
class Chapter:
    at: datetime
    text: str
    icon: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """What happened, the last first; and from the first signal to the first seat in days, where that is known."""

    chapters: list[Chapter]
    days_to_event: int | None = None
    days_to_seat: int | None = None


def story_of(theme: Theme, person: Person | None) -> Story:
    milestones = milestones_of(theme, person)
    chapters = [Chapter(theme.raised_at, _("First signal"), ICONS["raised"])]
    labels = dict(Theme.State.choices)
    chapters += [
        Chapter(fact.at, str(labels[fact.data["to"]]).capitalize(), ICONS["step"])
        for fact in facts_of(theme)
        if fact.verb == "theme.advanced" and fact.data.get("to") in labels
    ]
    chapters += [Chapter(one.at, one.text, ICONS[one.kind], one.href) for one in milestones]
    first = {one.kind: one.at for one in reversed(milestones)}
    return Story(
        sorted(chapters, key=lambda chapter: chapter.at, reverse=True),
        days_to_event=_days(theme, first.get("event")),
        days_to_seat=_days(theme, first.get("seat")),
    )


def _days(theme: Theme, moment: datetime | None) -> int | None:
    """An event may have been planned before somebody called its subject a theme: then there is nothing to count."""
    if moment is None or moment < theme.raised_at:
        return None
    return (moment - theme.raised_at).days
