from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from clubhuis.accounts.actions import erase
from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.activity.models import Mail
from clubhuis.events import actions as events
from clubhuis.events.tests.cast import tell_everybody
from clubhuis.lib.refusals import Refused
from clubhuis.programme import actions as programme
from clubhuis.programme.tests.cast import a_workshop
from clubhuis.registration import actions
from clubhuis.registration.arranging import arrange
from clubhuis.registration.models import ChangeRequest, Mailing, Registration
from clubhuis.registration.seats import rooms_of

from .cast import a_pending_registration, a_registration, an_open_event, as_it_is, write_letters

pytestmark = pytest.mark.django_db


def an_organiser_of(event):
    olga = a_person("Olga Organisator")
    event.hosts.get(is_lead=True).community.roles.create(person=olga, kind="organiser")
    return olga


def past_the_cut_off(registration):
    registration.event.rules.cut_off_at = timezone.now() - timedelta(minutes=1)
    registration.event.rules.save()
    return registration


def test_cancelling_twice_is_cancelling_once():
    registration = a_registration(an_open_event(places=1))

    actions.cancel(registration)
    actions.cancel(registration)

    assert rooms_of(registration.event)["event"].taken == 0
    assert write_letters().count("cancelled") == 1


def test_a_seat_is_handed_over_with_a_new_link():
    registration = a_registration(diet="vegetarisch")
    old_token = registration.token

    actions.hand_over(registration, "Bram Kuiper", "bram@voorbeeld.example")

    after = as_it_is(registration)
    assert (after.name, after.diet, after.state) == ("Bram Kuiper", "", "confirmed")
    assert after.token != old_token
    write_letters()
    told = set(Mail.objects.exclude(kind="registration/mail/confirmed").values_list("kind", "to"))
    assert told == {("registration/mail/handed_over", registration.email)}


def test_a_seat_is_not_handed_to_who_has_one():
    event = an_open_event()
    bram = a_registration(event, a_person("Bram"))
    nora = a_registration(event)

    with pytest.raises(Refused, match="registered for this event already"):
        actions.hand_over(nora, "Bram", bram.email)
    assert as_it_is(nora).name == nora.name


def test_after_the_cut_off_one_asks():
    registration = past_the_cut_off(a_registration())

    with pytest.raises(Refused, match="Ask the organisers"):
        actions.cancel(registration)

    request = actions.ask_change(registration, "cancel", {}, message="Ziek.")
    with pytest.raises(Refused, match="asked for this already"):
        actions.ask_change(registration, "cancel", {})
    assert actions.approve_change(request, by=an_organiser_of(registration.event)).state == "approved"
    assert as_it_is(registration).state == "cancelled"


def test_a_yes_is_for_that_person_alone():
    event = an_open_event()
    first, second = past_the_cut_off(a_registration(event)), a_registration(event, a_person("Bram"))
    request = actions.ask_change(first, "hand_over", {"name": "Carla", "email": "carla@voorbeeld.example"})

    actions.approve_change(request, by=an_organiser_of(event))

    assert as_it_is(first).name == "Carla"
    with pytest.raises(Refused):
        actions.hand_over(second, "Daan", "daan@voorbeeld.example")


def test_a_no_says_why():
    registration = past_the_cut_off(a_registration())
    request = actions.ask_change(registration, "cancel", {})

    actions.decline_change(request, by=an_organiser_of(registration.event), answer="De catering is besteld.")

    write_letters()
    assert "De catering is besteld." in Mail.objects.get(kind="registration/mail/change_declined").text
    assert as_it_is(registration).state == "confirmed"


def test_others_do_not_answer_changes():
    registration = past_the_cut_off(a_registration())
    request = actions.ask_change(registration, "cancel", {})

    with pytest.raises(PermissionDenied):
        actions.approve_change(request, by=a_person("Iemand"))
    assert ChangeRequest.objects.get().state == "asked"


def test_i_cannot_come_works_until_it_begins():
    registration = past_the_cut_off(a_registration())

    assert actions.cannot_come(registration).state == "cancelled"


def test_one_comes_online_when_the_room_is_full_and_back_when_it_is_not():
    event = an_open_event(places=1, attendance="both")
    sam = a_registration(event, a_person("Sam"))
    nora = a_registration(event, attendance="online")
    assert nora.state == "confirmed"
    with pytest.raises(Refused, match="no free place that way"):
        actions.attend(nora, "on_site")

    actions.attend(sam, "online")
    actions.attend(as_it_is(nora), "on_site")

    assert (rooms_of(event)["event"].taken, rooms_of(event)["online"].taken) == (1, 1)


def test_a_move_tells_everybody_and_their_calendars():
    event = an_open_event()
    registration = a_registration(event)
    olga = an_organiser_of(event)

    later = event.starts_at + timedelta(days=7)
    events.move(event, by=olga, starts_at=later, ends_at=later + timedelta(hours=3))
    tell_everybody()

    mail = Mail.objects.get(kind="events/mail/moved")
    assert mail.to == registration.email
    assert registration.get_absolute_url() in mail.text
    assert "SEQUENCE:1" in mail.calendar
    assert f"DTSTART;TZID=Europe/Amsterdam:{later:%Y%m%d}" in mail.calendar


