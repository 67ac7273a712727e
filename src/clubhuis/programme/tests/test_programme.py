from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import a_community
from clubhuis.events import actions as events
from clubhuis.events.tests.cast import a_venue, an_event
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.programme import actions, clashes
from clubhuis.programme.actions import Gives
from clubhuis.programme.forms import SessionForm
from clubhuis.programme.models import Session
from clubhuis.programme.timetable import WITH_TEXTS, days_of

from .cast import a_session, a_workshop

pytestmark = pytest.mark.django_db


def a_day(**fields):
    """Alma organises an event in two rooms."""
    alma = a_person()
    community = a_community(organisers=[alma])
    venue = a_venue(community)
    return (
        alma,
        an_event(community, venue=venue, rooms=venue.rooms.all(), town="Eindhoven", **fields),
        list(venue.rooms.all()),
    )


def at(event, after, minutes=45):
    starts_at = event.starts_at + timedelta(minutes=after)
    return {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=minutes)}


def test_a_room_holds_one_session_at_a_time():
    alma, event, [great, small] = a_day()
    actions.add_session(event, by=alma, title_nl="Eerste", room=great, **at(event, 0))

    with pytest.raises(Refused, match="Zaal 1 is taken by “Eerste”"):
        actions.add_session(event, by=alma, title_nl="Tweede", room=great, **at(event, 30))

    actions.add_session(event, by=alma, title_nl="Ernaast", room=small, **at(event, 30))
    actions.add_session(event, by=alma, title_nl="Daarna", room=great, **at(event, 45))
    assert event.sessions.count() == 3


@pytest.mark.parametrize(("after", "minutes"), [(-10, 30), (220, 45), (400, 20)])
def test_a_session_lies_within_its_event(after, minutes):
    alma, event, _rooms = a_day()

    with pytest.raises(Refused, match="outside the event"):
        actions.add_session(event, by=alma, title_nl="Te vroeg", **at(event, after, minutes))


def test_a_speaker_in_two_places_and_a_room_too_small_are_warned_of():
    _alma, event, [great, small] = a_day()
    a_session(event, title="Lekzoeken", room=great, speakers=["Bernd Tenhagen"])
    a_workshop(event, title="Lassen", room=small, seats=60, after=20, speakers=["bernd tenhagen"])

    assert clashes.warnings(event.sessions.prefetch_related("speakers").select_related("room")) == [
        "Lassen has 60 seats; Zaal 2 has only 40.",
        "Bernd Tenhagen is in two places at once: Lekzoeken and Lassen.",
    ]


def test_sessions_move_along_with_their_event():
    alma, event, [great, _small] = a_day()
    session = a_session(event, after=60, room=great)

    events.move(
        event, by=alma, starts_at=event.starts_at + timedelta(days=7), ends_at=event.ends_at + timedelta(days=7)
    )

    moved = Session.objects.get(pk=session.pk)
    assert (moved.starts_at, moved.room) == (session.starts_at + timedelta(days=7), great)


def test_a_session_loses_a_room_that_its_event_left():
    alma, event, [great, _small] = a_day()
    session = a_session(event, room=great)

    events.move(event, by=alma, venue=None, town="Delft", place_name="Elders")

    session.refresh_from_db()
    assert session.room is None


def test_a_copy_has_the_same_programme_at_the_same_hours_without_its_speakers():
    alma, event, _rooms = a_day()
    a_workshop(event, after=90, seats=20, speakers=["Lotte"])
    day = event.starts_local.date() + timedelta(weeks=26)

    copied = events.copy(event, by=alma, community=event.lead, day=day)

    [session] = copied.sessions.all()
    assert session.starts_local.date() == day
    assert session.starts_local.time() == event.sessions.get().starts_local.time()
    assert (session.seats, session.needs_choice, session.speakers.count()) == (20, True, 0)


def test_a_speaker_of_a_known_organisation_is_linked_to_its_page():
    alma, event, _rooms = a_day()
    organisation = an_organisation("Tenhagen Präzision")
    gives = [Gives("Bernd Tenhagen", "lasser", "tenhagen präzision")]

    session = actions.add_session(event, by=alma, title_nl="Lassen", speakers=gives, **at(event, 0))

    assert session.speakers.get().organisation == organisation


@pytest.mark.parametrize(
    ("line", "role", "place"),
    [
        ("Bernd, Tenhagen", "", "Tenhagen"),
        ("Bernd, lasser", "lasser", ""),
        ("Bernd, lasser, Tenhagen", "lasser", "Tenhagen"),
    ],
)
def test_the_form_knows_an_organisation_from_a_role(line, role, place):
    alma, event, _rooms = a_day()
    an_organisation("Tenhagen")
    form = SessionForm({"speakers": line}, event=event, person=alma)
    form.is_valid()

    (speaker,) = form.cleaned_data["speakers"]

    assert (speaker.name, speaker.role, speaker.organisation) == ("Bernd", role, place)


@pytest.mark.parametrize(("visibility", "is_said"), [("public", True), ("communities", False)])
def test_the_page_of_an_organisation_says_where_it_speaks_to_who_may_see_it(client, visibility, is_said):
    alma, event, _rooms = a_day(visibility=visibility)
    organisation = an_organisation("Tenhagen Präzision")
    gives = [Gives("Bernd Tenhagen", "lasser", "tenhagen präzision")]
    actions.add_session(event, by=alma, title_nl="Lassen", speakers=gives, **at(event, 0))

    page = client.get(organisation.get_absolute_url()).content.decode()

    assert (event.get_absolute_url() in page) is is_said


def test_only_who_edits_the_event_makes_its_programme():
    _alma, event, _rooms = a_day()

    with pytest.raises(PermissionDenied):
        actions.add_session(event, by=a_person(), title_nl="Zomaar", **at(event, 0))


def test_what_is_at_the_same_time_stands_together():
    _alma, event, _rooms = a_day()
    for title, after in (("Opening", 0), ("Links", 60), ("Rechts", 60)):
        a_session(event, title=title, after=after)

    [day] = days_of(event, event.sessions.prefetch_related("speakers"))

    assert [[line.session.title for line in slot.lines] for slot in day.slots] == [["Opening"], ["Links", "Rechts"]]
    assert day.slots[0].lines[0].hours == "13:30–14:15"


def test_a_long_programme_that_is_kept_shows_what_changes_at_once(client, settings):
    settings.KEPT_FOR = 60
    event = an_event()
    sessions = [a_session(event, title=f"Lezing {number}", speakers=["Ada"]) for number in range(WITH_TEXTS + 1)]
    client.force_login(a_person())
    page = event.get_absolute_url()
    assert client.get(page).content.decode().count("Lezing 3<") == 1

    sessions[3].title_nl = "Heet anders"
    sessions[3].save()
    sessions[4].speakers.update(name="Grace")
    changed = client.get(page).content.decode()

    assert ("Lezing 3<" in changed, "Heet anders<" in changed, "Grace" in changed) == (False, True, True)
