"""When and where, in words, in the language of the page and the zone of the event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .models import Event


@dataclass(frozen=True, slots=True)
class Appointment:
    """Time and place of an event at one moment of its planning: what a mail about a move compares."""

    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str

    @classmethod
    def of(cls, event: Event) -> Appointment:
        rooms = ", ".join(str(room) for room in event.rooms.all()) if event.pk else ""
        place = ", ".join(part for part in (event.place_name, event.address, rooms) if part)
        return cls(event.starts_at, event.ends_at, event.zone, place)

    @classmethod
    def read(cls, written: dict[str, str]) -> Appointment:
        begins, ends = (datetime.fromisoformat(written[name]) for name in ("starts_at", "ends_at"))
        return cls(begins, ends, written["zone"], written["place"])

    def written(self) -> dict[str, str]:
        """As it is handed to the worker."""
        moments = {"starts_at": self.starts_at.isoformat(), "ends_at": self.ends_at.isoformat()}
        return moments | {"zone": self.zone, "place": self.place}

    @property
    def when(self) -> str:
        return period(self.starts_at, self.ends_at, self.zone)

    @property
    def where(self) -> str:
        return self.place or _("online")


def when(event: Event) -> str:
    """ "donderdag 18 maart 2027, 13:30–17:00"; over several days from the first to the last."""
    return period(event.starts_at, event.ends_at, event.zone)


def period(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    begins, ends = starts_at.astimezone(ZoneInfo(zone)), ends_at.astimezone(ZoneInfo(zone))
    said = _zone(begins, zone)
    if begins.date() == ends.date() or (ends - begins).total_seconds() < 18 * 3600:
        return f"{_day(begins)}, {begins:%H:%M}–{ends:%H:%M}{said}"
    return _("%(first)s, %(from)s to %(last)s, %(until)s") % {
        "first": _day(begins),
        "from": f"{begins:%H:%M}",
        "last": _day(ends),
        "until": f"{ends:%H:%M}{said}",
    }


def _day(moment: datetime) -> str:
    return date_format(moment, pgettext("how a day is written, in Django's date format", "l j F Y"))


def _zone(moment: datetime, zone: str) -> str:
    """Named only where it is not the one of the house: "(London time)"."""
    if moment.utcoffset() == moment.astimezone(ZoneInfo(settings.TIME_ZONE)).utcoffset():
        return ""
    return " " + _("(time in %(place)s)") % {"place": zone.rpartition("/")[2].replace("_", " ")}


def hours(event: Event) -> str:
    """Beside its date: "13:30–17:00"; of several days also the last: "until 14 March, 17:00"."""
    begins, ends = event.starts_local, event.ends_local
    if event.is_one_day:
        return f"{begins:%H:%M}–{ends:%H:%M}{_zone(begins, event.zone)}"
    return _("%(from)s, until %(last)s") % {
        "from": f"{begins:%H:%M}",
        "last": date_format(ends, pgettext("a day without its year, in Django's date format", "j F")),
    }


def hosts(event: Event) -> str:
    """Who hosts it, the lead first; from `hosts` when these were fetched along."""
    names = [host.community.name for host in event.hosts.all() if host.is_accepted and host.community.closed_at is None]
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def where(event: Event) -> str:
    """ "High Tech Campus, Eindhoven", "online", or both."""
    place = ", ".join(part for part in dict.fromkeys((event.place_name, event.town)) if part)
    if event.attendance == Event.Attendance.ONLINE:
        return _("online")
    if event.attendance == Event.Attendance.BOTH:
        return _("%(place)s and online") % {"place": place} if place else _("online")
    return place
