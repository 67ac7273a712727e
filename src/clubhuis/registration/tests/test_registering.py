from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_ox.models import OxTask

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Mail
from clubhuis.capacity.refusals import Full
from clubhuis.communities.tests.cast import a_community
from clubhuis.events.tests.cast import an_event
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.registration import actions, composing, letters
from clubhuis.registration.models import Registration
from clubhuis.registration.seats import rooms_of

from .cast import (
    a_pending_registration,
    a_registration,
    a_ticket_type,
    an_open_event,
    as_it_is,
    details,
    letters_asked,
    somebody_waits,
    with_rules,
    write_letters,
)

pytestmark = pytest.mark.django_db


def taken(event, key="event"):
    return rooms_of(event)[key].taken


def test_who_is_signed_in_has_a_seat_with_one_click():
    event, nora = an_open_event(places=2), a_person("Nora Visser")

    registration = actions.register(event, actions.usual_details(nora), by=nora)

    assert (registration.state, registration.person, taken(event)) == ("confirmed", nora, 1)
    assert write_letters() == ["confirmed"]
    mail = Mail.objects.get()
    assert mail.to == nora.email
    assert "METHOD:REQUEST" in mail.calendar or "METHOD:PUBLISH" in mail.calendar
    assert registration.get_absolute_url() in mail.text


def test_a_visitor_holds_a_seat_until_the_mail_is_answered():
    event = an_open_event(places=1)
    registration = a_pending_registration(event)
    assert (registration.state, registration.claim.state, taken(event)) == ("pending", "held", 1)
    assert not Person.objects.filter(email=registration.email).exists()

    confirmed = actions.confirm(registration)

    assert (confirmed.state, confirmed.claim.state, taken(event)) == ("confirmed", "taken", 1)
    assert confirmed.person.is_contact
    assert confirmed.person.email == "nora@voorbeeld.example"


def test_the_code_from_the_mail_does_the_same_as_the_link():
    registration = a_pending_registration()
    assert write_letters() == ["pending"]
    assert registration.code in Mail.objects.get().text

    assert actions.confirm_by_code(registration, f" {registration.code} ").state == "confirmed"


def test_a_code_is_worth_nothing_after_five_wrong_ones():
    registration = a_pending_registration()
    wrong = "000000" if registration.code != "000000" else "111111"
    for _attempt in range(5):
        with pytest.raises(Refused, match="not the code"):
            actions.confirm_by_code(registration, wrong)

    with pytest.raises(Refused, match="too many attempts"):
        actions.confirm_by_code(registration, registration.code)
    assert as_it_is(registration).state == "pending"


def test_confirming_twice_is_confirming_once():
    registration = a_pending_registration(an_open_event(places=1))

    first, second = actions.confirm(registration), actions.confirm(registration)

    assert first.confirmed_at == second.confirmed_at
    assert write_letters().count("confirmed") == 1


def test_half_an_hour_later_the_seat_is_anothers_and_the_first_waits(time_machine_later):
    event = an_open_event(places=1)
    slow = a_pending_registration(event)
    with time_machine_later(minutes=31):
        quick = a_registration(event)
        assert quick.state == "confirmed"
        assert as_it_is(slow).state == "lapsed"

        late = actions.confirm(slow)

    assert (late.state, late.queue, taken(event)) == ("queued", "waiting", 1)


def test_a_late_confirmation_takes_a_seat_that_is_still_free(time_machine_later):
    slow = a_pending_registration(an_open_event(places=1))

    with time_machine_later(minutes=31):
        assert actions.confirm(slow).state == "confirmed"


def test_one_person_has_one_live_registration():
    event, nora = an_open_event(), a_person("Nora Visser")
    first = a_registration(event, nora)

    with pytest.raises(actions.AlreadyRegistered) as again:
        a_registration(event, nora)
    assert again.value.registration == first


def test_who_cancelled_can_register_again():
    event, nora = an_open_event(places=1), a_person("Nora Visser")
    actions.cancel(a_registration(event, nora))

    assert a_registration(event, nora).state == "confirmed"


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        ({"opens_at": timedelta(days=1)}, "not opened yet"),
        ({"closes_at": timedelta(days=-1)}, "closed"),
    ],
)
def test_registration_is_refused_outside_its_time(rules, why):
    event = an_open_event(**{name: timezone.now() + by for name, by in rules.items()})

    with pytest.raises(Refused, match=why):
        a_registration(event)


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_only_a_published_event_takes_registrations(state):
    with pytest.raises(Refused):
        a_registration(an_open_event(state=state))


