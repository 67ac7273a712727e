"""What programs read: calendar feeds, feeds for readers, the picture of a link. They show what may be seen, and no more."""

import io
from datetime import timedelta
from xml.etree import ElementTree

import icalendar
import pytest
from django.utils import timezone
from PIL import Image

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import a_community, a_membership
from clubhuis.events.calendar_entries import uid_of
from clubhuis.events.models import Event
from clubhuis.events.tests.cast import a_series, an_event, an_event_role
from clubhuis.portal import actions, previews
from clubhuis.portal.models import FeedKey
from clubhuis.portal.previews import Preview
from clubhuis.themes.tests.cast import a_theme

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(answer):
    assert answer.status_code == 200
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert calendar.errors == []
    return {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")}


def feed_of(client, person, query=""):
    return client.get(f"/events/own/{actions.open_feed(by=person).token}.ics{query}")


def test_public_feeds_hold_what_every_visitor_may_see_whoever_asks(client):
    member = a_person()
    ring = a_community(slug="ring", members=[member])
    an_event(ring, title="Open")
    for fields in ({"visibility": "communities"}, {"visibility": "invited"}, {"state": "draft"}):
        an_event(ring, title="Kanarie", **fields)
    client.force_login(member)

    for path in ("/events.ics", "/communities/ring.ics", "/events.ics?community=ring&whose=mine"):
        assert titles(client.get(path)) == {"Open"}
    for path in ("/events.atom", "/events.rss"):
        page = client.get(path).content.decode()
        assert ("Open" in page, "Kanarie" in page) == (True, False)


def test_feeds_by_community_theme_region_and_series(client):
    ring, theme = a_community(slug="ring"), a_theme(slug="vacuum")
    an_event(ring, title="Van de kring")
    an_event(title="Op het thema", themes=[theme])
    an_event(title="In Twente", town="Almelo")
    cafe = an_event(title="Café")
    a_series(slug="cafe", stops=[cafe])
    gone = a_theme(slug="leegte", merged_into=theme)

    assert titles(client.get("/communities/ring.ics")) == {"Van de kring"}
    assert (
        titles(client.get("/themes/vacuum.ics")) == titles(client.get(f"/themes/{gone.slug}.ics")) == {"Op het thema"}
    )
    assert titles(client.get("/regions/NL21.ics")) == {"In Twente"}
    assert titles(client.get("/series/cafe.ics")) == {"Café"}


@pytest.mark.parametrize(
    "path",
    [
        "/communities/dicht.ics",
        "/themes/dicht.ics",
        "/regions/XX99.ics",
        "/events/dicht.ics",
        "/events/dicht.png",
        "/events/own/dicht.ics",
    ],
)
def test_what_a_visitor_may_not_see_has_no_feed(client, path):
    hidden = a_community(slug="dicht", is_public=False)
    a_theme(slug="dicht", community=hidden)
    an_event(hidden, slug="dicht", visibility="communities")

    assert client.get(path).status_code == 404


def test_ones_own_feed_shows_exactly_what_one_may_see(client):
    alma, bram = a_person("Alma"), a_person("Bram")
    ring, other = a_community(members=[alma]), a_community(members=[bram])
    theme = a_theme(followers=[alma])
    an_event(ring, title="Voor leden", visibility="communities")
    an_event(other, title="Elders voor leden", visibility="communities", themes=[theme])
    an_event(other, title="Elders op mijn thema", themes=[theme])
    an_event(other, title="Elders")
    an_event_role(an_event(other, title="Waar ik help", visibility="invited"), alma)
    an_event_role(an_event(ring, title="In voorbereiding", state="draft"), alma)

    assert titles(feed_of(client, alma)) == {"Voor leden", "Elders op mijn thema", "Waar ik help"}
    assert titles(feed_of(client, alma, "?only=mine")) == {"Waar ik help"}
    assert titles(feed_of(client, bram)) == {"Elders voor leden", "Elders op mijn thema", "Elders"}


def test_what_one_no_longer_may_see_leaves_ones_feed(client):
    alma = a_person()
    ring = a_community()
    membership = a_membership(ring, alma)
    an_event(ring, title="Voor leden", visibility="communities")
    assert titles(feed_of(client, alma)) == {"Voor leden"}

    membership.state = "ended"
    membership.save()

    assert titles(feed_of(client, alma)) == set()


def test_a_renewed_address_leaves_the_old_one_empty_handed(client):
    alma = a_person()
    old = actions.open_feed(by=alma).token
    assert actions.open_feed(by=alma).token == old

    new = actions.renew_feed(by=alma).token

    assert (client.get(f"/events/own/{old}.ics").status_code, client.get(f"/events/own/{new}.ics").status_code) == (
        404,
        200,
    )
    actions.close_feed(by=alma)
    assert client.get(f"/events/own/{new}.ics").status_code == 404
    assert not FeedKey.objects.exists()


@pytest.mark.parametrize("fields", [{"is_active": False}, {"erased_at": timezone.now()}], ids=["asleep", "erased"])
def test_who_may_not_come_in_has_no_feed(client, fields):
    alma = a_person()
    token = actions.open_feed(by=alma).token
    for name, value in fields.items():
        setattr(alma, name, value)
    alma.save()

    assert client.get(f"/events/own/{token}.ics").status_code == 404


def test_only_ones_own_events_take_time(client):
    alma = a_person()
    ring = a_community(members=[alma])
    an_event(ring, title="Van de kring")
    an_event_role(an_event(ring, title="Waar ik help"), alma)

    calendar = icalendar.Calendar.from_ical(feed_of(client, alma).content)

    assert {str(e["SUMMARY"]): str(e["TRANSP"]) for e in calendar.walk("VEVENT")} == {
        "Van de kring": "TRANSPARENT",
        "Waar ik help": "OPAQUE",
    }


def test_a_program_that_has_it_already_is_told_so(client):
    an_event()
    first = client.get("/events.ics")

    again = client.get("/events.ics", headers={"If-None-Match": first["ETag"]})
    Event.objects.update(sequence=2, changed_at=timezone.now() + timedelta(minutes=1))
    changed = client.get("/events.ics", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_a_moved_and_a_cancelled_event_keep_their_name_and_rise_in_number(client):
    """A program that follows the feed replaces the entry it had, instead of keeping two."""
    event = an_event()
    followed: dict[str, icalendar.Event] = {}

    def follow():
        for entry in icalendar.Calendar.from_ical(client.get("/events.ics").content).walk("VEVENT"):
            had = followed.get(entry["UID"])
            if had is None or entry["SEQUENCE"] >= had["SEQUENCE"]:
                followed[entry["UID"]] = entry

    follow()
    later = event.starts_at + timedelta(days=7)
    Event.objects.update(starts_at=later, ends_at=later + timedelta(hours=4), sequence=1)
    follow()
    assert [(e.start, e["STATUS"]) for e in followed.values()] == [(later, "CONFIRMED")]

    Event.objects.update(state="cancelled", sequence=2, cancelled_at=timezone.now())
    follow()
    assert [(uid, e["STATUS"]) for uid, e in followed.items()] == [(uid_of(event), "CANCELLED")]


def test_one_event_to_put_in_a_calendar_by_hand(client):
    event = an_event(
        title="Kennisdag", town="Eindhoven", place_name="Klokgebouw", online_url="https://geheim.example/kamer"
    )

    answer = client.get(f"/events/{event.slug}.ics")

    assert titles(answer) == {"Kennisdag"}
    assert answer["Content-Disposition"] == f'attachment; filename="{event.slug}.ics"'
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"geheim.example" not in answer.content


def test_readers_get_well_formed_feeds_whatever_people_write(client):
    theme = a_theme("R&D \x07<b>")
    an_event(title="Kern\x1b\x0b & <Kracht> ]]>", summary_nl="Zie \x1f & kom", themes=[theme])

    atom = ElementTree.fromstring(client.get("/events.atom").content)
    rss = ElementTree.fromstring(client.get("/events.rss").content)

    assert atom.find(f"{ATOM}entry/{ATOM}title").text == "Kern & <Kracht> ]]>"
    assert atom.find(f"{ATOM}entry/{ATOM}id").text.startswith("urn:uuid:")
    assert rss.find("channel/item/title").text == "Kern & <Kracht> ]]>"


@pytest.mark.parametrize(
    "title",
    [
        "Kennisdag",
        "Een lange titel over contaminatie, vacuüm en de schone montage van onderdelen voor halfgeleiders en ruimtevaart in 2027",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung",
        "汉字",
        "W" * 140,
    ],
)
def test_the_picture_of_a_link_has_its_size_whatever_the_title(title):
    drawn = previews.draw(
        Preview(title, "kennisdag", "donderdag 18 maart 2027, 13:30–17:00", "Eindhoven", "Kring", "#1f5f99")
    )

    with Image.open(io.BytesIO(drawn)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(drawn) < 80_000


def test_a_picture_is_drawn_once_and_again_when_it_says_something_else(client, settings, tmp_path):
    settings.PREVIEWS = tmp_path / "previews"
    event = an_event()

    first = client.get(f"/events/{event.slug}.png")
    client.get(f"/events/{event.slug}.png")
    assert (first["Content-Type"], len(list(settings.PREVIEWS.iterdir()))) == ("image/png", 1)

    Event.objects.update(title_nl="Kennisdag Schoon")
    assert client.get(f"/events/{event.slug}.png").content != first.content
    assert len(list(settings.PREVIEWS.iterdir())) == 2


def test_the_page_of_addresses_shows_ones_own_only_to_oneself(client):
    alma, bram = a_person("Alma"), a_person("Bram")
    token = actions.open_feed(by=alma).token

    client.force_login(bram)
    assert token not in client.get("/events/following/").content.decode()
    client.force_login(alma)
    assert token in client.get("/events/following/").content.decode()


def test_a_feed_that_is_kept_shows_what_changes_at_once(client, settings, django_assert_max_num_queries):
    settings.KEPT_FOR = 60
    ring = a_community(slug="ring")
    first, second = an_event(ring, title="Blijft"), an_event(ring, title="Gaat weg")
    assert titles(client.get("/events.ics")) == {"Blijft", "Gaat weg"}
    with django_assert_max_num_queries(4):
        assert titles(client.get("/events.ics")) == {"Blijft", "Gaat weg"}

    Event.objects.filter(pk=second.pk).update(visibility="communities")
    Event.objects.filter(pk=first.pk).update(title_nl="Heet anders", changed_at=timezone.now())

    assert titles(client.get("/events.ics")) == {"Heet anders"}
    in_english = client.get("/events.ics", headers={"accept-language": "en"})
    assert titles(in_english) == {"Heet anders"}
