"""Making an event, hosting it together and moving it, in a real browser."""

import re

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import translation
from playwright.sync_api import expect

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Mail
from clubhuis.communities.tests.cast import a_community, a_membership
from clubhuis.events.models import Event
from clubhuis.events.tests.cast import a_host, a_series, a_stop_offer, a_venue, an_event, an_event_role
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.programme.tests.cast import a_session, a_workshop
from clubhuis.themes.tests.cast import a_theme

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _in_dutch():
    with translation.override("nl"):
        yield


@pytest.fixture
def alma():
    return a_person("Alma de Boer", language="nl")


@pytest.fixture
def coen():
    return a_person("Coen Lubbers", language="nl")


@pytest.fixture
def communities(alma, coen):
    lead = a_community("Precisiekring", slug="precisie", organisers=[alma], languages=["nl", "en"], accent="#1d6f8f")
    return lead, a_community("Rein & Vacuüm", slug="rein", organisers=[coen], languages=["nl"])


def test_alma_makes_an_event_coen_hosts_it_along_and_it_moves(
    without_javascript, open, signed_in, communities, alma, coen
):
    page = without_javascript
    lead, partner = communities
    venue = a_venue(lead, name="De Klokhal")
    a_membership(partner, nora := a_person("Nora"))

    # One form; a time that does not exist is answered kindly and nothing that was typed is lost.
    signed_in(page, alma)
    open(page, "/communities/precisie/desk/events/")
    page.get_by_role("link", name="Evenement maken").click()
    page.get_by_label("Titel in het Nederlands").fill("Kennisdag Vacuüm")
    page.get_by_label("Dag", exact=True).fill("2029-03-25")
    page.get_by_label("Van", exact=True).fill("02:30")
    page.get_by_label("Tot", exact=True).fill("05:00")
    page.get_by_label(re.compile("Een van je locaties")).select_option(label="De Klokhal")
    page.get_by_label("Zaal 1 (200)").check()
    page.get_by_label("Leden van de organisatoren").check()
    page.get_by_role("button", name="Maak het evenement").click()
    expect(page.get_by_text("de klok gaat vooruit").first).to_be_visible()
    expect(page.get_by_label("Titel in het Nederlands")).to_have_value("Kennisdag Vacuüm")
    page.get_by_label("Van", exact=True).fill("13:30")
    page.get_by_label("Tot", exact=True).fill("17:00")
    page.get_by_label("nu", exact=True).check()
    page.get_by_role("button", name="Maak het evenement").click()
    expect(page.get_by_role("heading", name="Kennisdag Vacuüm", level=1)).to_be_visible()
    expect(page.get_by_text("zondag 25 maart 2029, 13:30–17:00").first).to_be_visible()

    # Another community is asked; its organiser accepts; its members see the event.
    page.get_by_role("link", name="Open het bureau").click()
    page.get_by_role("link", name="Wie organiseert", exact=True).click()
    page.get_by_label("Community", exact=True).select_option(label="Rein & Vacuüm")
    page.get_by_role("button", name="Vraag ze").click()
    expect(page.get_by_text("heeft nog niet geantwoord").first).to_be_visible()
    signed_in(page, coen)
    open(page, "/communities/rein/desk/events/")
    page.get_by_role("link", name="Bekijk en antwoord").click()
    page.get_by_role("button", name="Organiseer mee").click()
    signed_in(page, nora)
    open(page, "/communities/rein/")
    page.get_by_role("link", name="Kennisdag Vacuüm").click()
    expect(page.get_by_role("link", name="Precisiekring").first).to_be_visible()

    # It moves: another time, a word why, and the page follows.
    signed_in(page, alma)
    open(page, Event.objects.get().get_absolute_url() + "desk/move/")
    page.get_by_label("Van", exact=True).fill("14:00")
    page.get_by_label("Tot", exact=True).fill("17:30")
    page.get_by_label(re.compile("Een woord erbij")).fill("De trein rijdt later.")
    page.get_by_role("button", name="Wijzig het").click()
    expect(page.get_by_text("14:00–17:30").first).to_be_visible()
    event = Event.objects.get()
    assert (event.sequence, event.venue, event.bookings.get().starts_at) == (1, venue, event.starts_at)
    assert set(Mail.objects.values_list("kind", flat=True)) == {"events/mail/hosting", "events/mail/host_accepted"}


