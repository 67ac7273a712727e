"""A month as a grid of weeks; values in, values out."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

FIRST, LAST = 2000, 2100
FITS = 4  # events in the cell of a day; the others stand behind a link
WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Month | None:
        """ "2027-03"; None for what is no month between 2000 and 2100."""
        found = WRITTEN.fullmatch(text)
        if not found or not FIRST <= int(found[1]) <= LAST or not 1 <= int(found[2]) <= 12:
            return None
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def previous(self) -> Month | None:
        """The month before; none before the first that is shown."""
        found = Month.of(self.first - timedelta(days=1))
        return found if found.year >= FIRST else None

    @property
    def next(self) -> Month | None:
        found = Month.of(self.first + timedelta(days=31))
        return found if found.year <= LAST else None

    @property
    def weeks(self) -> list[list[date]]:
        """Whole weeks from Monday to Sunday, with the days around it."""
        days = calendar.Calendar().itermonthdates(self.year, self.month)
        flat = list(days)
        return [flat[start : start + 7] for start in range(0, len(flat), 7)]

    def bounds(self, zone: str) -> tuple[datetime, datetime]:
        """From the first moment of the first shown day to the first moment after the last."""
        weeks, here = self.weeks, ZoneInfo(zone)
        first, last = weeks[0][0], weeks[-1][-1] + timedelta(days=1)
        return (
            datetime(first.year, first.month, first.day, tzinfo=here),
            datetime(last.year, last.month, last.day, tzinfo=here),
        )


@dataclass(frozen=True, slots=True)
class Item[T]:
    """A thing on one of its days."""

    thing: T
    is_first: bool  # its first day: the time of beginning belongs with it


@dataclass(frozen=True, slots=True)
class Day[T]:
    date: date
    in_month: bool
    items: list[Item[T]]
    more: int = 0  # things that do not fit

    @property
    def count(self) -> int:
        return len(self.items) + self.more


def grid[T](month: Month, things: Iterable[tuple[T, list[date]]]) -> list[list[Day[T]]]:
    """Weeks of days, each with what goes on. `things` come in the order in which they stand on a day, with their days."""
    on: dict[date, list[Item[T]]] = {}
    for thing, days in things:
        for day in days:
            on.setdefault(day, []).append(Item(thing, is_first=day == days[0]))
    return [
        [
            Day(day, Month.of(day) == month, on.get(day, [])[:FITS], more=max(0, len(on.get(day, [])) - FITS))
            for day in week
        ]
        for week in month.weeks
    ]
