"""Communities host an event together."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Mail
from clubhuis.communities.tests.cast import a_community
from clubhuis.events import access, actions, hosting
from clubhuis.events.changes import What, changes
from clubhuis.lib.refusals import Refused

from .cast import a_host, a_venue, an_event

pytestmark = pytest.mark.django_db


def two_communities():
    """Alma organises for the lead, Coen for the other."""
    alma, coen = a_person("Alma"), a_person("Coen")
    return alma, coen, a_community("Precisiekring", organisers=[alma]), a_community("Rein", organisers=[coen])


def test_a_community_that_is_asked_hears_by_mail_and_accepts():
    alma, coen, lead, other = two_communities()
    event = an_event(lead)

    host = actions.invite_host(event, other, by=alma, places=20, message="Doen jullie mee?")
    actions.accept_hosting(host, by=coen)

    host.refresh_from_db()
    assert (host.state, host.places) == ("accepted", 20)
    assert list(Mail.objects.order_by("pk").values_list("to", "kind")) == [
        (coen.email, "events/mail/hosting"),
        (alma.email, "events/mail/host_accepted"),
    ]


def test_nobody_accepts_for_another_community():
    alma, _coen, lead, other = two_communities()
    host = actions.invite_host(an_event(lead), other, by=alma)

    with pytest.raises(PermissionDenied):
        actions.accept_hosting(host, by=alma)


def test_a_question_is_answered_once():
    alma, coen, lead, other = two_communities()
    host = actions.invite_host(an_event(lead), other, by=alma)
    actions.decline_hosting(host, by=coen)

    with pytest.raises(Refused, match="already been answered"):
        actions.accept_hosting(host, by=coen)


def test_who_declined_may_be_asked_again():
    alma, coen, lead, other = two_communities()
    event = an_event(lead)
    actions.decline_hosting(actions.invite_host(event, other, by=alma), by=coen)

    actions.invite_host(event, other, by=alma)

    assert event.hosts.get(community=other).state == "invited"


def test_the_event_survives_when_the_lead_leaves():
    alma, _coen, lead, other = two_communities()
    venue = a_venue(lead)
    event = an_event(lead, co_hosts=[other], venue=venue, rooms=venue.rooms.all(), town="Eindhoven")

    actions.leave_hosting(event.hosts.get(community=lead), by=alma)

    event.refresh_from_db()
    assert event.lead == other
    assert (event.state, event.town) == ("published", "Eindhoven")
    assert not event.bookings.exists()  # the rooms were of who left


def test_the_last_host_cannot_leave():
    alma, _coen, lead, _other = two_communities()
    event = an_event(lead)

    with pytest.raises(Refused, match="no other host"):
        actions.leave_hosting(event.hosts.get(), by=alma)


def test_other_terms_hold_when_the_host_agrees():
    alma, coen, lead, other = two_communities()
    event = an_event(lead, co_hosts=[other])
    host = event.hosts.get(community=other)

    actions.change_terms(host, by=alma, places=15, release_on=None, sees_others="full")
    host.refresh_from_db()
    assert (host.places, host.sees_others) == (None, "names")

    actions.agree_to_terms(host, by=coen)
    host.refresh_from_db()
    assert (host.places, host.sees_others, host.proposed) == (15, "full", {})


def test_rooms_above_follow_when_places_of_hosts_change(monkeypatch):
    seen = []
    monkeypatch.setitem(changes._entries, "test", lambda event, change: seen.append(change.what))
    alma, coen, lead, other = two_communities()
    host = actions.invite_host(an_event(lead), other, by=alma, places=5)

    actions.accept_hosting(host, by=coen)

    assert seen == [What.HOSTS]


@pytest.mark.parametrize(
    ("places", "weeks", "words"),
    [(200, None, "100 places"), (10, 9, "before the event begins"), (0, None, "number of places")],
)
def test_terms_that_cannot_be(places, weeks, words):
    alma, _coen, lead, other = two_communities()
    event = an_event(lead, places=100)
    release_on = (event.starts_at + timedelta(weeks=weeks)).date() if weeks else None

    with pytest.raises(Refused, match=words):
        actions.invite_host(event, other, by=alma, places=places, release_on=release_on)


@pytest.mark.parametrize(
    ("who", "rights"),
    [
        ("lead", {"view_desk", "edit", "see_people", "check_in", "decide"}),
        ("co_host", {"view_desk", "edit", "see_people", "check_in"}),
        ("asked", {"view_desk"}),
        ("viewer", {"view_desk"}),
        ("left", set()),
        ("stranger", set()),
    ],
)
def test_what_each_may_do_at_the_desk(who, rights):
    people = {name: a_person(name.title()) for name in ("lead", "co_host", "asked", "viewer", "left", "stranger")}
    event = an_event(a_community(organisers=[people["lead"]], viewers=[people["viewer"]]))
    a_host(event, a_community(organisers=[people["co_host"]]))
    a_host(event, a_community(organisers=[people["asked"]]), state="invited")
    a_host(event, a_community(organisers=[people["left"]]), state="left")

    may = access.rights(people[who], event)

    assert {name for name in may.__slots__ if getattr(may, name)} == rights


def test_a_host_sees_of_others_what_was_agreed():
    alma, coen, lead, other = two_communities()
    event = an_event(lead)
    a_host(event, other, sees_others="numbers")

    assert access.desk_of(alma, event).sees_others == "full"
    assert access.desk_of(coen, event).sees_others == "numbers"
    assert access.desk_of(coen, event).speaks_for == {other.pk}


def test_the_desk_of_a_community_shows_what_it_is_asked_to_host_along(client):
    mia = a_person("Mia")
    community = a_community(managers=[mia])
    event = an_event(title="Kennisdag Vacuüm")
    a_host(event, community, state="invited")
    client.force_login(mia)

    page = client.get(f"{community.get_absolute_url()}desk/").content.decode()

    assert f"{event.get_absolute_url()}desk/hosts/" in page
    assert "mee te organiseren: Kennisdag Vacuüm" in page


def test_nothing_waits_once_a_community_has_answered():
    community = a_community()
    a_host(an_event(), community, state="accepted")

    assert hosting.asked_along(community) == []
