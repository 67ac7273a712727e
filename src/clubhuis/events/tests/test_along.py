"""What a prepared question brings along is what Django would: for the three ways in which an event holds others."""

import pytest
from django.db.models import QuerySet

from clubhuis.communities.tests.cast import a_community
from clubhuis.events.models import Event
from clubhuis.lib.prepared import prepared
from clubhuis.taxonomy.tests.cast import a_capability

from .cast import a_host, a_venue, an_event

pytestmark = pytest.mark.django_db

WAYS = ("hosts__community", "venue__rooms", "rooms", "capabilities")


def shown(event):
    """What a page reads of an event, without a question of its own."""
    return {
        "hosts": [(host.pk, host.community, host.event) for host in event.hosts.all()],
        "venue": [room.name for room in event.venue.rooms.all()] if event.venue else None,
        "rooms": [(room.pk, room.venue_id, "brought_along_for" in vars(room)) for room in event.rooms.all()],
        "capabilities": list(event.capabilities.all()),
    }


def test_what_comes_along_with_events_is_as_django_brings_it(django_assert_num_queries):
    hall = a_venue()
    fair = an_event(venue=hall, rooms=hall.rooms.all(), capabilities=[a_capability("milling", nl="frezen")])
    dinner, bare = an_event(venue=hall, rooms=hall.rooms.all()[:1], weeks=7), an_event()
    for event in (fair, fair, dinner):
        a_host(event, a_community())

    @prepared
    def events(most: int) -> QuerySet[Event]:
        return Event.objects.filter(pk__lte=most).order_by("pk").prefetch_related(*WAYS)

    events(bare.pk)  # puts the questions together
    with django_assert_num_queries(7):
        found = [shown(event) for event in events(bare.pk)]

    assert found == [shown(event) for event in Event.objects.order_by("pk").prefetch_related(*WAYS)]
    assert [len(event["hosts"]) for event in found] == [3, 2, 1]


def test_what_is_asked_further_of_what_came_along_is_asked_of_that_event():
    fair, dinner = an_event(), an_event()
    a_host(fair, a_community())

    @prepared
    def events(most: int) -> QuerySet[Event]:
        return Event.objects.filter(pk__lte=most).order_by("pk").prefetch_related("hosts")

    assert [event.hosts.filter(state="accepted").count() for event in events(dinner.pk)] == [2, 1]
