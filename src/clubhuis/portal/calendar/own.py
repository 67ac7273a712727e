"""Which events are a person's own, and which are likely to interest them."""

from __future__ import annotations

from django.db.models import Q

from clubhuis.accounts.models import Person
from clubhuis.communities.models import ids_reached_by
from clubhuis.events.circles import invited
from clubhuis.events.models import Event, EventRole, Host
from clubhuis.themes.models import Following


def mine(person: Person) -> Q:
    """Events this person has a seat at or was asked to, and those where they help."""
    condition = Q(pk__in=EventRole.objects.filter(person=person).values("event"))
    for circle in invited:
        condition |= circle(person)
    return condition


def for_me(person: Person) -> Q:
    """Events of one's communities and on themes one follows, and one's own."""
    followed = Event.themes.through.objects.filter(theme__in=Following.objects.filter(person=person).values("theme"))
    hosts = Host.objects.accepted().filter(community__in=ids_reached_by(person))
    return mine(person) | Q(pk__in=hosts.values("event")) | Q(pk__in=followed.values("event"))
