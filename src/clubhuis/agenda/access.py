"""Which ideas a person may see, and what they may do with them.

| may                                    | who                                                                       |
|----------------------------------------|---------------------------------------------------------------------------|
| see an idea and how many back it       | who sees the event                                                        |
| raise one, back one                    | who sees the event and is signed in, as long as the event is not cancelled |
| see who backs it                       | who raised it, who backs it, who runs the event                            |
| take it back                           | who raised it, who runs the event                                         |
"""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from clubhuis.accounts.models import Person
from clubhuis.events import access as events
from clubhuis.events.models import Event
from clubhuis.organisations.models import Affiliation, Organisation

from .models import Idea


def idea_for(person: Person | None, pk: int) -> Idea:
    return get_object_or_404(Idea.objects.visible_to(person).select_related("event"), pk=pk)


def can_raise(person: Person | None, event: Event) -> bool:
    return person is not None and event.is_published


def can_take_back(person: Person, idea: Idea) -> bool:
    return idea.raised_by_id == person.pk or events.can_run(person, idea.event)


def event_for(person: Person | None, slug: str) -> Event:
    return events.event_for(person, slug)


def organisation_of(person: Person) -> Organisation | None:
    """Where they work, when that is one place: for whom they back an idea."""
    found = Affiliation.objects.current().filter(person=person, organisation__removed_at=None)
    places = list(found.select_related("organisation")[:2])
    return places[0].organisation if len(places) == 1 else None
