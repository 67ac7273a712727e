"""What an event asks of who registers: read once for one person, and once a second for all visitors."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from clubhuis.accounts.models import Person
from clubhuis.events.models import Event
from clubhuis.lib.keeping import Kept
from clubhuis.lib.prepared import prepared
from clubhuis.programme.models import Session
from clubhuis.questions.access import questions_of
from clubhuis.questions.models import Question

from . import access
from .models import Rules, TicketType
from .seats import Room, key_of, rooms_of


@dataclass(frozen=True, slots=True)
class Asked:
    """For looking only: visitors share it. What it says of room is of a moment ago; `capacity` decides."""

    event: Event
    rules: Rules
    tickets: list[TicketType]
    sessions: list[Session]
    rooms: dict[str, Room]
    questions: list[Question]


_of_visitors: Kept[Asked] = Kept()


def asked_by(event: Event, rules: Rules) -> Asked:
    return Asked(
        event=event,
        rules=rules,
        tickets=[ticket for ticket in event.ticket_types.all() if ticket.is_offered],
        sessions=_to_choose(event),
        rooms=rooms_of(event),
        questions=questions_of(key_of(event)),
    )


@prepared
def _to_choose(event: Event) -> QuerySet[Session]:
    return Session.objects.filter(event=event, needs_choice=True).select_related("room", "event")


def asked_of(person: Person | None, slug: str) -> Asked:
    """Of somebody who may see the event. Visitors confirm later, when everything is looked at anew."""
    if person is None:
        return _of_visitors.get(slug, lambda: asked_by(*access.event_with_rules(None, slug)))
    return asked_by(*access.event_with_rules(person, slug))
