"""Who sees a programme: who sees its event. Who makes it: who may edit the event."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from clubhuis.accounts.models import Person
from clubhuis.events import access as events
from clubhuis.events.access import EventDesk
from clubhuis.events.models import Event

from .models import Session


def sessions_of(event: Event) -> QuerySet[Session]:
    """In the order of the day, with rooms and speakers; the caller has found the event for this person."""
    return event.sessions.select_related("room").prefetch_related("speakers__organisation")


@dataclass(frozen=True, slots=True)
class Seen:
    event: Event
    session: Session


def session_for(person: Person | None, slug: str, pk: int) -> Seen:
    event = events.event_for(person, slug)
    session = get_object_or_404(sessions_of(event), pk=pk)
    session.event = event
    return Seen(event, session)


def desk_for(person: Person, slug: str) -> EventDesk:
    """The desk of the event, for who may change its programme."""
    desk = events.desk_for(person, slug)
    if not desk.may.edit:
        raise PermissionDenied if desk.may.view_desk else Http404
    return desk


def can_edit(person: Person | None, event: Event) -> bool:
    return events.can_run(person, event)
