"""Several people, or one who clicks twice, at the same moment: seats, queue and registrations stay one story."""

import time
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.capacity.actions.offers import offer_next
from clubhuis.events.models import Event
from clubhuis.lib import together
from clubhuis.lib.refusals import Refused
from clubhuis.registration import actions
from clubhuis.registration.actions import confirming
from clubhuis.registration.models import Letter, Registration
from clubhuis.registration.seats import line_of, rooms_of
from clubhuis.registration.tests.cast import (
    a_pending_registration,
    a_registration,
    an_open_event,
    details,
    somebody_waits,
)

from .test_communities import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 3


def registering(event, person):
    """One click of somebody who is signed in."""

    def click():
        there = Event.objects.get(pk=event.pk)
        with suppress(Refused):
            actions.register(there, actions.usual_details(person), by=Person.objects.get(pk=person.pk))

    return click


def is_one_story(event):
    """As many seats are taken as people have one (or are offered one), and nobody has two."""
    live = list(Registration.objects.filter(event=event).live().select_related("claim"))
    holding = [one for one in live if one.claim and one.claim.is_seated]
    people = [one.person_id for one in live if one.person_id]
    return rooms_of(event)["event"].taken == len(holding) and len(people) == len(set(people))


@pytest.mark.parametrize("number", range(ROUNDS))
def test_the_last_seat_goes_to_one_and_the_others_wait_in_order(number):
    event = an_open_event(places=1)
    people = [a_person(f"Persoon {n}") for n in range(4)]

    assert at_once(*(registering(event, person) for person in people)) == [None] * 4

    found = Registration.objects.filter(event=event).select_related("claim")
    assert sorted(one.state for one in found) == ["confirmed", "queued", "queued", "queued"]
    assert sorted(one.claim.number for one in found if one.state == "queued") == [1, 2, 3]
    assert is_one_story(event)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_double_click_is_one_registration_and_one_mail(number):
    event, nora = an_open_event(places=5), a_person("Nora Visser")

    assert at_once(*[registering(event, nora)] * 3) == [None] * 3

    assert Registration.objects.filter(event=event).count() == 1
    assert Letter.objects.count() == 1
    assert is_one_story(event)


@contextmanager
def without_constraints(*names):
    """The table as it would be if somebody forgot these."""
    gone = [one for one in Registration._meta.constraints if one.name in names]
    with connection.schema_editor() as editor:
        for one in gone:
            editor.remove_constraint(Registration, one)
    try:
        yield
    finally:
        Registration.objects.all().delete()
        with connection.schema_editor() as editor:
            for one in gone:
                editor.add_constraint(Registration, one)


def test_mutant_without_the_constraints_a_double_click_is_two():
    with without_constraints("registration_once_a_person", "registration_once_an_address"):
        event, nora = an_open_event(places=5), a_person("Nora Visser")

        at_once(*[registering(event, nora)] * 3)

        assert Registration.objects.filter(event=event).count() > 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_link_followed_twice_at_once_confirms_once(number):
    event = an_open_event(places=1)
    pending = a_pending_registration(event)

    def follow():
        actions.confirm(Registration.objects.select_related("event").get(pk=pending.pk))

    assert at_once(follow, follow, follow) == [None] * 3

    assert Registration.objects.get(pk=pending.pk).state == "confirmed"
    assert Person.objects.filter(email=pending.email).count() == 1
    assert Letter.objects.filter(kind="confirmed").count() == 1
    assert is_one_story(event)


def with_the_code(pk):
    """As the page does it."""
    code = Registration.objects.get(pk=pk).code
    try:
        together.write(lambda: actions.confirm_alone(pk, code))
    except actions.NeedsTheLine:
        found = Registration.objects.select_related("event").get(pk=pk)
        together.write(lambda: actions.confirm_by_code(found, code))


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_code_and_a_link_at_once_confirm_once(number):
    event = an_open_event(places=1)
    pending = a_pending_registration(event)

    def follow():
        actions.confirm(Registration.objects.select_related("event").get(pk=pending.pk))

    assert at_once(lambda: with_the_code(pending.pk), follow, lambda: with_the_code(pending.pk)) == [None] * 3

    assert Registration.objects.get(pk=pending.pk).state == "confirmed"
    assert Person.objects.filter(email=pending.email).count() == 1
    assert Letter.objects.filter(kind="confirmed").count() == 1
    assert is_one_story(event)


