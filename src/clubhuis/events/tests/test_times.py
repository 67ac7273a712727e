"""Local times, also in the two nights a year when the clock is moved."""

from datetime import UTC, date, datetime, time

import pytest

from clubhuis.events.rhythm import next_day
from clubhuis.events.times import comes_twice, moment
from clubhuis.lib.refusals import Refused

HERE = "Europe/Amsterdam"


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (date(2027, 1, 15), time(13, 30), datetime(2027, 1, 15, 12, 30, tzinfo=UTC)),
        (date(2027, 7, 15), time(13, 30), datetime(2027, 7, 15, 11, 30, tzinfo=UTC)),
        (date(2027, 10, 31), time(2, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),  # the first of the two
        (date(2027, 3, 28), time(3, 0), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
    ],
)
def test_a_time_on_the_wall_is_one_moment(day, at, expected):
    assert moment(day, at, HERE) == expected


def test_a_time_that_the_clock_skips_is_refused_with_what_is_near():
    with pytest.raises(
        Refused, match=r"02:30 does not exist that night: the clock goes forward. Choose 01:30 or 03:30"
    ):
        moment(date(2027, 3, 28), time(2, 30), HERE)


def test_an_hour_that_comes_twice_is_known():
    assert comes_twice(moment(date(2027, 10, 31), time(2, 30), HERE), HERE)
    assert not comes_twice(moment(date(2027, 10, 31), time(3, 30), HERE), HERE)


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(9999, 1, 1)])
def test_days_far_away_are_refused(day):
    with pytest.raises(Refused, match="too far away"):
        moment(day, time(12), HERE)


def test_the_next_stop_keeps_the_rhythm_and_the_day_of_the_week():
    thursdays = [date(2026, 5, 28), date(2026, 7, 23), date(2026, 9, 24)]

    assert next_day(thursdays, thursdays[-1], date(2026, 10, 1)) == date(2026, 11, 19)
    assert next_day(thursdays, thursdays[-1], date(2026, 12, 1)) == date(2026, 12, 3)


def test_after_one_stop_the_next_comes_in_eight_weeks():
    assert next_day([date(2026, 9, 24)], date(2026, 9, 24), date(2026, 10, 1)) == date(2026, 11, 19)