def test_a_reminder_goes_once_to_who_comes(time_machine_later):
    event = an_open_event(weeks=2, reminder_days=[7])
    coming = a_registration(event)
    actions.cancel(a_registration(event, a_person("Bram")))
    write_letters()
    Mail.objects.all().delete()

    with time_machine_later(days=7):
        for _twice in range(2):
            actions.send_reminders(now=event.starts_at - timedelta(days=7) + timedelta(hours=1))
        write_letters()

    assert [(m.kind, m.to) for m in Mail.objects.all()] == [("registration/mail/reminder", coming.email)]
    assert "/cancellation/" in Mail.objects.get().text


def test_who_never_confirmed_lapses_and_is_forgotten(time_machine_later):
    event = an_open_event(places=1)
    a_registration(event, a_person("Sam"))
    pending = a_pending_registration(event)
    assert pending.claim is None

    with time_machine_later(minutes=31):
        assert actions.lapse_pending(now=timezone.now()) == 1
    assert as_it_is(pending).state == "lapsed"
    with time_machine_later(days=31):
        actions.forget_what_is_old(now=timezone.now())

    assert not Registration.objects.filter(pk=pending.pk).exists()


def test_wishes_about_food_go_after_the_event(time_machine_later):
    registration = a_registration(an_open_event(forget_notes_after=3), diet="geen noten")

    with time_machine_later(weeks=6, days=2):
        actions.forget_what_is_old(now=timezone.now())
    assert as_it_is(registration).diet == "geen noten"
    with time_machine_later(weeks=6, days=5):
        actions.forget_what_is_old(now=timezone.now())

    assert as_it_is(registration).diet == ""


def test_who_is_forgotten_leaves_the_seat_to_others():
    event = an_open_event(places=1)
    nora = a_person("Nora Visser")
    seat = a_registration(event, nora, diet="geen noten")
    waits = a_registration(event, a_person("Bram"))

    erase(nora, by=nora)

    after = as_it_is(seat)
    assert (after.name, after.email, after.diet, after.state) == ("", None, "", "cancelled")
    assert as_it_is(waits).queue == "offered"


def test_a_mailing_goes_once_to_who_is_chosen():
    event = an_open_event()
    nora, bram = a_registration(event), a_registration(event, a_person("Bram"))
    olga = an_organiser_of(event)
    mailing = actions.write_mailing(
        event, by=olga, subject="Parkeren", text="{{ settings.SECRET_KEY }}", audience={"chosen": [nora.pk]}
    )
    write_letters()
    Mail.objects.all().delete()

    actions.send_mailing(mailing, by=olga)
    with pytest.raises(Refused, match="sent already"):
        write_letters() and actions.send_mailing(mailing, by=olga)

    assert [m.to for m in Mail.objects.all()] == [nora.email]
    assert "{{ settings.SECRET_KEY }}" in Mail.objects.get().text
    assert Mailing.objects.get().recipients == 1
    assert bram.state == "confirmed"


def test_only_who_runs_the_event_writes_to_its_people():
    with pytest.raises(PermissionDenied):
        actions.write_mailing(an_open_event(), by=a_person(), subject="x", text="y", audience={})


def test_an_operator_may_do_all():
    event = an_open_event()
    assert actions.set_rules(event, by=an_operator(), most_colleagues=1).most_colleagues == 1


def test_a_session_that_moves_tells_who_chose_it_what_it_became():
    event = an_open_event()
    workshop = a_workshop(event, title="Lekzoeken", after=0, minutes=45)
    arrange(event, event.rules)
    nora, olga = a_person("Nora Visser", language="nl"), an_organiser_of(event)
    a_registration(event, nora, sessions=[workshop])
    a_registration(event, a_person("Kees"))
    write_letters()

    programme.change_session(workshop, by=olga, title_nl="Lekzoeken in de praktijk")
    assert write_letters() == []
    later = workshop.starts_at + timedelta(hours=1)
    programme.change_session(workshop, by=olga, starts_at=later, ends_at=later + timedelta(minutes=45), place="Zaal 2")

    assert write_letters() == ["session_moved"]
    mail = Mail.objects.get(kind="registration/mail/session_moved")
    assert mail.to == nora.email
    assert f"{workshop.starts_local:%H:%M}" in mail.text
    assert f"{later.astimezone(event.timezone):%H:%M}" in mail.text
    assert "Zaal 2" in mail.text


def test_a_session_that_moves_along_with_its_event_is_told_with_the_event():
    event = an_open_event()
    workshop, olga = a_workshop(event), an_organiser_of(event)
    arrange(event, event.rules)
    a_registration(event, sessions=[workshop])
    write_letters()

    events.move(
        event, by=olga, starts_at=event.starts_at + timedelta(days=1), ends_at=event.ends_at + timedelta(days=1)
    )

    assert write_letters() == []