def test_an_organisation_that_is_excluded_cannot_come():
    rival = an_organisation("Rietveld Frezen")
    event = an_open_event()
    event.rules.excluded_organisations.add(rival)

    with pytest.raises(Refused, match="cannot take part"):
        a_registration(event, organisation=rival)


def test_colleagues_have_seats_that_are_named_later():
    event, nora = an_open_event(places=4), a_person("Nora Visser")
    leader = a_registration(event, nora, colleagues=2)
    unnamed = leader.colleagues.first()
    assert (taken(event), unnamed.state, unnamed.known_as) == (3, "confirmed", "colleague of Nora Visser")

    named = actions.name_colleague(unnamed, "Bram Kuiper", "Bram@Voorbeeld.example")

    assert (named.name, named.email) == ("Bram Kuiper", "bram@voorbeeld.example")
    write_letters()
    assert Mail.objects.filter(to="bram@voorbeeld.example").count() == 1


def test_a_group_waits_together_when_it_does_not_fit():
    event = an_open_event(places=2)
    leader = a_registration(event, colleagues=2)

    assert [one.state for one in (leader, *leader.colleagues.all())] == ["queued"] * 3
    assert taken(event) == 0


def test_at_most_so_many_colleagues():
    with pytest.raises(Refused, match="at most 1 colleague"):
        a_registration(an_open_event(most_colleagues=1), colleagues=2)


def test_at_most_so_many_from_one_organisation():
    works = an_organisation("Verhoef Verspaning")
    event = an_open_event(per_organisation=1)
    a_registration(event, a_person("Nora"), organisation=works)

    second = a_registration(event, a_person("Bram"), organisation=works)
    other = a_registration(event, a_person("Carla"), organisation=an_organisation("Ander Bedrijf"))

    assert (second.state, other.state) == ("queued", "confirmed")


def test_a_ticket_type_has_its_own_seats_and_price():
    event = an_open_event()
    free = a_ticket_type(event, "Student", seats=1)
    paid = a_ticket_type(event, "Deelnemer", price_cents=9950)
    a_registration(event, ticket=free)

    assert a_registration(event, a_person("Bram"), ticket=free).state == "queued"
    with pytest.raises(Refused, match="invoice"):
        a_registration(event, a_person("Carla"), ticket=paid)
    invoice = {
        "name": "Verhoef BV",
        "address": "Dorpsstraat 1",
        "postcode": "7601 AA",
        "town": "Almelo",
        "country": "NL",
    }
    bought = a_registration(event, a_person("Daan"), ticket=paid, invoice=invoice)
    assert (bought.price_cents, bought.total_cents, bought.invoice.town) == (9950, 12040, "Almelo")


def test_a_kind_of_ticket_must_be_chosen_where_there_are_kinds():
    event = an_open_event()
    a_ticket_type(event)

    with pytest.raises(Refused, match="Choose a kind of ticket"):
        a_registration(event)


def test_members_come_first():
    member, stranger = a_person("Mila Member"), a_person("Stan Stranger")
    event = an_open_event(
        community=a_community(members=[member]), places=5, members_first_until=timezone.now() + timedelta(days=3)
    )

    assert a_registration(event, stranger).state == "queued"
    assert a_registration(event, member).state == "confirmed"


def test_a_ticket_for_members_is_for_members():
    event = an_open_event(community=a_community(members=[member := a_person("Mila")]))
    ticket = a_ticket_type(event, members_only=True)

    assert a_registration(event, member, ticket=ticket).state == "confirmed"
    with pytest.raises(Refused, match="for members"):
        a_registration(event, a_person("Stan"), ticket=ticket)


def test_places_of_a_host_are_for_its_members_until_they_are_released(time_machine_later):
    member = a_person("Mila Member")
    event = an_open_event(places=2, community=(lead := a_community(members=[member])))
    host = event.hosts.get(community=lead)
    host.places, host.release_on = 1, timezone.localdate() + timedelta(days=7)
    host.save()
    actions.set_rules(event, by=an_organiser(lead))
    a_registration(event, a_person("Een"))
    second = somebody_waits(event, a_person("Twee"))

    assert a_registration(event, member).state == "confirmed"
    assert as_it_is(second).queue == "waiting"


