"""Ideas on the page of an event."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import viewer
from clubhuis.events.access import can_run
from clubhuis.events.models import Event
from clubhuis.lib.prepared import prepared

from . import access
from .models import Backing, Idea


@dataclass(frozen=True, slots=True)
class Shown:
    """An idea as one person finds it."""

    idea: Idea
    count: int
    is_backed: bool  # by who looks
    backers: list[Backing]  # as far as they may be named to who looks
    can_take_back: bool
    follow_up: Event | None  # where it goes on, when who looks may see that


def ideas_of(event: Event, person: Person | None, *, runs: bool) -> list[Shown]:
    """A few questions to the database, however many ideas there are."""
    found = _ideas(event)
    going_on = {meeting.pk: meeting for meeting in _meetings(event, person)} if found else {}
    shown = []
    for idea in found:
        backings = [one for one in idea.backings.all() if one.person.erased_at is None]
        is_backed = person is not None and any(one.person_id == person.pk for one in backings)
        is_own = person is not None and idea.raised_by_id == person.pk
        named = backings if runs or is_backed or is_own else []
        meeting = going_on.get(idea.follow_up_id or 0)
        shown.append(Shown(idea, len(backings), is_backed, named, can_take_back=runs or is_own, follow_up=meeting))
    return sorted(shown, key=lambda one: (-one.count, one.idea.raised_at))


@prepared
def _ideas(event: Event) -> QuerySet[Idea]:
    ideas = Idea.objects.standing().filter(event=event)
    return ideas.prefetch_related("backings__person", "backings__organisation")


@prepared
def _meetings(event: Event, person: Person | None) -> QuerySet[Event]:
    return Event.objects.visible_to(person).going_ahead().filter(ideas_taken_up__event=event)


def section(request: HttpRequest, event: Event) -> str | None:
    """What people want to work on. Before there is one, only an event that has begun asks for it."""
    person = viewer(request)
    if event.is_draft:
        return None
    ideas = ideas_of(event, person, runs=can_run(person, event))
    can_raise = access.can_raise(person, event)
    has_begun = event.starts_at <= timezone.now()
    if not ideas and not (can_raise and has_begun):
        return None
    context = {"event": event, "ideas": ideas, "can_raise": can_raise, "user": request.user}
    return render_to_string("agenda/section.html", context, request)
