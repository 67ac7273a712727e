"""Files for calendars say to a program that reads them what was put in."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clubhuis.events.calendar_file import Address, Entry, _component, _written, calendar_file, plain

LONG_AGO = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def an_entry(**fields):
    values = {
        "uid": "11111111-1111-1111-1111-111111111111@clubhuis.example",
        "title": "Kennisdag vacuüm; schoon, droog en leeg",
        "starts_at": datetime(2027, 3, 18, 8, 0, tzinfo=UTC),
        "ends_at": datetime(2027, 3, 18, 15, 30, tzinfo=UTC),
        "changed_at": LONG_AGO,
    } | fields
    return Entry(**values)


def read(file: bytes):
    calendar = icalendar.Calendar.from_ical(file)
    assert calendar.errors == []
    events = calendar.walk("VEVENT")
    assert [event.errors for event in events] == [[] for _ in events]
    return calendar, events


@pytest.mark.parametrize(
    "name", ["Nora Visser", "Visser, Nora; “de Bruin” & zonen: van Zuid-Holland tot ver over de grens", "Zoë"]
)
@pytest.mark.parametrize("is_tentative", [False, True])
def test_the_file_of_one_seat_says_what_it_would_say_alone(name, is_tentative):
    """What is the same for everybody is written once; the bytes are those of a file that is written by itself."""
    link = "https://clubhuis.example/registrations/a-b_c123456789012345678901234567/"
    entry = an_entry(
        text=f"Over vacuüm, en meer.\n\n{link}",
        url=link,
        place="Hal 4",
        organiser=Address("Metaalhuis", "info@metaalhuis.example"),
        attendee=Address(name, "nora@voorbeeld.example"),
        is_tentative=is_tentative,
    )
    assert _written(entry) == _component(entry).to_ical(sorted=False)
    _calendar, (event,) = read(calendar_file([entry], method="REQUEST"))
    assert (str(event["URL"]), str(event["DESCRIPTION"]).splitlines()[-1]) == (link, link)


def test_everything_comes_back():
    entry = an_entry(
        sequence=3,
        place="Hal 4, Brainport Campus 1, Eindhoven",
        text="Eerste regel\nTweede regel: café, €5, naïef \\ schuin",
        url="https://clubhuis.example/events/kennisdag-vacuum/",
        latitude=51.47,
        longitude=5.42,
        words=("kennisdag", "Vacuüm, en meer"),
        organiser=Address('Kring "Precisie"', "info@kring.example"),
    )

    calendar, [event] = read(calendar_file([entry], name="Alles", url="https://clubhuis.example/events.ics"))

    assert (calendar["X-WR-CALNAME"], calendar["METHOD"], calendar["VERSION"]) == ("Alles", "PUBLISH", "2.0")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (entry.uid, 3, "CONFIRMED")
    assert (event["SUMMARY"], event["LOCATION"], event["DESCRIPTION"]) == (entry.title, entry.place, entry.text)
    assert (event.start, event.end) == (entry.starts_at, entry.ends_at)
    assert (event.DTSTAMP, event.LAST_MODIFIED) == (LONG_AGO, LONG_AGO)
    assert event["GEO"].to_ical() == "51.47;5.42"
    assert [str(word) for word in event["CATEGORIES"].cats] == ["kennisdag", "Vacuüm, en meer"]
    assert (event["ORGANIZER"], event["ORGANIZER"].params["CN"]) == ("mailto:info@kring.example", "Kring 'Precisie'")


def test_lines_are_folded_at_75_bytes_and_end_as_they_must():
    file = calendar_file([an_entry(title="Een titel met é " * 20, text="ü" * 400)])

    assert file.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert max(len(line) for line in file.split(b"\r\n")) <= 75


def test_the_same_entry_gives_the_same_bytes():
    assert calendar_file([an_entry()]) == calendar_file([an_entry()])


def test_what_was_cancelled_says_so_and_frees_the_time():
    _calendar, [event] = read(calendar_file([an_entry(is_cancelled=True, sequence=4)]))

    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == ("CANCELLED", "TRANSPARENT", 4)


def test_who_has_a_seat_is_named_so_that_a_mail_program_changes_the_calendar():
    entry = an_entry(organiser=Address("Kring", "info@kring.example"), attendee=Address("Eva", "eva@v.example"))

    calendar, [event] = read(calendar_file([entry], method="REQUEST"))

    assert calendar["METHOD"] == "REQUEST"
    assert (event["ATTENDEE"], event["ATTENDEE"].params["PARTSTAT"]) == ("mailto:eva@v.example", "ACCEPTED")


def test_the_clock_of_the_netherlands_is_two_yearly_rules():
    calendar, _events = read(calendar_file([an_entry()]))

    [zone] = calendar.walk("VTIMEZONE")
    said = {part.name: (part["DTSTART"].to_ical(), part["RRULE"].to_ical()) for part in zone.subcomponents}
    assert said == {
        "STANDARD": (b"20261025T030000", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
        "DAYLIGHT": (b"20260329T020000", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
    }


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Europe/London", "America/New_York", "Asia/Kolkata", "UTC"])
@pytest.mark.parametrize(
    "moment",
    [
        datetime(2027, 3, 28, 0, 59, tzinfo=UTC),
        datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
        datetime(2027, 10, 31, 0, 30, tzinfo=UTC),  # 02:30 in Amsterdam, for the first time
        datetime(2027, 10, 31, 1, 30, tzinfo=UTC),  # and for the second
        datetime(2027, 7, 1, 12, 0, tzinfo=UTC),
    ],
)
def test_every_moment_is_itself_again_in_every_zone(zone, moment):
    calendar, [event] = read(
        calendar_file([an_entry(zone=zone, starts_at=moment, ends_at=moment + timedelta(hours=8))])
    )

    assert event.start.astimezone(UTC) == moment
    assert event.end.astimezone(UTC) == moment + timedelta(hours=8)
    # The file brings its own clock: the same moment by the rules that stand in it.
    if str(event.start.tzinfo) != "UTC":
        own = calendar.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
        assert event.start.replace(tzinfo=own).astimezone(UTC) == moment


# The library reads a backslash before an n as a new line, however it is escaped; the file itself is right.
texts = st.characters(exclude_characters="\\", exclude_categories=["Cs"])


@settings(max_examples=40)
@given(
    title=st.text(texts, max_size=140),
    text=st.text(texts, max_size=300),
    place=st.text(texts, max_size=60),
    minutes=st.integers(1, 60 * 24 * 5),
    start=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
)
def test_whatever_people_write_reads_back(title, text, place, minutes, start):
    start = start.replace(microsecond=0)
    entry = an_entry(
        title=title, text=text, place=place, starts_at=start, ends_at=start + timedelta(minutes=minutes), words=(title,)
    )

    _calendar, [event] = read(calendar_file([entry]))

    assert (event.start.astimezone(UTC), event.end.astimezone(UTC)) == (entry.starts_at, entry.ends_at)
    assert [str(event.get(name, "")) for name in ("SUMMARY", "DESCRIPTION", "LOCATION")] == [
        plain(title), plain(text), plain(place)
    ]  # fmt: skip


def test_control_characters_stay_out():
    assert plain("a\x00b\x1b\r\nc\rd\u0085e ") == "ab\nc\nde"
