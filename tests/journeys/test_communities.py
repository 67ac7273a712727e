"""Joining a community, running its desk, and being invited, in a real browser."""

import re

import pytest
from django.conf import settings
from django.utils import translation
from playwright.sync_api import expect

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import (
    a_community,
    a_membership,
    a_partnership,
    a_request,
    a_tier,
    an_invitation,
)
from clubhuis.organisations.tests.cast import an_organisation

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _in_dutch():
    with translation.override("nl"):
        yield


@pytest.fixture
def mia():
    return a_person("Mia Groen")


@pytest.fixture
def community(mia):
    """A community with one of everything on its desk."""
    community = a_community(
        "Precisiekring", slug="precisie", managers=[mia], joining="request", accent="#eab308", languages=["nl", "en"],
        purpose_nl="Makers die elkaar kennen.", about_nl="Sinds 1999.",
    )  # fmt: skip
    a_tier(community, "Lid", is_default=True)
    for number, name in enumerate(["Verhoef Verspaning", "Van Dam Fijnmechanica", "Twentse Optiek"]):
        row = a_membership(
            community, an_organisation(name, town="Almelo"), since=f"202{number}-03-01", number=f"P-{number}"
        )
        row.notes.create(text="Gebeld over de beurs.", author=mia, kind="call")
        community.member_tags.create(name=f"label {number}").memberships.add(row)
    a_membership(community, mia, since="2020-01-01")
    a_request(community, a_person("Alma de Boer"), message="Wij maken vacuümkamers.")
    an_invitation(community, "nora@voorbeeld.example", name="Nora", invited_by=mia)
    a_partnership(community, a_community("Schoonheidskring"), shares=["events", "members"])
    return community


def test_alma_asks_mia_answers(page, browser, open, signed_in, community, mia):
    bo = a_person("Bo Jansen")
    signed_in(page, bo)
    open(page, "/communities/precisie/")
    page.get_by_role("link", name="Vraag lidmaatschap aan").click()
    page.get_by_label(re.compile("Een woord")).fill("Ik meet graag tot op de nanometer.")
    page.get_by_role("button", name="Verstuur het verzoek").click()
    page.get_by_role("link", name="Je verzoek wacht op antwoord").wait_for()

    signed_in(page, mia)
    open(page, "/communities/precisie/desk/")
    row = page.get_by_role("listitem").filter(has_text="nanometer")
    row.get_by_role("button", name="Willig het verzoek in").click()
    page.get_by_text("Bo Jansen is nu lid").wait_for()

    assert community.memberships.get(person=bo).state == "current"


def test_mia_filters_tags_and_notes_in_the_table(page, open, signed_in, community, mia):
    signed_in(page, mia)
    open(page, "/communities/precisie/desk/members/")
    page.get_by_label("Naam, plaats of nummer").fill("optiek")
    page.get_by_label("Naam, plaats of nummer").press("Enter")
    page.get_by_text("1 lid", exact=True).wait_for()

    page.get_by_role("link", name="Wijzig de labels, Twentse Optiek").click()
    page.locator(".cell-tags").get_by_role("textbox", name="Label", exact=True).fill("jubileum")
    page.get_by_role("button", name="Voeg het label toe").click()
    page.locator(".cell-tags", has_text="jubileum").wait_for()

    page.get_by_role("link", name="Schrijf een notitie, Twentse Optiek").click()
    page.locator(".cell-note").get_by_label("Notitie").fill("Komt naar de beurs.")
    page.get_by_role("button", name="Bewaar de notitie").click()
    page.locator(".note-text", has_text="Komt naar de beurs.").wait_for()

    membership = community.memberships.get(organisation__name="Twentse Optiek")
    assert sorted(t.name for t in membership.tags.all()) == ["jubileum", "label 2"]
    assert membership.notes.count() == 2


def test_mia_is_signed_out_while_she_writes_an_invitation(page, open, signed_in, community, mia):
    signed_in(page, mia)
    open(page, "/communities/precisie/desk/invitations/")
    one = page.locator("form").filter(has=page.get_by_label("E-mailadres", exact=True))
    one.get_by_label("E-mailadres", exact=True).fill("harm@voorbeeld.example")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    one.get_by_role("button", name="Verstuur de uitnodiging").click()
    expect(page.get_by_text("er is niets bewaard")).to_be_visible()

    signed_in(page, mia)
    open(page, "/communities/precisie/desk/invitations/")
    expect(one.get_by_label("E-mailadres", exact=True)).to_have_value("harm@voorbeeld.example")  # still there

    one.get_by_role("button", name="Verstuur de uitnodiging").click()
    expect(page.get_by_text("is onderweg")).to_be_visible()
    expect(one.get_by_label("E-mailadres", exact=True)).to_have_value("")  # and gone once it has arrived


WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("place", ["", "members/", "desk/", "desk/members/", "desk/requests/"])
def test_nobodys_text_makes_a_page_wider(page, open, signed_in, community, mia, width, place):
    endless = "Präzisionszerspanungstechnik" * 5
    a_membership(community, an_organisation(endless, town=endless[:100], tagline_nl=endless))
    a_request(community, a_person(endless[:120]), message=endless)
    signed_in(page, mia)
    page.set_viewport_size({"width": width, "height": 900})

    open(page, f"/communities/precisie/{place}")

    assert page.evaluate(WIDER) == 0


def test_several_get_a_tag_without_javascript(without_javascript, open, signed_in, community, mia):
    page = signed_in(without_javascript, mia)
    open(page, "/communities/precisie/desk/members/")
    for name in ("Verhoef Verspaning", "Van Dam Fijnmechanica"):
        page.get_by_role("checkbox", name=re.compile(name)).check()
    page.locator("#bulk-tag").fill("standhouder")
    page.get_by_role("button", name="Geef het label").click()
    expect(page.locator(".cell-tags", has_text="standhouder")).to_have_count(2)
    assert community.member_tags.get(name="standhouder").memberships.count() == 2


def test_nora_opens_her_link_and_declines_without_an_account(page, open, community):
    invitation = community.invitations.get()
    open(page, invitation.get_absolute_url())
    page.wait_for_load_state("networkidle")
    invitation.refresh_from_db()
    assert invitation.state == "opened"
    page.get_by_role("button", name="Sla de uitnodiging af").click()
    page.get_by_text("Je hebt de uitnodiging afgeslagen").wait_for()
    invitation.refresh_from_db()
    assert invitation.state == "declined"


@pytest.mark.parametrize(
    "path",
    [
        "", "members/", "membership/", "desk/", "desk/members/", "desk/members/organisation/", "desk/requests/", "desk/invitations/",
        "desk/mails/", "desk/page/", "desk/partnerships/", "desk/roles/", "desk/settings/", "desk/log/",
    ],
)  # fmt: skip
def test_everybody_can_use_the_pages(page, signed_in, axe_in_every_look, community, mia, path):
    signed_in(page, mia)
    assert axe_in_every_look(page, f"/communities/precisie/{path}", person=mia) == []


def test_everybody_can_use_the_page_of_a_member(page, signed_in, axe_in_every_look, community, mia):
    signed_in(page, mia)
    row = community.memberships.get(organisation__name="Verhoef Verspaning")
    assert axe_in_every_look(page, f"/communities/precisie/desk/members/{row.pk}/", person=mia) == []


def test_everybody_can_use_the_page_of_an_invitation(page, axe_in_every_look, community):
    assert axe_in_every_look(page, community.invitations.get().get_absolute_url()) == []
