"""Hosts keep places, organisations get a limit, tickets a number: while people have seats and wait already."""

import pytest

from clubhuis.accounts.tests.cast import a_person
from clubhuis.capacity import actions as line_actions
from clubhuis.communities.tests.cast import a_community, a_membership
from clubhuis.events.tests.cast import a_host
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.registration import actions
from clubhuis.registration.arranging import arrange
from clubhuis.registration.desk.waiting import lacking_in_words
from clubhuis.registration.seats import line_of, rooms_of
from clubhuis.registration.situation import Now, situation_of

from .cast import a_registration, a_ticket_type, an_open_event, as_it_is, somebody_waits

pytestmark = pytest.mark.django_db


def a_member(community, name="Lid Maat"):
    person = a_person(name)
    a_membership(community, person)
    return person


def test_who_came_before_a_host_kept_places_counts_as_one_of_everybody():
    event = an_open_event(places=8)
    for number in range(3):
        a_registration(event, a_person(f"Vroeg {number}"))
    host = a_host(event, places=4)

    arrange(event, event.rules)

    rooms = rooms_of(event)
    assert [(rooms[key].taken, rooms[key].size) for key in ("event", "host:open", f"host:{host.pk}")] == [
        (3, 8),
        (3, 4),
        (0, 4),
    ]


def test_a_member_who_came_before_sits_on_a_place_of_their_own_host():
    community = a_community("Rein")
    event = an_open_event(places=8)
    a_registration(event, a_member(community))
    host = a_host(event, community, places=4)

    arrange(event, event.rules)

    assert (rooms_of(event)[f"host:{host.pk}"].taken, rooms_of(event)["host:open"].taken) == (1, 0)


def test_places_that_are_gone_cannot_be_kept():
    event = an_open_event(places=4)
    for number in range(3):
        a_registration(event, a_person(f"Vroeg {number}"))
    a_host(event, places=2)

    with pytest.raises(Refused, match="cannot be kept any more"):
        arrange(event, event.rules)


def test_who_waits_asks_for_what_they_would_ask_today():
    event = an_open_event(places=2)
    early = [a_registration(event, a_person(f"Vroeg {number}")) for number in range(2)]
    waits = somebody_waits(event, a_person("Wim Wacht"))
    line_actions.pause(line_of(event))
    actions.cancel(early[0])
    a_host(event, places=1)

    arrange(event, event.rules)
    line_actions.resume(line_of(event))

    assert as_it_is(waits).claim.alternatives == [["event", "host:open"]]
    assert as_it_is(waits).queue == "waiting"


def test_a_limit_for_an_organisation_counts_who_came_before():
    event, vakwerk = an_open_event(places=9), an_organisation("Vakwerk")
    for number in range(2):
        a_registration(event, a_person(f"Vroeg {number}"), organisation=vakwerk)
    event.rules.per_organisation = 2
    event.rules.save()

    arrange(event, event.rules)

    assert (rooms_of(event)[f"organisation:{vakwerk.pk}"].taken, rooms_of(event)["event"].taken) == (2, 2)
    assert a_registration(event, a_person("Laat"), organisation=vakwerk).state == "queued"


def test_more_of_an_organisation_than_there_may_be_keep_their_seats():
    event, vakwerk = an_open_event(places=9), an_organisation("Vakwerk")
    early = [a_registration(event, a_person(f"Vroeg {number}"), organisation=vakwerk) for number in range(3)]
    event.rules.per_organisation = 1
    event.rules.save()

    arrange(event, event.rules)

    assert [as_it_is(one).state for one in early] == ["confirmed"] * 3
    assert (rooms_of(event)[f"organisation:{vakwerk.pk}"].taken, rooms_of(event)["event"].taken) == (1, 3)


def test_a_ticket_that_gets_a_number_counts_who_has_it():
    event = an_open_event(places=9)
    ticket = a_ticket_type(event)
    a_registration(event, a_person("Vroeg"), ticket=ticket)
    ticket.seats = 5
    ticket.save()

    arrange(event, event.rules)

    assert rooms_of(event)[f"ticket:{ticket.pk}"].taken == 1


def test_a_group_that_cannot_be_served_keeps_nobody_else_from_a_seat():
    event, vakwerk = an_open_event(places=9, per_organisation=2), an_organisation("Vakwerk")
    for number in range(2):
        a_registration(event, a_person(f"Vroeg {number}"), organisation=vakwerk)
    stuck = somebody_waits_from(event, vakwerk)

    for anybody in (None, a_person("Nieuw")):
        situation = situation_of(event, anybody, event.rules)
        assert (situation.now, situation.left) == (Now.OPEN, 7)
    assert lacking_in_words(event, [as_it_is(stuck).claim]) == {stuck.claim_id: "From Vakwerk"}


def somebody_waits_from(event, organisation):
    registration = a_registration(event, a_person("Wim Wacht"), organisation=organisation)
    assert registration.state == "queued"
    return registration


def test_a_group_waits_for_as_many_places_as_it_has_people():
    event = an_open_event(places=3)
    for number in range(2):
        a_registration(event, a_person(f"Vroeg {number}"))
    leader = a_registration(event, a_person("Wim Wacht"), colleagues=1)

    assert lacking_in_words(event, [as_it_is(leader).claim]) == {leader.claim_id: "Seats"}
    assert situation_of(event, None, event.rules).left == 1


def test_a_member_sees_that_their_host_has_a_place_for_them():
    community = a_community("Rein")
    event = an_open_event(places=2)
    a_host(event, community, places=1)
    arrange(event, event.rules)
    a_registration(event, a_person("Vroeg"))

    member, other = a_member(community), a_person("Ander")

    assert situation_of(event, member, event.rules).now == Now.OPEN
    assert situation_of(event, other, event.rules).now == Now.WAITING_LIST
    assert a_registration(event, member).state == "confirmed"


@pytest.mark.parametrize(("sees_others", "is_shown"), [("numbers", False), ("names", True)])
def test_the_desk_tells_what_people_did_to_hosts_who_agreed_to_see_them(client, sees_others, is_shown):
    coen = a_person("Coen")
    community = a_community("Rein", managers=[coen])
    event = an_open_event()
    a_host(event, community, sees_others=sees_others)
    a_registration(event, a_person("Piet Puk"))
    client.force_login(coen)

    page = client.get(f"{event.get_absolute_url()}desk/", headers={"accept-language": "en"})

    assert ("Piet Puk" in page.content.decode()) is is_shown


def test_whoever_is_asked_to_host_along_sees_nobody_yet(client):
    coen = a_person("Coen")
    community = a_community("Rein", managers=[coen])
    event = an_open_event()
    a_host(event, community, state="invited", sees_others="full")
    a_registration(event, a_person("Piet Puk"))
    client.force_login(coen)

    page = client.get(f"{event.get_absolute_url()}desk/")

    assert (page.status_code, "Piet Puk" in page.content.decode()) == (200, False)
