"""A theme travels: who follows it is told of an event on it, whichever community does it; organisers see each other's."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Mail, Notice
from clubhuis.communities.tests.cast import a_community
from clubhuis.events import actions as events
from clubhuis.events.access import desk_of
from clubhuis.events.models import Event
from clubhuis.events.tests.cast import a_series, an_event
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.portal import suggesting, tasks
from clubhuis.portal.event_head import schema_of
from clubhuis.registration.models import Registration, Rules, TicketType
from clubhuis.registration.tests.cast import a_registration, a_ticket_type, an_open_event
from clubhuis.taxonomy.tests.cast import a_capability
from clubhuis.themes.models import Theme
from clubhuis.themes.tests.cast import a_theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(client):
    client.cookies["language"] = "en"
    with translation.override("en"):
        yield


def told():
    return {notice.person.name: notice.text for notice in Notice.objects.select_related("person")}


def test_who_follows_or_supports_a_theme_is_told_once_in_their_language():
    eva, kees, bram = a_person("Eva"), a_person("Kees", language="en"), a_person("Bram")
    theme = a_theme("Vacuüm", name_en="Vacuum", followers=[eva, kees], supporters=[eva])
    other = a_theme("Schoon", name_en="Clean", followers=[eva])
    event = an_event(title="Kennisdag", title_en="Knowledge day", themes=[theme, other])
    assert bram not in theme.followings.all()

    tasks.tell_of_event.func(event.pk)
    tasks.tell_of_event.func(event.pk)

    texts = told()
    assert set(texts) == {"Eva", "Kees"}
    assert texts["Eva"].startswith("Over een thema dat je volgt (Schoon, Vacuüm): Kennisdag, ")
    assert texts["Kees"].startswith("On a theme you follow (Clean, Vacuum): Knowledge day, ")
    assert Mail.objects.count() == 2


def test_nobody_is_told_of_what_they_may_not_see():
    member, eva = a_person("Bram"), a_person("Eva")
    ring = a_community(members=[member])
    theme = a_theme(followers=[member, eva])

    tasks.tell_of_event.func(an_event(ring, visibility="communities", themes=[theme]).pk)
    tasks.tell_of_event.func(an_event(ring, visibility="invited", themes=[theme]).pk)
    tasks.tell_of_event.func(an_event(ring, state="draft", themes=[theme]).pk)
    tasks.tell_of_event.func(an_event(ring, weeks=-3, themes=[theme]).pk)

    assert [(notice.person, notice.fact.verb) for notice in Notice.objects.all()] == [(member, "event.told")]


def test_who_wants_no_mail_gets_none():
    theme = a_theme(followers=[a_person("Eva", notify_by_mail=False)])

    tasks.tell_of_event.func(an_event(themes=[theme]).pk)

    assert (Notice.objects.count(), Mail.objects.count()) == (1, 0)


def test_a_theme_comes_into_the_programme_when_an_event_on_it_is_announced():
    theme = a_theme(state="heard")

    tasks.tell_of_event.func(an_event(themes=[theme]).pk)

    assert Theme.objects.get().state == "in_programme"


def test_members_near_a_stop_are_told_and_others_are_not():
    near, far, elsewhere = (
        a_person(name, region_code=code) for name, code in (("Nel", "NL21"), ("Fem", "NL41"), ("Els", "NL21"))
    )
    colleague = a_person("Cor", region_code="NL21")
    ring = a_community(members=[near, far, an_organisation(members=[colleague])])
    stop = an_event(ring, title="Café", town="Almelo", region_id="NL21")
    a_series(ring, stops=[stop])

    tasks.tell_of_event.func(stop.pk)

    assert set(told()) == {"Nel", "Cor"}
    assert told()["Nel"].startswith("Bij jou in de buurt: Café in Almelo, ")
    assert elsewhere.notices.count() == 0


def test_publishing_queues_the_telling_and_a_slip_of_the_pen_does_not(monkeypatch):
    queued = []
    monkeypatch.setattr(type(tasks.tell_of_event), "enqueue", lambda self, *args: queued.append(args))
    dirk = a_person("Dirk")
    event = an_event(a_community(organisers=[dirk]), state="draft")

    events.publish(event, by=dirk)
    assert queued == [(event.pk,)]
    events.edit(event, by=dirk, title_nl="Kennisdag vacuüm en schoon")
    assert queued == [(event.pk,)]
    events.edit(event, by=dirk, themes=[a_theme()])
    assert queued == [(event.pk,), (event.pk,)]


def test_an_organiser_sees_what_others_do_on_the_same_theme_and_why():
    dirk = a_person("Dirk")
    ring, other = a_community(organisers=[dirk]), a_community("Vakplaats")
    vacuum, clean = a_theme("Vacuüm"), a_theme("Schoon")
    ours = an_event(ring, themes=[vacuum, clean], state="draft")
    an_event(ring, title="Van onszelf", themes=[vacuum])
    an_event(other, title="Voor hun leden", themes=[vacuum], visibility="communities")
    an_event(other, title="Afgelast", themes=[vacuum], state="cancelled")
    theirs = an_event(other, title="Kennisdag bij de buren", themes=[vacuum])

    found = suggesting.same_themes(ours, dirk)

    assert [(one.event, one.themes) for one in found] == [(theirs, [vacuum])]
    page = suggesting.at_desk(desk_of(dirk, ours))
    assert ("Kennisdag bij de buren" in page, "Vakplaats" in page, "Van onszelf" in page) == (True, True, False)


def test_themes_that_fit_are_suggested_with_the_words_that_say_so():
    dirk = a_person("Dirk")
    milling = a_capability("milling", nl="frezen", en="milling")
    named = a_theme("Vacuümtechniek")
    about = a_theme("Snel verspanen", capabilities=[milling])
    a_theme("Vacuümtechniek oud", state="done")
    a_theme("Frezen in het geheim", community=a_community(is_public=False), capabilities=[milling])
    a_theme("Batterijen")
    event = an_event(title="Alles over vacuümtechniek", capabilities=[milling])

    found = suggesting.fitting_themes(event, dirk)

    assert [(one.theme, one.why) for one in found] == [(about, ["milling"]), (named, ["“Vacuümtechniek”"])]


def test_the_page_of_a_theme_shows_events_of_all_communities_one_may_see(client):
    theme = a_theme(slug="vacuum")
    an_event(title="Komt eraan", themes=[theme])
    an_event(title="Was er al", themes=[theme], weeks=-9)
    an_event(title="Kanarie", themes=[theme], visibility="communities")

    page = client.get("/themes/vacuum/").content.decode()

    assert ("Komt eraan" in page, "Was er al" in page, "Kanarie" in page) == (True, True, False)


def test_the_time_from_first_signal_to_first_seat_is_shown(client):
    theme = a_theme(slug="vacuum")
    event = an_event(themes=[theme])
    Theme.objects.update(raised_at=event.published_at.replace(year=event.published_at.year - 1))
    Registration.objects.create(
        event=event, name="Eva", email="eva@v.example", state="confirmed", confirmed_at=event.published_at
    )

    page = client.get("/themes/vacuum/").content.decode()

    assert "days from first signal to first seat" in page
    assert re.search(r"36[56]</", page)


# What machines read


def test_the_page_of_an_event_says_to_machines_what_it_says_to_people(client, settings):
    ring = a_community("Precisiekring", slug="ring")
    event = an_event(ring, title="Kennisdag", slug="kennisdag", town="Eindhoven", summary_nl="Leeg & schoon")
    Rules.objects.create(event=event)
    TicketType.objects.create(event=event, name_nl="Gewoon", price_cents=10_000, vat_percent=21)

    page = client.get("/events/kennisdag/").content.decode()

    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert (said["@type"], said["name"], said["description"]) == ("Event", "Kennisdag", "Leeg & schoon")
    assert said["startDate"] == event.starts_local.isoformat(timespec="minutes")
    assert said["eventStatus"] == "https://schema.org/EventScheduled"
    assert said["location"][0]["address"]["addressLocality"] == "Eindhoven"
    assert said["organizer"][0]["name"] == "Precisiekring"
    assert (said["offers"][0]["price"], said["offers"][0]["priceCurrency"]) == ("121.00", "EUR")
    assert f'<meta property="og:image" content="{settings.SITE_URL}/events/kennisdag.png">' in page


@pytest.mark.parametrize("fields", [{"visibility": "communities"}, {"state": "draft"}])
def test_what_not_everybody_may_see_says_nothing_to_machines(client, fields):
    dirk = a_person("Dirk")
    event = an_event(a_community(organisers=[dirk]), **fields)
    client.force_login(dirk)

    page = client.get(event.get_absolute_url()).content.decode()

    assert ("og:image" in page, "ld+json" in page) == (False, False)


def test_an_online_event_that_was_cancelled():
    event = an_event(attendance="online", state="cancelled", online_url="https://geheim.example/kamer")

    said = schema_of(Event.objects.get(pk=event.pk))

    assert said["eventStatus"] == "https://schema.org/EventCancelled"
    assert said["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert [place["@type"] for place in said["location"]] == ["VirtualLocation"]
    assert "geheim" not in json.dumps(said)


def test_sold_out_is_said_of_seats_and_not_of_the_moment():
    event = an_open_event(places=1)
    plain, workshop = a_ticket_type(event, "Deelnemer"), a_ticket_type(event, "Met workshop", seats=0)

    def availability():
        fresh = Event.objects.get(pk=event.pk)
        return {offer["name"]: offer["availability"].rpartition("/")[2] for offer in schema_of(fresh)["offers"]}

    assert availability() == {"Deelnemer": "InStock", "Met workshop": "SoldOut"}
    Rules.objects.update(opens_at=timezone.now() + timedelta(days=1))
    assert availability() == {"Deelnemer": "PreOrder", "Met workshop": "PreOrder"}
    Rules.objects.update(opens_at=None)
    a_registration(event, ticket=plain)
    assert availability() == {"Deelnemer": "SoldOut", "Met workshop": "SoldOut"}
    Rules.objects.update(closes_at=timezone.now())
    assert availability() == {"Deelnemer": "OutOfStock", "Met workshop": "OutOfStock"}
    assert workshop.seats == 0