def test_mutant_without_the_lock_a_code_confirms_twice(monkeypatch):
    """Only where several write at once: SQLite lets one at a time."""
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time")
    monkeypatch.setattr(confirming, "_alone", unlocked)
    event = an_open_event()
    pending = [a_pending_registration(event, email=f"p{number}@example.org") for number in range(12)]

    for one in pending:
        at_once(*[lambda one=one: with_the_code(one.pk)] * 3)

    assert Letter.objects.filter(kind="confirmed").count() > len(pending)


def unlocked(pk, now):
    """What `confirm_alone` would find if it locked nothing; slowly, so that others find it too."""
    found = list(Registration.objects.filter(pk=pk, state="pending").select_related("event__rules", "claim"))
    time.sleep(0.05)
    return found


@pytest.mark.parametrize("number", range(ROUNDS))
def test_confirming_while_it_is_cancelled_or_lapses_is_one_after_the_other(number):
    event = an_open_event(places=5)
    pending = [a_pending_registration(event, email=f"p{number}@example.org") for number in range(6)]
    line = line_of(event)

    def cancel(pk):
        with suppress(Refused):
            actions.cancel(Registration.objects.select_related("event", "claim").get(pk=pk))

    for one in pending[:3]:
        assert at_once(lambda one=one: with_the_code(one.pk), lambda one=one: cancel(one.pk)) == [None, None]
        assert Registration.objects.get(pk=one.pk).state == "cancelled"
    later = timezone.now() + timedelta(hours=1)
    assert (
        at_once(*[lambda one=one: with_the_code(one.pk) for one in pending[3:]], lambda: offer_next(line, later))
        == [None] * 4
    )
    assert is_one_story(event)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_cancelling_while_the_next_answers_and_a_third_arrives(number):
    event = an_open_event(places=1)
    seated = a_registration(event, a_person("Sam"))
    waits = somebody_waits(event, a_person("Wacht"))
    late = a_person("Laat")

    def again(registration):
        return Registration.objects.select_related("event", "claim").get(pk=registration.pk)

    def accept():
        with suppress(Refused):
            actions.accept_offer(again(waits))

    outcomes = at_once(lambda: actions.cancel(again(seated)), accept, registering(event, late))

    assert outcomes == [None] * 3
    assert Registration.objects.get(event=event, person=late).state == "queued"  # nobody passes who waits
    assert again(waits).queue in ("offered", "taken")
    assert is_one_story(event)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_yes_and_no_to_an_offer_at_once_is_one_of_them(number):
    event = an_open_event(places=1)
    seated = a_registration(event, a_person("Sam"))
    waits = somebody_waits(event, a_person("Wacht"))
    actions.cancel(seated)

    def answer(deed):
        def click():
            with suppress(Refused):
                deed(Registration.objects.select_related("event", "claim").get(pk=waits.pk))

        return click

    assert at_once(answer(actions.accept_offer), answer(actions.decline_offer)) == [None, None]

    after = Registration.objects.get(pk=waits.pk)
    assert (after.state, after.queue) in {("confirmed", "taken"), ("cancelled", "declined")}
    assert is_one_story(event)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_two_colleagues_who_are_handed_one_address_leave_one(number):
    event = an_open_event(places=5)
    first, second = a_registration(event, a_person("Een")), a_registration(event, a_person("Twee"))

    def hand(registration):
        def click():
            there = Registration.objects.select_related("event", "claim").get(pk=registration.pk)
            with suppress(Refused):
                actions.hand_over(there, "Nora", details().email)

        return click

    assert at_once(hand(first), hand(second)) == [None, None]

    assert Registration.objects.filter(event=event, email=details().email).count() == 1
    assert is_one_story(event)