def test_a_programme_is_made_and_reads_on_a_phone(page, open, signed_in, communities, alma):
    lead, _partner = communities
    event = an_event(lead, slug="kennisdag", weeks=5)
    a_session(event, title="Opening", minutes=30)

    signed_in(page, alma)
    open(page, "/events/kennisdag/desk/programme/")
    page.get_by_role("link", name="Voeg een sessie toe").click()
    page.get_by_label("Titel").first.fill("Workshop lekzoeken")
    page.get_by_label(re.compile("Wie hem geeft")).fill("Lotte Brands, onderzoeker, Veritiq")
    page.get_by_label("Mensen kiezen het bij hun aanmelding").check()
    page.get_by_label(re.compile("^Plaatsen")).fill("20")
    page.get_by_role("button", name="Bewaar de sessie").click()
    expect(page.get_by_text("Het staat in het programma")).to_be_visible()

    page.set_viewport_size({"width": 360, "height": 800})
    open(page, "/events/kennisdag/")
    page.get_by_role("link", name="Workshop lekzoeken").click()
    expect(page.get_by_text("Lotte Brands")).to_be_visible()
    expect(page.get_by_text("onderzoeker, Veritiq")).to_be_visible()


def test_every_page_of_events_is_for_everybody(axe_in_every_look, signed_in, page, communities, alma):
    lead, partner = communities
    theme = a_theme("Contaminatie")
    venue = a_venue(lead)
    event = an_event(
        lead, co_hosts=[partner], slug="kennisdag", themes=[theme], venue=venue, town="Eindhoven", postcode="5611",
        place_name="Klokgebouw", rooms=venue.rooms.all(), summary_nl="Een dag.", text_nl="Kom.\n\nEn neem iets mee.",
        directions_nl="Tien minuten lopen.", languages=["nl", "en"], weeks=5, hours=30,
    )  # fmt: skip
    event.picture.save("zaal.webp", ContentFile(b"RIFF"))
    a_host(event, a_community("Vakplaats"), state="invited", message="Doen jullie mee?")
    a_session(event, title="Opening", speakers=["Lotte"], room=venue.rooms.first(), text_nl="Welkom.")
    a_session(event, kind="break", title="Koffie", after=45)
    a_workshop(event, after=60)
    a_workshop(event, title="Lassen", after=60)
    an_event_role(event, a_person("Vera"), "volunteer")
    gone = an_event(lead, slug="afgelast", state="cancelled")
    draft = an_event(lead, slug="concept", state="draft", title="Concept")
    series = a_series(lead, slug="tournee", stops=[gone, draft, an_event(lead, weeks=3), an_event(lead, weeks=-3)])
    a_stop_offer(series, by=a_person("Bo"), organisation=an_organisation())

    signed_in(page, alma)
    found = {}
    for path in (
        "/events/kennisdag/",
        "/events/afgelast/",
        "/events/concept/desk/",
        "/events/kennisdag/desk/hosts/",
        "/events/kennisdag/desk/roles/",
        "/events/kennisdag/desk/programme/",
        "/events/concept/edit/",
        "/communities/precisie/desk/events/",
        "/series/tournee/",
    ):
        found[path] = axe_in_every_look(page, path, person=alma)

    assert [finding for findings in found.values() for finding in findings] == []


def test_what_was_typed_waits_for_who_has_to_sign_in_again(page, open, signed_in, communities, alma):
    signed_in(page, alma)
    open(page, "/events/new/?community=precisie")
    page.get_by_label("Titel in het Nederlands").fill("Kennisdag Vacuüm")
    page.get_by_label("Dag", exact=True).fill("2029-03-20")
    page.get_by_label("Van", exact=True).fill("09:15")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Maak het evenement").click()
    page.wait_for_url("**/account/login/**")

    signed_in(page, alma)
    open(page, "/events/new/?community=precisie")
    expect(page.get_by_text("Wat je hier had ingevuld, is teruggezet.")).to_be_visible()
    expect(page.get_by_label("Titel in het Nederlands")).to_have_value("Kennisdag Vacuüm")
    expect(page.get_by_label("Dag", exact=True)).to_have_value("2029-03-20")
    expect(page.get_by_label("Van", exact=True)).to_have_value("09:15")

    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.get_by_label("Titel in het Nederlands")).to_have_value("")
    open(page, "/events/new/?community=precisie")
    expect(page.get_by_text("Wat je hier had ingevuld, is teruggezet.")).to_be_hidden()
