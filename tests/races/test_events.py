"""Two organisers want one room, or answer for one host, at the same moment."""

import pytest
from django.db import connection

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.models import Community
from clubhuis.communities.tests.cast import a_community
from clubhuis.events import actions
from clubhuis.events.actions import bookings
from clubhuis.events.models import Booking, Event, Host, Room, Venue
from clubhuis.events.tests.cast import a_host, a_venue, an_event, in_weeks

from .test_communities import at_once, refused

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 5


def both_want_the_room():
    """Alma and Bram each make an event in one room, at hours that overlap; what each was told."""
    alma, bram = a_person("Alma"), a_person("Bram")
    community = a_community(organisers=[alma, bram])
    venue = a_venue(community, rooms=[("Zaal", 50)])

    def make(who, hour):
        actions.make(
            Community.objects.get(pk=community.pk),
            by=Person.objects.get(pk=who.pk),
            title_nl=f"Van {who.name}",
            venue=Venue.objects.get(pk=venue.pk),
            rooms=list(Room.objects.filter(venue=venue)),
            starts_at=in_weeks(6, hour=hour),
            ends_at=in_weeks(6, hour=hour + 3),
        )

    return at_once(lambda: make(alma, 13), lambda: make(bram, 14))


@pytest.mark.parametrize("number", range(ROUNDS))
def test_one_room_is_booked_once(number):
    outcomes = both_want_the_room()

    assert refused(outcomes) == 1
    assert (Booking.objects.count(), Event.objects.count()) == (1, 1)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer, and hides it")
def test_without_taking_turns_a_room_is_booked_twice(monkeypatch):
    """The mutant: judge without holding the row; it shows that the test above can fail."""
    monkeypatch.setattr(bookings, "take_turn", lambda pk: None)

    booked = set()
    for _number in range(20):
        both_want_the_room()
        booked.add(Booking.objects.count())
        Event.objects.all().delete()

    assert 2 in booked


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_host_answers_once(number):
    coen = a_person("Coen")
    host = a_host(an_event(), a_community(organisers=[coen]), state="invited")

    outcomes = at_once(
        lambda: actions.accept_hosting(Host.objects.get(pk=host.pk), by=Person.objects.get(pk=coen.pk)),
        lambda: actions.decline_hosting(Host.objects.get(pk=host.pk), by=Person.objects.get(pk=coen.pk)),
    )

    assert refused(outcomes) == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_an_event_keeps_a_lead_when_both_hosts_leave(number):
    alma, coen = a_person("Alma"), a_person("Coen")
    event = an_event(a_community(organisers=[alma]), co_hosts=[a_community(organisers=[coen])])
    first, second = event.hosts.all()

    outcomes = at_once(
        lambda: actions.leave_hosting(Host.objects.get(pk=first.pk), by=Person.objects.get(pk=alma.pk)),
        lambda: actions.leave_hosting(Host.objects.get(pk=second.pk), by=Person.objects.get(pk=coen.pk)),
    )

    assert refused(outcomes) == 1
    assert event.hosts.get(is_lead=True).state == "accepted"
