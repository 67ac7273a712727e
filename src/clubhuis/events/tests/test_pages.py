"""Pages of events: what is typed, what comes of it, and what never makes them fall over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import a_community
from clubhuis.events import actions
from clubhuis.events.models import Event

from .cast import a_host, a_venue, an_event, an_event_role, in_weeks

pytestmark = pytest.mark.django_db


@pytest.fixture
def alma(client):
    alma = a_person("Alma", language="en")
    client.force_login(alma)
    return alma


@pytest.fixture
def community(alma):
    return a_community("Precisiekring", slug="precisie", organisers=[alma], languages=["nl"])


def typed(**more):
    """The least one types, as a browser sends it."""
    day = in_weeks(6).date().isoformat()
    return {
        "kind": "cafe", "title_nl": "Precisiecafé", "starts_on": day, "starts_time": "17:00", "ends_time": "19:30",
        "attendance": "on_site", "town": "Almelo", "country": "NL", "visibility": "public", "when": "draft",
    } | more  # fmt: skip


def test_title_day_and_place_are_enough(client, community):
    response = client.post("/events/new/", typed(when="now"))

    event = Event.objects.get()
    assert response.url == event.get_absolute_url()
    assert (event.title, event.state, event.region_id, event.lead) == ("Precisiecafé", "published", "NL21", community)
    assert event.starts_local.hour == 17


def test_until_after_midnight_is_the_next_day(client, community):
    client.post("/events/new/", typed(starts_time="20:00", ends_time="01:00"))

    event = Event.objects.get()
    assert event.ends_at - event.starts_at == timedelta(hours=5)
    assert len(event.days) == 1


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        ({"title_nl": ""}, "Give the event a title."),
        ({"starts_on": "31-02-2027"}, "Write a day that exists"),
        ({"starts_on": "03/04/2027"}, "Write a day that exists"),
        ({"starts_on": "9999-01-01"}, "lies too far away"),
        ({"starts_on": "2029-03-25", "starts_time": "02:30", "ends_time": "05:00"}, "the clock goes forward"),
        ({"ends_time": "16:00"}, "The end lies before the beginning"),
        ({"places": "-3"}, "greater than or equal to 1"),
        ({"places": "1e2"}, "whole number"),
        ({"venue": "9" * 30}, "valid choice"),
        ({"title_nl": "x" * 400}, "at most 140"),
        ({"picture_alt": "\0"}, "Null characters"),
        ({"online_url": "javascript:alert(1)", "attendance": "online"}, "valid URL"),
        ({"when": "later", "publish_on": ""}, "Say on which day"),
        ({"when": "now", "town": ""}, "Say where it is first"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_lost(client, community, mistake, words):
    a_venue(community)

    response = client.post("/events/new/", typed(summary_nl="Kept as typed") | mistake)

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Kept as typed" in page
    assert not Event.objects.exists()


def test_a_form_older_than_the_change_is_said_and_can_be_sent_again(client, alma, community):
    event = an_event(community, slug="dag", state="draft")
    old = typed(seen=(event.changed_at - timedelta(minutes=1)).isoformat(), title_nl="Van Alma")

    refused = client.post("/events/dag/edit/", old)
    assert refused.status_code == 422
    assert "Somebody else changed this event" in refused.content.decode()

    seen = refused.context["form"].data["seen"]
    client.post("/events/dag/edit/", old | {"seen": seen})
    assert Event.objects.get().title_nl == "Van Alma"


def test_a_published_event_has_no_time_in_its_form(client, community):
    event = an_event(community, slug="dag")

    client.post("/events/dag/edit/", typed(title_nl="Nieuwe titel", starts_time="08:00"))

    changed = Event.objects.get()
    assert (changed.title_nl, changed.starts_at, changed.sequence) == ("Nieuwe titel", event.starts_at, 0)


def test_one_begins_after_a_template(client, alma, community):
    example = an_event(community, slug="voorbeeld", weeks=-4, text_nl="Met een rondleiding.", places=40)
    actions.keep_template(example, "Café", community=community, by=alma)

    assert "after=voorbeeld" in client.get("/events/new/").content.decode()
    form = client.get("/events/new/?after=voorbeeld").context["form"]
    assert (form["text_nl"].value(), form["places"].value(), form["starts_on"].value()) == (
        "Met een rondleiding.",
        40,
        None,
    )

    client.post("/events/new/", typed(after="voorbeeld", text_nl="Met een rondleiding."))
    assert Event.objects.get(state="draft").copied_from == example


def test_a_copy_asks_only_for_the_day(client, community):
    an_event(community, slug="dag", title="Kennisdag")

    client.post("/events/dag/desk/copy/", {"community": community.pk, "day": "2029-05-10"})

    copied = Event.objects.get(state="draft")
    assert (copied.title_nl, copied.starts_local.date().isoformat(), copied.starts_local.hour) == (
        "Kennisdag",
        "2029-05-10",
        13,
    )


def test_an_event_shows_once_on_the_page_of_each_of_its_hosts(client, community):
    partner = a_community("Rein", slug="rein")
    an_event(community, co_hosts=[partner], title="Samen één dag")

    for slug in ("precisie", "rein"):
        assert client.get(f"/communities/{slug}/").content.decode().count("Samen één dag") == 1


def test_a_link_to_join_online_is_not_on_the_page(client, community):
    an_event(community, slug="webinar", attendance="online", online_url="https://vergaderen.example/geheim")

    assert "geheim" not in client.get("/events/webinar/").content.decode()


def test_the_overview_says_what_lacks_and_who_has_not_answered(client, community):
    event = an_event(community, slug="dag", state="draft", starts_at=timezone.now() + timedelta(days=3))
    a_host(event, a_community("Rein"), state="invited")

    page = client.get("/events/dag/desk/").content.decode()

    assert "It is soon, and still a draft" in page
    assert "Rein has not answered yet" in page
    assert "There is no text yet" in page


def test_a_volunteer_is_sent_to_the_page_instead_of_the_desk(client, alma):
    event = an_event(slug="dag", starts_at=timezone.now() + timedelta(hours=2))
    an_event_role(event, alma, "volunteer")

    assert client.get("/events/dag/desk/").url == "/events/dag/"
    assert client.get("/events/dag/desk/hosts/").status_code == 404
