import pytest
from django.db.models import Q

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.communities.tests.cast import a_community, a_partnership
from clubhuis.events.circles import invited
from clubhuis.events.models import Event

from .cast import a_host, an_event, an_event_role

pytestmark = pytest.mark.django_db


def people_around():
    """One of each who may look, around a community with a partner."""
    member, organiser, partner_member = a_person("Lid"), a_person("Organisator"), a_person("Partnerlid")
    community = a_community(members=[member], organisers=[organiser])
    a_partnership(community, a_community("Partner", members=[partner_member]), shares=["events"])
    everybody = {
        "visitor": None,
        "stranger": a_person("Vreemde"),
        "member": member,
        "partner_member": partner_member,
        "organiser": organiser,
        "operator": an_operator(),
    }
    return community, everybody


@pytest.mark.parametrize(
    ("fields", "seen_by"),
    [
        ({}, {"visitor", "stranger", "member", "partner_member", "organiser", "operator"}),
        ({"visibility": "communities"}, {"member", "partner_member", "organiser", "operator"}),
        ({"visibility": "invited"}, {"organiser", "operator"}),
        ({"state": "draft"}, {"organiser", "operator"}),
        ({"state": "cancelled"}, {"visitor", "stranger", "member", "partner_member", "organiser", "operator"}),
    ],
)
def test_an_event_is_seen_by_whom_it_is_for(fields, seen_by):
    community, everybody = people_around()
    event = an_event(community, **fields)

    seen = {name for name, person in everybody.items() if event in Event.objects.visible_to(person)}

    assert seen == seen_by


def test_somebody_in_three_of_its_communities_sees_it_once():
    person = a_person()
    first, second, third = (a_community(f"Kring {n}", members=[person]) for n in range(3))
    an_event(first, co_hosts=[second, third], visibility="communities")

    assert Event.objects.visible_to(person).count() == 1


@pytest.mark.parametrize(
    ("state", "seen"), [("invited", False), ("accepted", True), ("declined", False), ("left", False)]
)
def test_members_of_a_host_see_it_once_their_community_has_accepted(state, seen):
    person = a_person()
    event = an_event(visibility="communities")
    a_host(event, a_community(members=[person]), state=state)

    assert Event.objects.visible_to(person).exists() is seen


def test_organisers_of_a_community_that_was_asked_see_the_draft():
    organiser = a_person()
    event = an_event(state="draft")
    a_host(event, a_community(organisers=[organiser]), state="invited")

    assert event in Event.objects.visible_to(organiser)


def test_a_role_at_the_event_shows_its_draft():
    helper = a_person()
    event = an_event(state="draft")
    an_event_role(event, helper, "volunteer")

    assert event in Event.objects.visible_to(helper)


def test_who_was_invited_sees_it_as_rooms_above_say(monkeypatch, asked_plainly):
    guest = a_person()
    event, other = an_event(visibility="invited"), an_event(visibility="invited")
    monkeypatch.setitem(invited._entries, "test", lambda person: Q(pk=event.pk))

    assert list(Event.objects.visible_to(guest)) == [event]
    assert other not in Event.objects.visible_to(guest)
