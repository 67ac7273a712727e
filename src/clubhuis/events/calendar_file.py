"""iCalendar files (RFC 5545, 5546, 7986) that calendar programs read: values in, bytes out; knows no database and no clock."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import icalendar
from icalendar.parser import Contentline

from .calendar_zones import time_zone

type Method = Literal["PUBLISH", "REQUEST", "CANCEL"]

MAKER = "-//Clubhuis//Clubhuis//NL"
END = b"END:VCALENDAR\r\n"
LINK = "https://own.invalid/"  # stands where the link of whose file it is will be
SIMPLE = re.compile(r"[A-Za-z0-9/:._~-]+")  # a link in which no letter is written in another way
LOOK_AGAIN = timedelta(hours=1)  # how often a program that follows the file asks for it


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody with an e-mail address: who organises, or whose seat it is."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a calendar.

    `uid` stays the same for ever; `sequence` rises when time, place or state change, so that programs replace what they had.
    `changed_at` is written as DTSTAMP and LAST-MODIFIED: the same entry gives the same bytes. Times are aware, shown in `zone`.
    """

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    zone: str = "Europe/Amsterdam"
    sequence: int = 0
    place: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False
    is_tentative: bool = False  # not sure yet: on a waiting list, or waiting for approval
    is_busy: bool = True  # takes the time of who has it; a moment to remember does not
    latitude: float | None = None
    longitude: float | None = None
    words: tuple[str, ...] = ()  # CATEGORIES: kind and themes
    organiser: Address | None = None
    attendee: Address | None = None  # whose file this is; for REQUEST and CANCEL


def calendar_file(entries: Iterable[Entry], *, name: str = "", url: str = "", method: Method = "PUBLISH") -> bytes:
    """A file with these entries.

    A feed has a `name` and the `url` it comes from. A mail to somebody with a seat takes REQUEST and, when the seat or the event
    is gone, CANCEL, with organiser and attendee in the entry: then mail programs change the calendar by themselves.
    """
    entries = list(entries)
    years: dict[str, set[int]] = {}
    for entry in entries:
        years.setdefault(entry.zone, set()).update((entry.starts_at.year, entry.ends_at.year))
    zones = tuple((zone, min(found), max(found)) for zone, found in sorted(years.items()) if zone != "UTC")
    return b"".join((_around(name, url, method, zones), *map(_written, entries), END))


@lru_cache(maxsize=64)
def _around(name: str, url: str, method: Method, zones: tuple[tuple[str, int, int], ...]) -> bytes:
    """What stands before the entries: whose file it is, and the clocks (zone, first year, last year) of its entries."""
    calendar = icalendar.Calendar()
    calendar.add("PRODID", MAKER)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    if name:
        calendar.add("NAME", plain(name))
        calendar.add("X-WR-CALNAME", plain(name))
    if url:
        calendar.add("URL", url)
        calendar.add("SOURCE", url, parameters={"VALUE": "URI"})
        calendar.add("REFRESH-INTERVAL", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", icalendar.vDuration(LOOK_AGAIN))
    for zone, first, last in zones:
        calendar.add_component(time_zone(zone, first, last))
    return bytes(calendar.to_ical(sorted=False)).removesuffix(END)


@lru_cache(maxsize=4096)
def _written(entry: Entry) -> bytes:
    """The same entry gives the same bytes, so what did not change is not written anew."""
    if entry.attendee is None or not (entry.url and SIMPLE.fullmatch(entry.url)):
        return bytes(_component(entry).to_ical(sorted=False))
    alike = replace(entry, attendee=None, url=LINK, text=entry.text.replace(entry.url, LINK))
    *lines, end = [with_link(line, entry.url) if isinstance(line, str) else line for line in _lines(alike)]
    whose = icalendar.Event().content_line("ATTENDEE", _attending(entry.attendee, entry.is_tentative), sorted=False)
    return b"\r\n".join((*lines, whose.to_ical(), end, b""))


def with_link(line: str, link: str) -> bytes:
    return bytes(Contentline(line.replace(LINK, link)).to_ical())  # type: ignore[no-untyped-call]


@lru_cache(maxsize=64)
def _lines(entry: Entry) -> tuple[bytes | str, ...]:
    """What everybody's file of an event says alike, as it will be; and as text the lines in which one's own link goes."""
    lines = _component(entry).content_lines(sorted=False)
    return tuple(str(line) if LINK in line else bytes(line.to_ical()) for line in lines if line)


def _component(entry: Entry) -> icalendar.Event:
    zone = ZoneInfo(entry.zone)
    event = icalendar.Event()
    event.add("UID", entry.uid)
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTAMP", entry.changed_at.astimezone(UTC))
    event.add("LAST-MODIFIED", entry.changed_at.astimezone(UTC))
    event.add("DTSTART", _on_the_clock(entry.starts_at, zone))
    event.add("DTEND", _on_the_clock(entry.ends_at, zone))
    event.add("SUMMARY", plain(entry.title))
    event.add("STATUS", "CANCELLED" if entry.is_cancelled else "TENTATIVE" if entry.is_tentative else "CONFIRMED")
    event.add("TRANSP", "OPAQUE" if entry.is_busy and not entry.is_cancelled else "TRANSPARENT")
    event.add("CLASS", "PUBLIC")
    if entry.place:
        event.add("LOCATION", plain(entry.place))
    if entry.latitude is not None and entry.longitude is not None:
        event.add("GEO", (entry.latitude, entry.longitude))
    if entry.text:
        event.add("DESCRIPTION", plain(entry.text))
    if entry.url:
        event.add("URL", entry.url)
    if entry.words:
        event.add("CATEGORIES", [plain(word) for word in entry.words])
    if entry.organiser:
        event.add("ORGANIZER", _address(entry.organiser))
    if entry.attendee:
        event.add("ATTENDEE", _attending(entry.attendee, entry.is_tentative))
    return event


def _attending(whom: Address, is_tentative: bool) -> icalendar.vCalAddress:
    attendee = _address(whom)
    attendee.params |= {
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "TENTATIVE" if is_tentative else "ACCEPTED",
        "RSVP": "FALSE",
    }
    return attendee


def _on_the_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """In the zone; but an hour that the clock shows for the second time, in UTC: a file can only say the first."""
    local = moment.astimezone(zone)
    return moment.astimezone(UTC) if local.fold else local


def _address(whom: Address) -> icalendar.vCalAddress:
    address = icalendar.vCalAddress(f"mailto:{whom.email}")
    if whom.name:
        address.params["CN"] = plain(whom.name).replace('"', "'")
    return address


def plain(text: str) -> str:
    """Without control characters, which no calendar program may be given; lines stay lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"}).strip()
