"""Public holidays of the countries whose communities use this, and of the rest only those nearly everybody has."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

COUNTRY = {"Europe/Amsterdam": "nl", "Europe/Brussels": "be", "Europe/Berlin": "de", "Europe/Busingen": "de"}
FIXED = {  # month, day
    "nl": [(1, 1), (12, 25), (12, 26)],
    "be": [(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)],
    "de": [(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)],
    "": [(1, 1), (12, 25), (12, 26)],
}
AFTER_EASTER = {"nl": [1, 39, 50], "be": [1, 39, 50], "de": [-2, 1, 39, 50], "": [1]}  # days


def is_holiday(day: date, zone: str) -> bool:
    return day in holidays(day.year, COUNTRY.get(zone, ""))


@lru_cache(maxsize=64)
def holidays(year: int, country: str) -> frozenset[date]:
    found = {date(year, month, day) for month, day in FIXED[country]}
    found |= {easter(year) + timedelta(days=days) for days in AFTER_EASTER[country]}
    if country == "nl":
        kings_day = date(year, 4, 27)
        found.add(kings_day - timedelta(days=kings_day.weekday() == 6))
        if year % 5 == 0:
            found.add(date(year, 5, 5))
    return frozenset(found)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876 (Meeus/Jones/Butcher)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    weekday = (32 + 2 * rest + 2 * (in_century // 4) - epact - in_century % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
