from datetime import UTC, datetime
from unittest.mock import patch

import pytest
import time_machine

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Mail
from clubhuis.capacity import access as capacity
from clubhuis.capacity import actions as line_actions
from clubhuis.communities.tests.cast import a_community
from clubhuis.lib.refusals import Refused
from clubhuis.programme.models import Session
from clubhuis.registration import actions, letters
from clubhuis.registration.arranging import arrange
from clubhuis.registration.models import Registration
from clubhuis.registration.seats import rooms_of

from .cast import a_registration, an_open_event, as_it_is, somebody_waits, write_letters

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2027, 3, 9, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_a_tuesday_morning():
    with time_machine.travel(TUESDAY):
        yield


def a_full_event(waiting=2, **fields):
    event = an_open_event(places=1, **fields)
    seated = a_registration(event, a_person("Sam Zit"))
    return event, seated, [somebody_waits(event, a_person(f"Wacht {number}")) for number in range(waiting)]


def test_the_waiting_list_moves_by_itself():
    event, seated, (first, second) = a_full_event()

    actions.cancel(seated)

    first, second = as_it_is(first), as_it_is(second)
    assert (first.queue, second.queue, capacity.place_of(second.claim)) == ("offered", "waiting", 1)
    assert rooms_of(event)["event"].taken == 1
    assert "offered" in write_letters()
    offer = Mail.objects.get(kind="registration/mail/offered")
    assert (offer.to, "vóór woensdag 10 maart" in offer.text) == (first.email, True)


def test_who_takes_the_offer_has_the_seat():
    _event, seated, (first, _second) = a_full_event()
    actions.cancel(seated)

    taken = actions.accept_offer(as_it_is(first))

    assert (taken.state, taken.queue, taken.claim.state) == ("confirmed", "taken", "taken")
    assert actions.accept_offer(taken).state == "confirmed"


@pytest.mark.parametrize("deed", [actions.decline_offer, actions.cancel])
def test_who_does_not_want_it_passes_it_on_at_once(deed):
    _event, seated, (first, second) = a_full_event()
    actions.cancel(seated)

    deed(as_it_is(first))

    assert (as_it_is(first).state, as_it_is(second).queue) == ("cancelled", "offered")


def test_an_offer_that_nobody_answers_goes_to_the_next_with_a_friendly_mail():
    _event, seated, (first, second) = a_full_event()
    actions.cancel(seated)

    with time_machine.travel(as_it_is(first).claim.until):
        line_actions.tend()
        assert (as_it_is(first).state, as_it_is(first).queue) == ("lapsed", "lapsed")
        assert as_it_is(second).queue == "offered"
        with pytest.raises(Refused, match="no seat on offer"):
            actions.accept_offer(as_it_is(first))
        write_letters()

    assert Mail.objects.filter(kind="registration/mail/offer_lapsed", to=first.email).count() == 1


def test_who_lapsed_can_join_again_at_the_end():
    event, seated, (first, _second) = a_full_event()
    actions.cancel(seated)
    with time_machine.travel(as_it_is(first).claim.until):
        line_actions.tend()

        again = a_registration(event, first.person)

    assert (again.queue, capacity.place_of(again.claim)) == ("waiting", 1)


def test_an_offer_whose_mail_cannot_go_out_is_not_made():
    _event, seated, (first, second) = a_full_event()
    Registration.objects.filter(pk=first.pk).update(email=None)

    actions.cancel(seated)

    assert (as_it_is(first).queue, as_it_is(second).queue) == ("waiting", "offered")
    assert as_it_is(first).claim.unreachable_since is not None


def test_who_cancelled_does_not_come_back_by_themselves():
    _event, seated, (first, _second) = a_full_event()
    actions.leave_queue(first)

    actions.cancel(seated)

    assert (as_it_is(first).state, as_it_is(first).queue) == ("cancelled", "left")


def test_more_places_are_offered_at_once():
    lead = a_community()
    event, _seated, waiting = a_full_event(community=lead)
    event.places = 3
    event.save()

    arrange(event, event.rules)

    assert [as_it_is(one).queue for one in waiting] == ["offered", "offered"]


def test_the_queue_works_with_approval():
    event, seated, (first, second) = a_full_event(needs_approval=True)
    olga = a_person("Olga")
    event.hosts.get().community.roles.create(person=olga, kind="organiser")
    assert seated.state == "awaiting_approval"
    actions.approve(as_it_is(second), by=olga)

    actions.decline(as_it_is(seated), by=olga, reason="Te weinig plek.")
    actions.accept_offer(as_it_is(first))
    assert as_it_is(first).state == "awaiting_approval"
    actions.decline(as_it_is(first), by=olga)

    assert actions.accept_offer(as_it_is(second)).state == "confirmed"


def test_only_organisers_approve():
    from django.core.exceptions import PermissionDenied

    _event, seated, _waiting = a_full_event(needs_approval=True)
    with pytest.raises(PermissionDenied):
        actions.approve(seated, by=seated.person)


def workshops(event, *seats):
    made = [
        Session.objects.create(
            event=event,
            title_nl=f"Workshop {number}",
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            seats=size,
            needs_choice=True,
        )
        for number, size in enumerate(seats, start=1)
    ]
    arrange(event, event.rules)
    return made


