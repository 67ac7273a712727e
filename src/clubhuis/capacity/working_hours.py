"""When an offer must be answered: never at night, in the weekend or on a public holiday of the line's zone.

Pure functions of moments. Lengths are counted in UTC, so the nights on which the clock changes are as long as they are;
working hours are read from the clock on the wall.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .holidays import is_holiday

OPENS, NOON, CLOSES = time(9), time(12), time(17)
SHORTEST = timedelta(hours=1)  # nobody gets less than this to answer


def deadline(now: datetime, *, hours: int, zone: str, closes_at: datetime | None = None) -> datetime | None:
    """Until when an offer that is made `now` holds; in UTC. None when there is no decent moment left before `closes_at`.

    It lasts `hours`; an end outside working hours moves to noon of the next working day, so that there is a morning to answer
    in. When that would be after `closes_at`, it ends halfway the time that is left, in working hours, after an hour at least.
    """
    now = now.astimezone(UTC)
    regular = later(now + timedelta(hours=hours), zone)
    if closes_at is None or regular <= closes_at:
        return regular
    halfway = earlier(now + (closes_at.astimezone(UTC) - now) / 2, zone)
    if halfway - now >= SHORTEST:
        return halfway
    soonest = later(now + SHORTEST, zone, at=OPENS)
    return soonest if soonest <= closes_at else None


def is_working(moment: datetime, zone: str) -> bool:
    there = moment.astimezone(ZoneInfo(zone))
    return is_working_day(there.date(), zone) and OPENS <= there.time() <= CLOSES


def is_working_day(day: date, zone: str) -> bool:
    return day.weekday() < 5 and not is_holiday(day, zone)


def later(moment: datetime, zone: str, *, at: time = NOON) -> datetime:
    """The moment itself in working hours, else `at` of the day on which the next ones begin."""
    if is_working(moment, zone):
        return moment
    there = moment.astimezone(ZoneInfo(zone))
    day = there.date() + timedelta(days=there.time() > CLOSES)
    while not is_working_day(day, zone):
        day += timedelta(days=1)
    return on_the_clock(day, at, zone)


def earlier(moment: datetime, zone: str) -> datetime:
    """The moment itself in working hours, else the end of the last ones before it."""
    if is_working(moment, zone):
        return moment
    there = moment.astimezone(ZoneInfo(zone))
    day = there.date() - timedelta(days=there.time() < OPENS)
    while not is_working_day(day, zone):
        day -= timedelta(days=1)
    return on_the_clock(day, CLOSES, zone)


def on_the_clock(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)
