"""Coming to an event: invited without an account, waiting in a queue, registering by keyboard and without JavaScript."""

import re

import pytest
from django.utils import translation

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Mail
from clubhuis.communities.tests.cast import a_community
from clubhuis.programme.models import Session
from clubhuis.registration.arranging import arrange
from clubhuis.registration.models import Invitation, Registration
from clubhuis.registration.tests.cast import (
    a_registration,
    a_ticket_type,
    an_event_invitation,
    an_open_event,
    somebody_waits,
    write_letters,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _in_dutch():
    with translation.override("nl"):
        yield


@pytest.fixture
def esma():
    return a_person("Esma Organisator")


@pytest.fixture
def event(esma):
    community = a_community("Metaalcluster", slug="metaal", organisers=[esma], accent="#eab308")
    event = an_open_event(
        "Eerste clusterbijeenkomst", community=community, slug="eerste", places=40, asks_offers=True, asks_diet=True
    )
    for number, title in enumerate(["Robotlassen", "Vakmensen vinden"]):
        Session.objects.create(
            event=event, title_nl=title, kind="workshop", seats=1 + number, needs_choice=True,
            starts_at=event.starts_at, ends_at=event.ends_at,
        )  # fmt: skip
    arrange(event, event.rules)
    return event


def link_in(mail, ending=""):
    """The first link of ours in a mail, as a path."""
    found = re.search(rf"https?://[^/\s]+(/(?:registrations|event-invitations)/[\w-]+/{ending})", mail.text)
    return found[1]


def test_the_first_cluster_meeting(page, open, signed_in, esma, event):
    """Scenario 1: a province invites metal companies from a list; they answer by mail link, without an account."""
    signed_in(page, esma)
    open(page, "/events/eerste/desk/invitations/new/")
    rows = "\n".join(f"Persoon {n} <persoon{n}@metaal{n}.example>" for n in range(178))
    page.get_by_label("E-mailadressen").fill(
        f"Nora Visser <nora@fijnmetaal.example>\nBram Kuiper <bram@plaatwerk.example>\n{rows}"
    )
    page.get_by_label("Een persoonlijk woord").first.fill("Kom je ook?")
    page.get_by_role("button", name="Nodig iedereen op de lijst uit").click()
    page.get_by_text("180 uitnodigingen zijn onderweg").wait_for()
    write_letters()
    assert Mail.objects.filter(kind="registration/mail/invitation", stream="bulk").count() == 180
    page.context.clear_cookies()

    open(page, link_in(Mail.objects.get(to="nora@fijnmetaal.example")))
    page.get_by_label("Ja, ik kom").check()
    page.get_by_label(re.compile("Robotlassen")).check()
    page.get_by_label(re.compile("Wat heb je te bieden")).fill("Wij lassen roestvast staal tot twee millimeter.")
    page.get_by_label(re.compile("Wat zoek je")).fill("Een robot die kleine series aankan.")
    page.get_by_label(re.compile("Dieetwensen")).fill("vegetarisch")
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    page.get_by_text("Je bent aangemeld").wait_for()
    page.get_by_role("link", name="Toegangsbewijs").click()
    page.get_by_role("article", name="Toegangsbewijs").get_by_text("Nora Visser").wait_for()

    open(page, link_in(Mail.objects.get(to="bram@plaatwerk.example")))
    page.get_by_label("Ik kan niet, maar ik steun het").check()
    page.get_by_label(re.compile("Een woord aan de organisatoren")).fill("Goed plan; die dag ben ik in München.")
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    page.get_by_text("Bedankt voor je antwoord").first.wait_for()

    nora = Registration.objects.get(email="nora@fijnmetaal.example")
    assert (nora.state, nora.seeks, nora.choices.get().session.title_nl) == (
        "confirmed", "Een robot die kleine series aankan.", "Robotlassen",
    )  # fmt: skip
    assert Invitation.objects.get(email="bram@plaatwerk.example").word.startswith("Goed plan")
    assert Invitation.objects.exclude(opened_at=None).count() == 2
    signed_in(page, esma)
    open(page, "/events/eerste/desk/invitations/?answer=supportive")
    page.get_by_text("Goed plan; die dag ben ik in München.").wait_for()


def test_the_waiting_list_moves_by_itself(page, open, signed_in, esma):
    """Scenario 10: thirty places (here two), and who waits is offered what comes free."""
    event = an_open_event("Bezoek", community=a_community(organisers=[esma]), slug="bezoek", places=1)
    seated = a_registration(event, a_person("Sam Zit"))
    open(page, "/events/bezoek/")
    page.get_by_role("link", name="Zet me op de wachtlijst").click()
    page.get_by_label("Je naam").fill("Nora Visser")
    page.get_by_label("Je e-mailadres").fill("nora@voorbeeld.example")
    page.get_by_role("button", name="Zet me op de wachtlijst").click()
    page.get_by_role("heading", name="Kijk in je mail").wait_for()
    write_letters()
    waiting = Registration.objects.get(email="nora@voorbeeld.example")
    page.get_by_label("Code uit de mail").fill(waiting.code)
    page.get_by_role("button", name="Bevestigen").click()
    page.get_by_text("Je staat op plaats 1").wait_for()

    open(page, f"{seated.get_absolute_url()}cancellation/")
    page.get_by_role("button", name="Geef mijn plaats op").click()
    page.get_by_text("Je komt niet").first.wait_for()
    assert "offered" in write_letters()

    open(page, link_in(Mail.objects.get(kind="registration/mail/offered")))
    page.get_by_text("Er is een plaats voor je").wait_for()
    page.get_by_role("button", name="Neem de plaats").click()
    page.get_by_role("link", name="Toegangsbewijs").wait_for()

    signed_in(page, esma)
    open(page, "/events/bezoek/desk/registrations/")
    page.get_by_role("row", name=re.compile("Nora Visser")).get_by_text("komt").wait_for()


def test_registering_without_javascript(without_javascript, open, event):
    page = without_javascript
    a_ticket_type(event, "Deelnemer", price_cents=9500)
    open(page, "/events/eerste/registration/")
    page.get_by_label("Je naam").fill("Nora Visser")
    page.get_by_role("button", name="Reserveer een plaats").click()
    page.get_by_text("Vul in aan wie de factuur gericht wordt.").first.wait_for()
    assert page.get_by_label("Je naam").input_value() == "Nora Visser"

    page.get_by_label("Je e-mailadres").fill("nora@voorbeeld.example")
    page.get_by_label("Naam op de factuur").fill("Fijnmetaal BV")
    page.get_by_label("Straat en nummer").fill("Dorpsstraat 1")
    page.get_by_label("Postcode").fill("7601 AA")
    page.get_by_label("Plaats", exact=True).fill("Almelo")
    page.get_by_role("button", name="Reserveer een plaats").click()
    page.get_by_role("heading", name="Kijk in je mail").wait_for()
    write_letters()

    open(page, link_in(Mail.objects.get(to="nora@voorbeeld.example")))
    page.get_by_role("button", name="Bevestig mijn aanmelding").click()
    page.get_by_role("link", name="Toegangsbewijs").wait_for()
    assert Registration.objects.get(email="nora@voorbeeld.example").invoice.town == "Almelo"


def test_registering_by_keyboard(page, open, event):
    open(page, "/events/eerste/registration/")
    page.get_by_label("Je naam").focus()
    page.keyboard.type("Nora Visser")
    page.keyboard.press("Tab")
    page.keyboard.type("nora@voorbeeld.example")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Kijk in je mail").wait_for()
    write_letters()
    page.get_by_label("Code uit de mail").focus()
    page.keyboard.type(Registration.objects.get().code)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Toegangsbewijs").wait_for()


def test_every_page_for_who_comes_is_usable_by_all(page, axe_in_every_look, event):
    a_ticket_type(event, "Deelnemer", price_cents=9500)
    registration = a_registration(event, a_person("Nora Visser"), ticket=a_ticket_type(event, "Lid"), colleagues=1)
    invitation = an_event_invitation(event, "bram@voorbeeld.example", message="Kom je ook?")
    own = registration.get_absolute_url()
    found = []
    for path in (
        "/events/eerste/registration/", own, registration.colleagues.get().get_absolute_url(), f"{own}pass/",
        f"{own}sessions/", f"{own}hand-over/", invitation.get_absolute_url(),
    ):  # fmt: skip
        found += axe_in_every_look(page, path)
    assert found == []


def test_every_page_of_the_desk_is_usable_by_all(page, axe_in_every_look, signed_in, event, esma):
    a_registration(event, a_person("Nora Visser"), diet="vegetarisch")
    event.places = 1
    event.save()
    arrange(event, event.rules)
    somebody_waits(event, a_person("Bram Kuiper"))
    an_event_invitation(event, "carla@voorbeeld.example", invited_by=esma)
    event.mailings.create(subject="Parkeren", text="Achter de hal.", written_by=esma)
    signed_in(page, esma)
    found = []
    for path in ("registrations", "queue", "requests", "invitations", "invitations/new", "mails", "registration"):
        found += axe_in_every_look(page, f"/events/eerste/desk/{path}/", person=esma)
    assert found == []
