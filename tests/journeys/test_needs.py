"""A buyer posts a need in a minute, finds it on the board, and closes it; an organisation says what it can do."""

import time

import pytest
from playwright.sync_api import Page, expect

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import a_community
from clubhuis.market.models import Need, Offer
from clubhuis.market.tests.cast import a_need, an_offer, some_words
from clubhuis.organisations.tests.cast import an_organisation

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TEXT = "We are looking for 5-axis milling of titanium, preferably ISO 13485, within 100 km of Almelo."


@pytest.fixture
def alma():
    some_words()
    alma = a_person(language="en")
    van_dam = an_organisation("Van Dam", administrators=[alma], slug="van-dam", town="Almelo")
    a_community("Precisiekring", members=[van_dam])
    return alma


@pytest.mark.smoke
def test_a_need_is_posted_within_a_minute(page: Page, open, signed_in, alma):
    started = time.monotonic()
    open(signed_in(page, alma), "/needs/")
    page.get_by_role("link", name="Post a need").first.click()
    page.get_by_label("What are you looking for?").press_sequentially(TEXT)

    understood = page.locator("#understood")
    expect(understood.get_by_label("Near")).to_have_value("Almelo")
    expect(understood.get_by_label("Within (km)")).to_have_value("100")
    expect(understood.get_by_role("checkbox", name="5-axis milling")).to_be_checked()
    expect(page.get_by_label("What are you looking for?")).to_be_focused()
    understood.get_by_role("checkbox", name="titanium").uncheck()
    understood.get_by_role("radiogroup", name="ISO 13485").get_by_role("radio", name="must").check()
    page.get_by_role("button", name="Post the need").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("5-axis milling of titanium")
    assert time.monotonic() - started < 60
    need = Need.objects.get()
    assert [(one["text"], one["must"]) for one in need.requirements] == [("5-axis milling", True), ("ISO 13485", True)]
    expect(page.locator("mark")).to_have_text(["5-axis milling", "ISO 13485"])


def test_a_requirement_is_added_by_hand_and_the_text_goes_on(page: Page, open, signed_in, alma):
    open(signed_in(page, alma), "/needs/new/")
    text = page.get_by_label("What are you looking for?")
    text.fill("Turning of titanium")
    understood = page.locator("#understood")
    understood.get_by_text("Add a requirement").click()
    understood.get_by_label("Add a figure").fill("tolerance 5 µm")
    understood.get_by_role("button", name="Add to the list").click()
    expect(understood.get_by_role("checkbox", name="tolerance 5 µm")).to_be_checked()

    text.press_sequentially(" and milling")
    expect(understood.get_by_role("checkbox", name="milling")).to_be_checked()
    expect(understood.get_by_role("checkbox", name="tolerance 5 µm")).to_be_checked()
    page.get_by_role("button", name="Post the need").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Turning of titanium and milling")
    assert [one["kind"] for one in Need.objects.get().requirements] == [
        "capability",
        "material",
        "capability",
        "figure",
    ]


def test_it_works_without_javascript(without_javascript: Page, open, signed_in, alma):
    page = without_javascript
    open(signed_in(page, alma), "/needs/new/")
    page.get_by_label("What are you looking for?").fill(TEXT)
    page.get_by_role("button", name="Show what is understood").click()
    expect(page.locator("#understood").get_by_label("Near")).to_have_value("Almelo")
    page.get_by_role("button", name="Post the need").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("5-axis milling")


def test_a_need_is_found_and_closed_with_its_outcome(page: Page, open, signed_in, alma):
    need = a_need(alma.affiliations.get().organisation, by=alma, title="Milled parts", text="Milling of titanium parts")
    a_need(title="Something else", text="Somebody who paints", kind="knowledge")
    open(signed_in(page, alma), "/needs/")
    page.get_by_label("Have something made").check()
    expect(page.locator("#found").get_by_role("listitem")).to_have_count(1)
    page.get_by_role("link", name="Milled parts").click()
    page.get_by_role("link", name="Close the need").click()
    page.get_by_label("a quote").check()
    page.get_by_role("button", name="Close the need").click()

    expect(page.get_by_text("This need is closed.")).to_be_visible()
    need.refresh_from_db()
    assert need.outcome == "quote"


def test_an_offer_shows_at_once_what_is_recognised(page: Page, open, signed_in, alma):
    open(signed_in(page, alma), "/organisations/van-dam/edit/offers/new/")
    page.get_by_label("What can you do?").fill("5-axis milling of titanium")
    page.locator("#understood").get_by_role("checkbox", name="titanium").uncheck()
    page.get_by_role("button", name="Save the offer").click()

    expect(page.get_by_role("heading", name="5-axis milling of titanium")).to_be_visible()
    assert [c.slug for c in Offer.objects.get().capabilities.all()] == ["five-axis-milling"]


def test_pages_are_usable_by_all(page: Page, signed_in, axe_in_every_look, alma):
    van_dam = alma.affiliations.get().organisation
    from clubhuis.market import actions

    need = actions.post(van_dam, by=alma, text=TEXT)
    offer = an_offer(van_dam, equipment="Hermle C42", capacity="now")
    signed_in(page, alma)
    paths = (
        "/needs/",
        need.get_absolute_url(),
        f"/needs/{need.pk}/edit/",
        f"/needs/{need.pk}/closure/",
        "/organisations/van-dam/edit/offers/",
        offer.get_edit_url(),
    )

    assert [finding for path in paths for finding in axe_in_every_look(page, path, person=alma)] == []
