"""Venues, series and events of two years and the months to come, with their programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import NAMESPACE_DNS, uuid5

from django.db import models

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
from clubhuis.demo.archetypes import DATA
from clubhuis.demo.chance import Chance
from clubhuis.events.models import Booking, Event, Host, Room, Series, StopOffer, Template, Venue
from clubhuis.programme.models import Session, Speaker

from .communities import Circles
from .history import Happened
from .people import Everybody
from .times import HERE, Clock

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CONSENT = {
    "nl": "{name} bewaart je naam en organisatie om je plaats te regelen en je na afloop het materiaal te sturen.",
    "en": "{name} keeps your name and organisation to arrange your place and to send you the material afterwards.",
}


@dataclass(slots=True)
class Planned:
    """One event with what hangs from it; `comes` is how many people register (for the rooms that know of seats)."""

    event: Event
    lead: Community
    hosts: list[Host] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)  # slugs
    capabilities: list[str] = field(default_factory=list)  # slugs
    comes: int = 0


@dataclass(slots=True)
class Occasions:
    """All that happens, none of it saved. `planned` is by the slug in the data file."""

    venues: dict[str, Venue] = field(default_factory=dict)
    rooms: dict[str, dict[str, Room]] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    offers: list[StopOffer] = field(default_factory=list)
    planned: dict[str, Planned] = field(default_factory=dict)
    templates: list[Template] = field(default_factory=list)
    happened: list[Happened] = field(default_factory=list)

    def things(self) -> Iterator[models.Model]:
        """Everything that gets a row of its own, things before what points to them."""
        yield from self.venues.values()
        for rooms in self.rooms.values():
            yield from rooms.values()
        yield from self.series.values()
        for one in self.planned.values():
            yield one.event
        for one in self.planned.values():
            yield from one.hosts
            yield from one.bookings
            yield from one.sessions
        for one in self.planned.values():
            yield from one.speakers
        yield from self.offers
        yield from self.templates


type Values = dict[str, str]


def described() -> Iterator[tuple[str, str, Values, list[str]]]:
    """`data/events.txt`: what it is, its slug, its words, and the lines of its sessions."""
    kind = slug = ""
    values: Values = {}
    sessions: list[str] = []
    for line in (DATA / "events.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            if slug:
                yield kind, slug, values, sessions
            kind, _space, slug = line[3:].strip().partition(" ")
            values, sessions = {}, []
        elif line.strip() and not line.startswith("#"):
            word, _colon, value = line.partition(":")
            if word == "session":
                sessions.append(value.strip())
            else:
                values[word.strip()] = value.strip().replace("\\n", "\n")
    yield kind, slug, values, sessions


def make(everybody: Everybody, circles: Circles, clock: Clock, seed: int) -> Occasions:
    found = Occasions()
    for kind, slug, values, sessions in described():
        community = circles.communities[values["community"]]
        if kind == "venue":
            _venue(found, slug, values, community, clock.moment(700, Chance(seed, "venue", slug)))
        elif kind == "series":
            _series(found, slug, values, community, everybody, clock, seed)
        else:
            found.planned[slug] = _event(found, slug, values, sessions, community, circles, clock, seed)
    example = found.planned["kennisdag-vacuum"]
    found.templates.append(
        Template(community=example.lead, name="Kennisdag", example=example.event, created_at=example.event.created_at)
    )
    return found


def _venue(found: Occasions, slug: str, values: Values, community: Community, made_at: datetime) -> None:
    venue = Venue(
        community=community,
        place_name=values["place"],
        street=values["street"],
        postcode=values["postcode"],
        town=values["town"],
        directions_nl=values.get("directions nl", ""),
        directions_en=values.get("directions en", ""),
        created_at=made_at,
    )
    venue.find_on_map()
    found.venues[slug] = venue
    found.rooms[slug] = {}
    for position, written in enumerate(values["rooms"].split(";")):
        name, _colon, seats = written.strip().partition(":")
        found.rooms[slug][name] = Room(venue=venue, name=name, capacity=int(seats), position=position)


def _series(
    found: Occasions, slug: str, values: Values, community: Community, everybody: Everybody, clock: Clock, seed: int
) -> None:
    series = found.series[slug] = Series(
        community=community,
        slug=slug,
        picture=f"events/{slug}.webp",
        created_at=clock.moment(300, Chance(seed, slug)),
        **{f"{word}_{code}": values.get(f"{word} {code}", "") for word in ("name", "text") for code in ("nl", "en")},
    )
    working = [person for person in everybody.people if person.claimed_at and person.is_active]
    for number, written in enumerate(values.get("offers", "").split(";")):
        place, postcode, town, seats, message = (part.strip() for part in written.split("|"))
        chance = Chance(seed, "offer", slug, number)
        found.offers.append(
            StopOffer(
                series=series,
                offered_by=chance.one(working),
                place_name=place,
                postcode=postcode,
                town=town,
                places=int(seats),
                message=message,
                offered_at=clock.moment(60 - 14 * number, chance),
            )
        )


def _event(
    found: Occasions,
    slug: str,
    values: Values,
    sessions: list[str],
    lead: Community,
    circles: Circles,
    clock: Clock,
    seed: int,
) -> Planned:
    starts_at, ends_at = _when(values, clock)
    weeks = int(values["when"].split()[0])
    made_at = clock.moment(max(2, 7 * (max(0, -weeks) + 9)), Chance(seed, "made", slug))
    state = values.get("state", "published")
    organiser = circles.manager_of(lead.slug)
    event = Event(
        slug=slug
        if values.get("visibility", "public") == "public"
        else f"{slug}-{Chance(seed, slug).getrandbits(64):016x}",
        uid=uuid5(NAMESPACE_DNS, f"{slug}.{seed}.example"),
        kind=values["kind"],
        languages=["nl", "en"] if lead.slug in ("precisiekring", "rein-en-vacuum") else ["nl"],
        picture=f"events/{slug}.webp",
        starts_at=starts_at,
        ends_at=ends_at,
        attendance=values.get("attendance", Event.Attendance.ON_SITE),
        online_url=f"https://vergaderen.example/{slug}" if values.get("attendance") == "online" else "",
        places=int(values["places"]) if "places" in values else None,
        visibility=values.get("visibility", "public"),
        state=state,
        series=found.series.get(values.get("series", "")),
        created_by=organiser,
        created_at=made_at,
        changed_at=made_at,
        published_at=None if state == "draft" else made_at + timedelta(days=1),
        cancelled_at=clock.moment(3, Chance(seed, "cancelled", slug)) if state == "cancelled" else None,
        cancel_reason=values.get("reason", ""),
        sequence=1 if state == "cancelled" else 0,
        **{
            f"{word}_{code}": values.get(f"{word} {code}", "")
            for word in ("title", "summary", "text")
            for code in ("nl", "en")
        },
    )
    planned = Planned(event, lead, comes=int(values.get("comes", "0")))
    planned.themes, planned.capabilities = values.get("themes", "").split(), values.get("capabilities", "").split()
    _place(found, planned, values)
    _hosts(planned, values, circles, organiser, made_at)
    rooms = found.rooms.get(values.get("venue", ""), {})
    for written in sessions:
        _session(planned, written, rooms)
    _history(found, planned, organiser)
    return planned


def _when(values: Values, clock: Clock) -> tuple[datetime, datetime]:
    weeks, weekday = values["when"].split()
    monday = clock.today - timedelta(days=clock.today.weekday()) + timedelta(weeks=int(weeks))
    day = monday + timedelta(days=WEEKDAYS.index(weekday))
    begins, ends = (time.fromisoformat(part) for part in values["hours"].split("-"))
    last = day + timedelta(days=int(values.get("days", "1")) - 1)
    return datetime.combine(day, begins, HERE), datetime.combine(last, ends, HERE)


def _place(found: Occasions, planned: Planned, values: Values) -> None:
    event = planned.event
    if venue := found.venues.get(values.get("venue", "")):
        event.venue = venue
        for name in ("place_name", "street", "postcode", "town", "directions_nl", "directions_en"):
            setattr(event, name, getattr(venue, name))
        if event.state != Event.State.CANCELLED:
            rooms = found.rooms[values["venue"]]
            names = [name for name in rooms if name in values.get("rooms", "")]
            planned.bookings = [
                Booking(room=rooms[name], event=event, starts_at=event.starts_at, ends_at=event.ends_at)
                for name in names
            ]
    elif place := values.get("place"):
        event.place_name, event.street, event.postcode, event.town = (part.strip() for part in place.split("|"))
    event.find_on_map()


def _hosts(planned: Planned, values: Values, circles: Circles, organiser: Person | None, at: datetime) -> None:
    hosting = [planned.lead, *(circles.communities[slug] for slug in values.get("hosts", "").split())]
    for number, community in enumerate(hosting):
        is_lead = number == 0
        kept = planned.event.places // 4 if planned.event.places and not is_lead and len(hosting) > 1 else None
        planned.hosts.append(
            Host(
                event=planned.event,
                community=community,
                state=Host.State.ACCEPTED,
                is_lead=is_lead,
                places=kept,
                release_on=(planned.event.starts_at - timedelta(weeks=2)).date() if kept else None,
                sees_others="full" if is_lead else "names",
                consent_nl=CONSENT["nl"].format(name=community.name_nl),
                consent_en=CONSENT["en"].format(name=community.name_en or community.name_nl),
                invited_by=organiser,
                invited_at=at,
                answered_at=at + timedelta(hours=number * 30),
            )
        )


def _session(planned: Planned, written: str, rooms: dict[str, Room]) -> None:
    """ "10:00-10:40 | lecture | Zaal | titel | title | Wie, Waar; Wie, Waar | 20"."""
    hours, kind, room, title_nl, title_en, speakers, seats = ([part.strip() for part in written.split("|")] + ["", ""])[
        :7
    ]
    event = planned.event
    begins, ends = (
        datetime.combine(event.starts_local.date(), time.fromisoformat(part), HERE) for part in hours.split("-")
    )
    session = Session(
        event=event,
        kind=kind,
        title_nl=title_nl,
        title_en=title_en,
        room=rooms.get(room),
        place="" if room in rooms else room,
        starts_at=begins,
        ends_at=ends,
        needs_choice=bool(seats),
        seats=int(seats) if seats else None,
    )
    planned.sessions.append(session)
    for position, speaker in enumerate(part for part in speakers.split(";") if part.strip()):
        name, _comma, where = speaker.partition(",")
        planned.speakers.append(
            Speaker(session=session, name=name.strip(), organisation_name=where.strip(), position=position)
        )


def _history(found: Occasions, planned: Planned, organiser: Person | None) -> None:
    event = planned.event
    concerned: Iterable[Community] = [host.community for host in planned.hosts]
    tell = tuple(concerned)
    found.happened.append(Happened("event.made", event.created_at, organiser, event, tell))
    if event.published_at:
        found.happened.append(Happened("event.published", event.published_at, organiser, event, tell))
    if event.cancelled_at:
        found.happened.append(Happened("event.cancelled", event.cancelled_at, organiser, event, tell))
