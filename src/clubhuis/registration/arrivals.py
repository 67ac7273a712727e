"""Who is expected at the door and who is in: for the page of who checks in, on a screen or kept on a telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from clubhuis.events.models import Event
from clubhuis.programme.models import Session

from .badge_codes import code_of
from .models import SEATED, CheckIn, Registration, RegistrationQuerySet, SessionChoice

type Doors = list[Session]


def doors_of(event: Event) -> Doors:
    """The sessions at whose door is checked in as well: those for which people chose a seat."""
    return list(Session.objects.filter(event=event).to_choose())


def today_of(event: Event, now: datetime | None = None) -> date:
    """The day of the event that it is: the first one before it, the last one after it."""
    local = (now or timezone.now()).astimezone(event.timezone).date()
    return min(max(local, event.days[0]), event.days[-1])


def expected(event: Event, session: Session | None = None) -> RegistrationQuerySet:
    """Whoever has a seat, at the event or in this session; online is not at the door."""
    found = Registration.objects.filter(event=event, state__in=SEATED).exclude(
        attendance=Registration.Attendance.ONLINE
    )
    if session is not None:
        chosen = SessionChoice.objects.filter(session=session, state=SessionChoice.State.CHOSEN)
        found = found.filter(pk__in=chosen.values("registration"))
    return found


def entries(event: Event, session: Session | None, day: date) -> Q:
    return Q(session=session) if session is not None else Q(session=None, day=day, registration__event=event)


@dataclass(frozen=True, slots=True)
class Count:
    """How many are in, of how many."""

    arrived: int
    expected: int


def count(event: Event, session: Session | None = None, *, day: date | None = None) -> Count:
    """Two questions to the database."""
    here = CheckIn.objects.filter(entries(event, session, day or today_of(event)))
    return Count(here.count(), expected(event, session).count())


@dataclass(slots=True)
class Row:
    registration: Registration
    check_in: CheckIn | None
    scans: int = 0


def rows(event: Event, session: Session | None, *, q: str = "", day: date | None = None) -> Any:
    """Registrations for the list at one door, with `entry`: their check-in there today, or an empty list."""
    found = expected(event, session).select_related("organisation", "ticket", "booked_by")
    for word in q.split()[:6]:
        found = found.filter(
            Q(name__icontains=word) | Q(organisation__name__icontains=word) | Q(organisation_name__icontains=word)
        )
    here = CheckIn.objects.filter(entries(event, session, day or today_of(event)))
    return found.prefetch_related(Prefetch("check_ins", here, to_attr="entry")).order_by("name", "pk")


def for_device(event: Event) -> list[dict[str, Any]]:
    """What a telephone at the door keeps: names, organisations, where they may be let in, and since when they are in.

    Nothing about how to reach people, and no link of theirs. Three questions to the database.
    """
    day = today_of(event)
    chosen = SessionChoice.objects.filter(state=SessionChoice.State.CHOSEN)
    here = CheckIn.objects.filter(Q(session=None, day=day) | Q(session__isnull=False))
    people = (
        expected(event)
        .select_related("organisation", "ticket", "booked_by")
        .prefetch_related(
            Prefetch("choices", chosen, to_attr="chosen"), Prefetch("check_ins", here, to_attr="entries_here")
        )
        .order_by("name", "pk")
    )
    return [
        {
            "id": one.pk,
            "code": code_of(one),
            "name": one.known_as,
            "organisation": one.works_at,
            "ticket": one.ticket.name if one.ticket else "",
            "sessions": [choice.session_id for choice in one.chosen],  # type: ignore[attr-defined]
            "in": {
                str(entry.session_id or ""): int(entry.at.timestamp() * 1000)
                for entry in one.entries_here  # type: ignore[attr-defined]
            },
        }
        for one in people
    ]
