"""When an offer must be answered. Times in the tests are those of the clock on the wall in Amsterdam, unless they say otherwise."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clubhuis.capacity.holidays import easter, is_holiday
from clubhuis.capacity.working_hours import SHORTEST, deadline, is_working

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(text, zone=AMSTERDAM):
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone)


def ends(made, *, hours=24, zone="Europe/Amsterdam", closes=None):
    found = deadline(
        at(made, ZoneInfo(zone)), hours=hours, zone=zone, closes_at=at(closes, ZoneInfo(zone)) if closes else None
    )
    return found and found.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("made", "until"),
    [
        ("2026-11-30 10:15", "2026-12-01 10:15"),  # Monday to Tuesday
        ("2026-11-30 20:00", "2026-12-02 12:00"),  # Tuesday evening is no time: Wednesday noon
        ("2026-12-01 06:00", "2026-12-02 12:00"),  # nor is the early morning
        ("2026-12-03 17:00", "2026-12-04 17:00"),  # to the last minute of Friday
        ("2026-12-04 15:00", "2026-12-07 12:00"),  # over the weekend
        ("2026-12-05 11:00", "2026-12-07 12:00"),
        ("2026-12-24 11:00", "2026-12-28 12:00"),  # both days of Christmas, then a weekend
        ("2027-04-26 11:00", "2027-04-28 12:00"),  # King's Day
        ("2027-03-26 11:00", "2027-03-30 12:00"),  # Easter Monday, and the clock goes forward on Sunday
        ("2026-10-23 16:00", "2026-10-26 12:00"),  # the clock goes back on Sunday
    ],
)
def test_a_deadline_is_never_in_the_night_the_weekend_or_a_holiday(made, until):
    assert ends(made) == until


@pytest.mark.parametrize(
    ("made", "until"),
    [("2026-10-24 16:00", "2026-10-26 15:00"), ("2028-03-25 13:00", "2028-03-27 14:00")],
)
def test_hours_are_as_long_as_they_are_when_the_clock_changes(made, until):
    """Two days are 47 hours on the clock in October, and 49 in March."""
    assert ends(made, hours=48) == until


def test_each_country_has_its_holidays():
    assert ends("2026-11-10 11:00", zone="Europe/Brussels") == "2026-11-12 12:00"
    assert ends("2026-10-02 11:00", zone="Europe/Berlin") == "2026-10-05 12:00"
    assert not is_holiday(date(2026, 11, 11), "Europe/Amsterdam")


@pytest.mark.parametrize(
    ("year", "day"), [(2024, (3, 31)), (2026, (4, 5)), (2027, (3, 28)), (2030, (4, 21)), (2038, (4, 25))]
)
def test_easter(year, day):
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("made", "closes", "until"),
    [
        ("2026-11-30 10:00", "2026-12-03 10:00", "2026-12-01 10:00"),  # far enough away: as always
        ("2026-11-30 10:00", "2026-11-30 16:00", "2026-11-30 13:00"),  # halfway
        ("2026-12-04 14:00", "2026-12-07 09:00", "2026-12-04 17:00"),  # halfway is Saturday: the end of Friday
        ("2026-12-04 16:30", "2026-12-07 09:00", "2026-12-07 09:00"),  # less than an hour is left of Friday
        ("2026-11-30 10:00", "2026-11-30 11:30", "2026-11-30 11:00"),  # an hour at least
        ("2026-12-04 20:00", "2026-12-05 10:00", None),  # there is no decent moment before it begins
        ("2026-11-30 10:00", "2026-11-30 10:30", None),
    ],
)
def test_near_the_event_there_is_less_time(made, closes, until):
    assert ends(made, closes=closes) == until


@given(
    made=st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC)),
    hours=st.integers(1, 168),
    zone=st.sampled_from(["Europe/Amsterdam", "Europe/Brussels", "Europe/Berlin", "America/New_York", "Asia/Tokyo"]),
    days=st.none() | st.floats(0, 20),
)
def test_whatever_the_moment_the_deadline_is_decent(made, hours, zone, days):
    closes = None if days is None else made + timedelta(days=days)

    until = deadline(made, hours=hours, zone=zone, closes_at=closes)

    if closes is None:
        assert until is not None
        assert until >= made + timedelta(hours=hours)
    if until is not None:
        assert is_working(until, zone)
        assert until - made >= SHORTEST
        assert closes is None or until <= closes
