"""A programme as people read it: day by day, what happens at the same time side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from clubhuis.events.models import Event

from .models import Session

WITH_TEXTS = 40  # sessions; with more, what each is about stands on a page of its own


@dataclass(frozen=True, slots=True)
class Line:
    session: Session
    begins: datetime  # in the zone of the event
    ends: datetime
    speakers: str

    @property
    def hours(self) -> str:
        return f"{self.begins:%H:%M}–{self.ends:%H:%M}"


@dataclass(frozen=True, slots=True)
class Slot:
    """What begins at one moment."""

    begins: datetime
    lines: list[Line]

    @property
    def time(self) -> str:
        return f"{self.begins:%H:%M}"

    @property
    def is_break(self) -> bool:
        return all(line.session.is_break for line in self.lines)


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    slots: list[Slot] = field(default_factory=list)


def days_of(event: Event, sessions: Iterable[Session]) -> list[Day]:
    zone = event.timezone
    lines = [
        Line(
            session,
            session.starts_at.astimezone(zone),
            session.ends_at.astimezone(zone),
            "; ".join(_in_words(session)),
        )
        for session in sessions
    ]
    return [
        Day(day, [Slot(begins, list(together)) for begins, together in groupby(of_day, key=lambda line: line.begins)])
        for day, of_day in groupby(lines, key=lambda line: line.begins.date())
    ]


def _in_words(session: Session) -> Iterable[str]:
    """ "Anna de Vries (TNO)"."""
    for speaker in session.speakers.all():
        where = speaker.organisation_shown
        yield f"{speaker.name} ({where})" if where else speaker.name
