"""Time or place change, an event is cancelled, somebody else runs it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django_ox.models import OxTask

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity import mail
from clubhuis.activity.models import Mail
from clubhuis.communities.tests.cast import a_community
from clubhuis.events import access, actions, letters
from clubhuis.events.audience import Recipient, audience
from clubhuis.events.changes import What, changes
from clubhuis.lib.refusals import Refused

from .cast import a_venue, an_event, an_event_role, in_weeks, tell_everybody

pytestmark = pytest.mark.django_db


@pytest.fixture
def guests(monkeypatch):
    """Who comes: somebody with an account and an address without."""
    nora = a_person("Nora", language="nl")
    people = [Recipient(nora), Recipient("gast@voorbeeld.example", name="Gast", language="en"), Recipient(nora.email)]
    monkeypatch.setattr(audience, "_entries", {"test": lambda event: people})
    return nora


def an_organiser():
    alma = a_person()
    return alma, a_community("Precisiekring", organisers=[alma])


def test_everybody_who_comes_is_told_once_what_changed_in_their_language(guests):
    alma, community = an_organiser()
    event = an_event(community, town="Eindhoven", place_name="Klokgebouw")

    moved = actions.move(event, by=alma, town="Enschede", place_name="Testhal", word="De zaal was te klein.")
    tell_everybody()

    assert moved.sequence == 1
    assert moved.region_id == "NL21"
    told = {mail.to: mail for mail in Mail.objects.all()}
    assert set(told) == {guests.email, "gast@voorbeeld.example"}
    assert "Het was in: Klokgebouw, Eindhoven\nHet wordt in: Testhal, Enschede" in told[guests.email].text
    assert "De zaal was te klein." in told[guests.email].text
    assert "It is now at: Testhal, Enschede" in told["gast@voorbeeld.example"].text


def test_who_moves_it_does_not_wait_for_the_mails(guests, monkeypatch):
    alma, community = an_organiser()
    event = an_event(community)
    monkeypatch.setattr(mail, "composed", None)

    actions.move(event, by=alma, town="Enschede")

    assert OxTask.objects.filter(task_path__endswith="tell_audience").count() == 1


def test_of_two_moves_each_mail_says_what_it_was_and_became(guests):
    alma, community = an_organiser()
    event = an_event(community, town="Eindhoven", place_name="")
    for town in ("Enschede", "Delft"):
        actions.move(event, by=alma, town=town)
    tell_everybody()

    texts = [one.text for one in Mail.objects.filter(to=guests.email).order_by("pk")]
    assert "Het was in: Eindhoven\nHet wordt in: Enschede" in texts[0]
    assert "Het was in: Enschede\nHet wordt in: Delft" in texts[1]


def test_a_worker_that_was_interrupted_goes_on_where_it_was(guests, monkeypatch):
    monkeypatch.setattr(letters, "AT_ONCE", 1)
    put_all = mail.put_all
    monkeypatch.setattr(mail, "put_all", lambda mails: 1 / 0 if Mail.objects.exists() else put_all(mails))
    alma, community = an_organiser()
    actions.cancel(an_event(community), by=alma, reason="De spreker is ziek.")
    with pytest.raises(ZeroDivisionError):
        tell_everybody()
    assert Mail.objects.count() == 1

    monkeypatch.setattr(mail, "put_all", put_all)
    tell_everybody()

    assert sorted(one.to for one in Mail.objects.all()) == sorted([guests.email, "gast@voorbeeld.example"])


def test_one_who_cannot_be_told_keeps_nobody_waiting(guests, monkeypatch):
    compose = mail.composed

    def composed(kind, *, to, **how):
        if to == guests:
            raise OSError("the ink is finished")
        return compose(kind, to=to, **how)

    monkeypatch.setattr(mail, "composed", composed)
    alma, community = an_organiser()
    actions.cancel(an_event(community), by=alma, reason="De spreker is ziek.")
    with pytest.raises(OSError, match="ink"):
        tell_everybody()

    assert Mail.objects.get().to == "gast@voorbeeld.example"


def test_what_stays_as_it_was_is_said_as_well(guests):
    alma, community = an_organiser()
    event = an_event(community)

    actions.move(event, by=alma, starts_at=event.starts_at + timedelta(hours=1))
    tell_everybody()

    assert "Waar, ongewijzigd: Klokgebouw, Eindhoven" in Mail.objects.get(to=guests.email).text


def test_moving_nowhere_is_no_move(guests):
    alma, community = an_organiser()
    event = an_event(community)

    with pytest.raises(Refused, match="Nothing has changed"):
        actions.move(event, by=alma, starts_at=event.starts_at)

    assert tell_everybody() == 0


def test_rooms_move_along_and_are_refused_when_taken():
    alma, community = an_organiser()
    venue = a_venue(community)
    event = an_event(community, venue=venue, rooms=venue.rooms.all()[:1], town="Eindhoven")
    an_event(community, venue=venue, rooms=venue.rooms.all()[:1], weeks=7)

    with pytest.raises(Refused, match="is taken"):
        actions.move(event, by=alma, starts_at=in_weeks(7), ends_at=in_weeks(7, hour=16))

    event.refresh_from_db()
    assert (event.sequence, event.bookings.get().starts_at) == (0, event.starts_at)


def test_rooms_above_hear_what_moved(monkeypatch):
    seen = []
    monkeypatch.setattr(changes, "_entries", {"test": lambda event, change: seen.append(change)})
    alma, community = an_organiser()
    event = an_event(community)

    actions.move(event, by=alma, ends_at=event.ends_at + timedelta(hours=1))

    assert [(change.what, change.before) for change in seen] == [(What.MOVED, {"ends_at": event.ends_at})]


def test_a_cancelled_event_says_why_and_frees_its_rooms(guests):
    alma, community = an_organiser()
    venue = a_venue(community)
    event = an_event(community, venue=venue, rooms=venue.rooms.all())

    cancelled = actions.cancel(event, by=alma, reason="De spreker is ziek.")
    tell_everybody()

    assert (cancelled.state, cancelled.sequence, cancelled.bookings.count()) == ("cancelled", 1, 0)
    assert Mail.objects.count() == 2
    assert "De spreker is ziek." in Mail.objects.get(to=guests.email).text


def test_what_is_cancelled_is_not_edited_moved_or_cancelled_again():
    alma, community = an_organiser()
    event = an_event(community, state="cancelled")

    for deed in (
        lambda: actions.edit(event, by=alma, title_nl="Toch"),
        lambda: actions.move(event, by=alma, town="Delft"),
        lambda: actions.cancel(event, by=alma, reason="Nog eens"),
    ):
        with pytest.raises(Refused, match="cancelled"):
            deed()


def test_a_co_host_changes_words_but_not_time_or_places():
    coen = a_person()
    event = an_event(co_hosts=[a_community(organisers=[coen])], places=50)

    edited = actions.edit(event, by=coen, title_nl="Andere titel", places=10)

    assert (edited.title_nl, edited.places) == ("Andere titel", 50)
    with pytest.raises(PermissionDenied):
        actions.move(event, by=coen, town="Delft")


def test_somebody_else_runs_it_when_the_organiser_is_ill():
    alma, community = an_organiser()
    event, bram = an_event(community), a_person("Bram")

    actions.hand_over(event, bram, by=alma)

    assert access.can_decide(bram, event)
    assert Mail.objects.get().to == bram.email


def test_a_volunteer_only_checks_in_and_only_around_the_day():
    vera = a_person("Vera")
    tomorrow = an_event(weeks=0, starts_at=in_weeks(0, hour=0) + timedelta(days=1, hours=12))
    next_week = an_event(weeks=1)
    for event in (tomorrow, next_week):
        an_event_role(event, vera, "volunteer")

    may = access.rights(vera, tomorrow)

    assert (may.check_in, may.view_desk, may.see_people) == (True, False, False)
    assert access.rights(vera, next_week) == access.NOTHING
