from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import a_community
from clubhuis.events import actions
from clubhuis.events.models import Booking, Event
from clubhuis.lib.refusals import Refused

from .cast import a_venue, an_event, in_weeks

pytestmark = pytest.mark.django_db


def a_desk():
    alma = a_person()
    return alma, a_community("Precisiekring", organisers=[alma])


def words(**more):
    return {
        "title_nl": "Kennisdag Vacuüm",
        "starts_at": in_weeks(6),
        "ends_at": in_weeks(6, hour=17),
        "town": "Eindhoven",
    } | more


def test_an_organiser_makes_a_draft_hosted_by_her_community():
    alma, community = a_desk()

    event = actions.make(community, by=alma, **words())

    assert (event.state, event.slug, event.lead) == ("draft", "kennisdag-vacuum", community)
    assert event.region_id == "NL41"


def test_only_organisers_make_events():
    with pytest.raises(PermissionDenied):
        actions.make(a_community(), by=a_person(), **words())


def test_an_event_that_not_everybody_sees_lives_where_nobody_guesses_it():
    alma, community = a_desk()

    first, second = (actions.make(community, by=alma, **words(visibility="invited")) for _n in range(2))

    assert len(first.slug) > len("kennisdag-vacuum") + 12
    assert first.slug != second.slug


def test_a_room_that_is_taken_is_refused_and_nothing_is_made():
    alma, community = a_desk()
    venue = a_venue(community)
    an_event(community, venue=venue, rooms=venue.rooms.all()[:1], starts_at=in_weeks(6, hour=9), hours=6)

    with pytest.raises(Refused, match="Zaal 1 is taken by “Kennisdag Vacuüm” from"):
        actions.make(community, by=alma, **words(venue=venue, rooms=venue.rooms.all()))

    assert Event.objects.count() == 1
    assert Booking.objects.count() == 1


def test_one_event_may_begin_when_the_other_ends():
    alma, community = a_desk()
    venue = a_venue(community)
    an_event(community, venue=venue, rooms=venue.rooms.all(), starts_at=in_weeks(6, hour=9, minute=30), hours=4)

    event = actions.make(community, by=alma, **words(venue=venue, rooms=venue.rooms.all()))

    assert event.bookings.count() == 2


def test_the_address_comes_from_the_venue():
    alma, community = a_desk()
    venue = a_venue(community, name="Gebouw Nul", street="Klokgebouw 50", postcode="5617 AB")

    event = actions.make(community, by=alma, **words(venue=venue, town="Elders"))

    assert (event.place_name, event.address) == ("Gebouw Nul", "Klokgebouw 50, 5617 AB Eindhoven")


def test_publishing_needs_a_place():
    alma, community = a_desk()
    event = actions.make(community, by=alma, **words(town=""))

    with pytest.raises(Refused, match="where it is"):
        actions.publish(event, by=alma)


def test_a_planned_draft_publishes_itself_when_its_time_has_come():
    alma, community = a_desk()
    event = actions.make(community, by=alma, **words())
    actions.plan_publication(event, in_weeks(1), by=alma)

    assert actions.publish_due(now=in_weeks(1) - timedelta(minutes=1)) == 0
    assert actions.publish_due(now=in_weeks(1)) == 1
    event.refresh_from_db()
    assert event.is_published


def test_only_a_draft_is_thrown_away():
    alma, community = a_desk()
    event = actions.publish(actions.make(community, by=alma, **words()), by=alma)

    with pytest.raises(Refused, match="Cancel it"):
        actions.discard(event, by=alma)
