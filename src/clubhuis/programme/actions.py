"""A programme is made: sessions are added, changed, removed; they move along with their event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.events.actions.filling import clean
from clubhuis.events.actions.making import concerned, held, not_cancelled
from clubhuis.events.changes import Change
from clubhuis.events.changes import What as EventChange
from clubhuis.events.models import Event
from clubhuis.events.wording import Appointment, period
from clubhuis.lib.languages import CONTENT_LANGUAGES
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Organisation

from . import access, changes, clashes
from .changes import What
from .models import Session, Speaker

WORDS = frozenset(f"{name}_{code}" for name in ("title", "text") for code in CONTENT_LANGUAGES)
EDITABLE = WORDS | {"kind", "language", "room", "place", "starts_at", "ends_at", "seats", "needs_choice"}
MOST_SESSIONS = 1000
MOST_SPEAKERS = 12


@dataclass(frozen=True, slots=True)
class Gives:
    """Who gives a session, as an organiser writes it."""

    name: str
    role: str = ""
    organisation: str = ""
    person: Person | None = None


@transaction.atomic
def add_session(event: Event, *, by: Person, speakers: Sequence[Gives] = (), **fields: Any) -> Session:
    event = _held(event, by)
    if event.sessions.count() >= MOST_SESSIONS:
        raise Refused(_("A programme has at most %(most)s sessions.") % {"most": MOST_SESSIONS})
    session = _fill(Session(event=event), fields)
    session.save()
    _speak(session, speakers)
    changes.follow(session, What.ADDED)
    record("session.added", actor=by, subject=session, concerning=concerned(event))
    return session


@transaction.atomic
def change_session(session: Session, *, by: Person, speakers: Sequence[Gives] | None = None, **fields: Any) -> Session:
    event = _held(session.event, by)
    session = Session.objects.select_related("room").get(pk=session.pk)
    session.event = event
    was = _appointment(session)
    _fill(session, fields)
    session.save()
    if speakers is not None:
        _speak(session, speakers)
    changes.follow(session, What.CHANGED)
    if _appointment(session) != was:
        changes.follow(session, What.MOVED, was)
    record("session.changed", actor=by, subject=session, concerning=concerned(event))
    return session


@transaction.atomic
def remove_session(session: Session, *, by: Person) -> None:
    """It is taken out of the programme. Rooms above may refuse, when people have chosen it."""
    event = _held(session.event, by)
    changes.follow(session, What.REMOVED)
    record("session.removed", actor=by, subject=session, concerning=concerned(event))
    session.delete()


def move_along(event: Event, change: Change) -> None:
    """Sessions keep their place in the day when the event moves; a room that the event left is no longer theirs."""
    if change.what not in (EventChange.MOVED, EventChange.EDITED):
        return
    sessions = list(event.sessions.all())
    shift = event.starts_at - change.before.get("starts_at", event.starts_at)
    rooms = set(event.rooms.values_list("pk", flat=True))
    for session in sessions:
        gone = session.room_id is not None and session.room_id not in rooms
        if shift or gone:
            session.starts_at, session.ends_at = session.starts_at + shift, session.ends_at + shift
            session.room_id = None if gone else session.room_id
            session.save()
            changes.follow(session, What.CHANGED)


def copy_along(new: Event, source: Event) -> None:
    """The same programme at the same hours; who speaks is to be asked anew."""
    shift = new.starts_at - source.starts_at
    rooms = set(new.rooms.values_list("pk", flat=True))
    for session in source.sessions.all():
        copied = Session.objects.get(pk=session.pk)
        copied.pk, copied._state.adding, copied.event = None, True, new
        copied.starts_at, copied.ends_at = session.starts_at + shift, session.ends_at + shift
        copied.room_id = session.room_id if session.room_id in rooms else None
        copied.save()
        for callback in changes.copies:
            callback(copied, session)


def _held(event: Event, by: Person) -> Event:
    """Kept from others, so that two never put a session into one room at once."""
    event = held(event)
    if not access.can_edit(by, event):
        raise PermissionDenied
    not_cancelled(event)
    return event


def _appointment(session: Session) -> Appointment:
    return Appointment(session.starts_at, session.ends_at, session.event.zone, session.where)


def _fill(session: Session, fields: dict[str, Any]) -> Session:
    if unknown := fields.keys() - EDITABLE:
        raise ValueError(f"a session has no {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(session, name, clean(value) if isinstance(value, str) else value)
    if not any(getattr(session, f"title_{code}") for code in CONTENT_LANGUAGES):
        raise Refused(_("Give the session a title."))
    _check_time(session.event, session.starts_at, session.ends_at)
    if session.room_id and not session.event.rooms.filter(pk=session.room_id).exists():
        raise Refused(_("Choose a room that is booked for the event."))
    if taken := clashes.in_the_same_room(session):
        raise Refused(
            _("%(room)s is taken by “%(session)s” at that time. Choose another room or time.")
            % {"room": taken.room, "session": taken.title}
        )
    try:
        session.clean_fields(exclude=["event", "room"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return session


def _check_time(event: Event, starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Refused(_("A session ends after it begins."))
    if starts_at < event.starts_at or ends_at > event.ends_at:
        when = period(event.starts_at, event.ends_at, event.zone)
        raise Refused(_("This lies outside the event, which is on %(when)s.") % {"when": when})


def _speak(session: Session, speakers: Sequence[Gives]) -> None:
    """Exactly these, in this order; one who was there keeps the link to their page."""
    if len(speakers) > MOST_SPEAKERS:
        raise Refused(_("A session has at most %(most)s speakers.") % {"most": MOST_SPEAKERS})
    known = {speaker.name.casefold(): speaker.person_id for speaker in session.speakers.all()}
    session.speakers.all().delete()
    named: set[object] = set()
    for position, one in enumerate(speakers):
        name = clean(one.name)[:120] or (one.person.name if one.person else "")
        person_id = one.person.pk if one.person else known.get(name.casefold())
        if not name or (person_id or name.casefold()) in named:
            continue
        named.add(person_id or name.casefold())
        organisation = clean(one.organisation)[:120]
        page = Organisation.objects.present().filter(name__iexact=organisation).first() if organisation else None
        Speaker.objects.create(
            session=session,
            person_id=person_id,
            name=name,
            role=clean(one.role)[:80],
            organisation=page,
            organisation_name=organisation,
            position=position,
        )