def test_released_places_are_offered_to_who_waits(time_machine_later):
    event = an_open_event(places=2, community=(lead := a_community()))
    host = event.hosts.get(community=lead)
    host.places, host.release_on = 1, timezone.localdate() + timedelta(days=7)
    host.save()
    actions.set_rules(event, by=an_organiser(lead))
    a_registration(event, a_person("Een"))
    second = somebody_waits(event, a_person("Twee"))

    with time_machine_later(days=8):
        from clubhuis.capacity import actions as capacity

        capacity.tend()

    assert as_it_is(second).queue == "offered"


def test_registration_that_begins_after_a_release_has_places_for_everybody():
    member = a_person("Mila Member")
    event = an_event(community=(lead := a_community(members=[member])), places=2)
    host = event.hosts.get(community=lead)
    host.places, host.release_on = 1, timezone.localdate()
    host.save()
    with_rules(event)

    assert a_registration(event, member).state == "confirmed"
    assert a_registration(event, a_person("Stan")).state == "confirmed"


def an_organiser(community):
    person = a_person("Olga Organisator")
    community.roles.create(person=person, kind="organiser")
    return person


def test_without_a_waiting_list_full_is_full():
    event = an_open_event(places=1, has_waiting_list=False)
    a_registration(event)

    with pytest.raises(Full):
        a_registration(event, a_person("Bram"))
    assert Registration.objects.count() == 1


def test_fewer_places_than_were_given_is_refused():
    lead = a_community()
    event = an_open_event(places=2, community=lead)
    a_registration(event), a_registration(event, a_person("Bram"))
    event.places = 1
    event.save()

    with pytest.raises(Refused, match="2 places have been given"):
        actions.set_rules(event, by=an_organiser(lead))


def test_the_mail_can_be_asked_for_three_times():
    registration = a_pending_registration()
    for _again in range(2):
        registration = actions.ask_again(registration)

    with pytest.raises(Refused, match="several times"):
        actions.ask_again(registration)
    write_letters()
    assert Mail.objects.count() == 3


def test_a_visitor_is_not_known_to_the_house_by_typing_an_address():
    """Somebody else's address opens no doors of theirs: members first, and their person, wait for proof."""
    member = a_person("Mila Member")
    event = an_open_event(
        community=a_community(members=[member]), places=5, members_first_until=timezone.now() + timedelta(days=3)
    )

    pending = actions.register(event, replace(details(), email=member.email))

    assert (pending.person, pending.claim) == (None, None)
    assert actions.confirm(pending).state == "confirmed"


def test_an_organiser_puts_somebody_down_when_registration_is_closed():
    lead = a_community()
    event = an_open_event(community=lead, closes_at=timezone.now() - timedelta(hours=1))
    olga = an_organiser(lead)

    added = actions.add(event, details(), by=olga)

    assert (added.state, added.through) == ("confirmed", "organiser")


def test_a_letter_that_cannot_be_written_does_not_keep_the_others(monkeypatch):
    event = an_open_event()
    first, second = a_pending_registration(event), a_pending_registration(event, email="piet@voorbeeld.example")
    compose = composing.Composer.composed

    def composed(composer, letter, registration):
        if registration == first:
            raise OSError("the ink is finished")
        return compose(composer, letter, registration)

    monkeypatch.setattr(composing.Composer, "composed", composed)
    letters.write_waiting.func()

    assert [mail.to for mail in Mail.objects.all()] == [second.email]
    assert OxTask.objects.get(task_path__endswith="letters.write").args[:2] == ["pending", first.pk]
    assert letters_asked() == []


def test_letters_cost_the_same_number_of_questions_for_one_and_for_many(django_assert_num_queries):
    event = an_open_event()

    def writing(*names):
        for name in names:
            a_pending_registration(event, email=f"{name}@voorbeeld.example")
        with CaptureQueriesContext(connection) as asked:
            letters.write_waiting.func()
        return len(asked)

    assert writing("nora") == writing("piet", "kees", "anna")