def test_a_full_workshop_is_refused_and_nothing_is_kept():
    event = an_open_event(places=5)
    (one,) = workshops(event, 1)
    a_registration(event, a_person("Sam"), sessions=[one])

    with pytest.raises(Refused, match="is full"):
        a_registration(event, a_person("Bram"), sessions=[one])

    assert (rooms_of(event)["event"].taken, Registration.objects.count()) == (1, 1)


def test_a_workshop_has_a_waiting_list_of_its_own():
    event = an_open_event(places=5)
    one, other = workshops(event, 1, 9)
    sam = a_registration(event, a_person("Sam"), sessions=[one])
    bram = a_registration(event, a_person("Bram"), wait_for=[one])
    choice = bram.choices.get()
    assert (bram.state, choice.state) == ("confirmed", "waiting")

    actions.choose_sessions(sam, [other])
    choice.refresh_from_db()
    assert choice.state == "offered"
    assert "session_offered" in write_letters()

    assert actions.accept_session(choice).state == "chosen"


def test_taking_an_offered_workshop_gives_up_what_was_chosen_at_that_time():
    event = an_open_event(places=5)
    one, other = workshops(event, 1, 9)
    sam = a_registration(event, a_person("Sam"), sessions=[one])
    bram = a_registration(event, a_person("Bram"), sessions=[other])
    actions.choose_sessions(bram, [], wait_for=[one])
    actions.cancel(sam)

    actions.accept_session(bram.choices.get(session=one))

    assert [(c.session, c.state) for c in bram.choices.exclude(state="dropped")] == [(one, "chosen")]
    assert rooms_of(event)[f"session:{other.pk}"].taken == 0


def test_swapping_to_a_full_workshop_changes_nothing():
    event = an_open_event(places=5)
    one, other = workshops(event, 1, 9)
    a_registration(event, a_person("Sam"), sessions=[one])
    bram = a_registration(event, a_person("Bram"), sessions=[other])

    with pytest.raises(Refused, match="is full"):
        actions.choose_sessions(bram, [one])

    assert [c.session for c in bram.choices.exclude(state="dropped")] == [other]


def test_who_waits_for_a_seat_has_their_workshop_asked_for_when_it_comes():
    event = an_open_event(places=1)
    (one,) = workshops(event, 1)
    sam = a_registration(event, a_person("Sam"), sessions=[one])
    bram = a_registration(event, a_person("Bram"), sessions=[one])
    assert (bram.queue, bram.choices.get().state) == ("waiting", "wished")
    actions.cancel(sam)

    actions.accept_offer(as_it_is(bram))

    assert bram.choices.get().state == "chosen"


def test_two_workshops_at_once_are_refused():
    event = an_open_event(places=1)
    one, other = workshops(event, 1, 9)

    with pytest.raises(Refused, match="at the same time"):
        a_registration(event, a_person("Sam"), sessions=[one, other])


def test_a_group_is_offered_seats_together():
    event = an_open_event(places=2)
    a, b = a_registration(event, a_person("A")), a_registration(event, a_person("B"))
    leader = a_registration(event, a_person("Leider"), colleagues=1)

    actions.cancel(a)
    assert as_it_is(leader).queue == "waiting"
    actions.cancel(b)

    assert {one.queue for one in (as_it_is(leader), as_it_is(leader.colleagues.get()))} == {"offered"}


def a_group_that_is_offered_seats():
    event = an_open_event(places=2)
    seated = [a_registration(event, a_person(name)) for name in "AB"]
    leader = a_registration(event, a_person("Leider"), colleagues=1)
    for one in seated:
        actions.cancel(one)
    return as_it_is(leader), as_it_is(leader.colleagues.get())


def offers_to(registration):
    write_letters()
    return list(
        Mail.objects.filter(kind="registration/mail/offered", to=registration.email).values_list("text", flat=True)
    )


def test_who_booked_for_a_colleague_hears_once_and_takes_both_seats_with_one_answer():
    leader, colleague = a_group_that_is_offered_seats()
    (mail,) = offers_to(leader)
    assert "voor jou en 1 collega" in mail

    actions.accept_offer(leader)

    assert [as_it_is(one).state for one in (leader, colleague)] == ["confirmed", "confirmed"]


def test_who_cannot_come_may_still_send_a_colleague():
    leader, colleague = a_group_that_is_offered_seats()
    offers_to(leader)

    actions.decline_offer(leader)

    assert [as_it_is(one).queue for one in (leader, colleague)] == ["declined", "offered"]
    assert sum("voor je collega" in text for text in offers_to(leader)) == 1
    assert actions.accept_offer(as_it_is(colleague)).state == "confirmed"


def test_a_letter_that_no_longer_fits_is_not_written():
    _event, seated, (first, _second) = a_full_event()
    actions.cancel(seated)
    actions.accept_offer(as_it_is(first))
    actions.cancel(as_it_is(first))

    write_letters()

    kinds = set(Mail.objects.filter(to=first.email).values_list("kind", flat=True))
    assert kinds == {"registration/mail/cancelled"}


def test_a_letter_is_written_once():
    seated = a_registration()

    for _twice in range(2):
        letters.write.func("confirmed", seated.pk, "", None, {})

    assert Mail.objects.count() == 1


def test_without_the_keepers_word_an_offer_is_undone():
    """The promise that an offer is told is kept in one transaction: break the telling, and there is no offer."""
    _event, seated, (first, second) = a_full_event()
    with patch.object(letters, "soon", side_effect=RuntimeError("no queue")):
        line_actions.release(as_it_is(seated).claim)

    assert [as_it_is(one).claim.state for one in (first, second)] == ["waiting", "waiting"]
