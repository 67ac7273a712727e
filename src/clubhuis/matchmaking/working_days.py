"""Counting working days: no weekends, no public holidays of the Netherlands."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache


def working_days_between(first: date, last: date) -> int:
    """How many working days have passed after `first`, up to and including `last`."""
    days = (last - first).days
    return sum(is_working_day(first + timedelta(days=step)) for step in range(1, days + 1))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in holidays(day.year)


@cache
def holidays(year: int) -> frozenset[date]:
    easter = easter_of(year)
    king = date(year, 4, 27)
    return frozenset(
        {
            date(year, 1, 1),
            easter + timedelta(days=1),
            king - timedelta(days=1) if king.weekday() == 6 else king,
            easter + timedelta(days=39),  # Ascension
            easter + timedelta(days=50),  # Whit Monday
            date(year, 12, 25),
            date(year, 12, 26),
        }
    )


def easter_of(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
