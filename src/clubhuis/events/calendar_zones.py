"""Time zones as iCalendar wants them: yearly rules where the clock follows one, because that is what Outlook reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar

DAY = timedelta(days=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Change:
    """The clock goes from one offset to another; `at` is the wall clock just before."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool

    @property
    def rule(self) -> tuple[object, ...]:
        """Which weekday of which month, counted from the end; with everything else that must be the same every year."""
        from_end = (_days_in_month(self.at) - self.at.day) // 7 + 1
        return (self.at.month, self.at.weekday(), -from_end, self.at.time(), self.before, self.after, self.name)


@lru_cache(maxsize=64)
def time_zone(tzid: str, first_year: int, last_year: int) -> icalendar.Timezone:
    """The clock of a zone from a year before the first to a year after the last. Raises ZoneInfoNotFoundError."""
    zone = icalendar.Timezone()
    zone.add("TZID", tzid)
    changes = _changes(tzid, first_year - 1, last_year + 1)
    if not changes:
        zone.add_component(_standing_still(tzid, first_year - 1))
    for is_summer in (False, True):
        ours = [change for change in changes if change.is_summer == is_summer]
        years = last_year - first_year + 3
        if len(ours) == years and len({change.rule for change in ours}) == 1:
            zone.add_component(_component(ours[0], yearly=True))
        else:
            for change in ours:
                zone.add_component(_component(change, yearly=False))
    return zone


def _component(change: Change, *, yearly: bool) -> icalendar.cal.Component:
    part = icalendar.TimezoneDaylight() if change.is_summer else icalendar.TimezoneStandard()
    part.add("DTSTART", change.at)
    part.add("TZOFFSETFROM", change.before)
    part.add("TZOFFSETTO", change.after)
    part.add("TZNAME", change.name)
    if yearly:
        month, weekday, number = change.at.month, WEEKDAYS[change.at.weekday()], change.rule[2]
        part.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": f"{number}{weekday}"})
    return part


def _standing_still(tzid: str, year: int) -> icalendar.cal.Component:
    moment = datetime(year, 1, 1, tzinfo=ZoneInfo(tzid))
    offset = moment.utcoffset() or timedelta()
    return _component(
        Change(moment.replace(tzinfo=None), offset, offset, moment.tzname() or tzid, is_summer=False), yearly=False
    )


def _changes(tzid: str, first_year: int, last_year: int) -> list[Change]:
    """When the clock changes in these years: looked for day by day, then to the minute."""
    zone = ZoneInfo(tzid)
    day, end = datetime(max(first_year, 1), 1, 1, tzinfo=UTC), datetime(min(last_year, 9998) + 1, 1, 1, tzinfo=UTC)
    found = []
    while day < end:
        if day.astimezone(zone).utcoffset() != (day + DAY).astimezone(zone).utcoffset():
            found.append(_change(zone, day))
        day += DAY
    return found


def _change(zone: ZoneInfo, day: datetime) -> Change:
    before = day.astimezone(zone).utcoffset() or timedelta()
    early, late = 0, 24 * 60
    while late - early > 1:
        middle = (early + late) // 2
        if (day + timedelta(minutes=middle)).astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    moment = day + timedelta(minutes=late)
    there = moment.astimezone(zone)
    return Change(
        at=(moment + before).replace(tzinfo=None),
        before=before,
        after=there.utcoffset() or timedelta(),
        name=there.tzname() or str(zone),
        is_summer=bool(there.dst()),
    )


def _days_in_month(moment: datetime) -> int:
    following = (moment.replace(day=28) + timedelta(days=4)).replace(day=1)
    return (following - timedelta(days=1)).day
