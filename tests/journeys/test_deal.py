"""Supply meets demand: a buyer in Dutch, suppliers who wrote English and German; asked, answered, compared, introduced, done."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import a_community
from clubhuis.market.models import Need
from clubhuis.market.tests.cast import a_need
from clubhuis.matchmaking import index
from clubhuis.matchmaking.actions.suggesting import monday_of
from clubhuis.matchmaking.models import Invitation, Outcome, Suggestion
from clubhuis.organisations.models import Site
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.taxonomy.loading import load_vocabulary
from clubhuis.themes.tests.cast import a_theme

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TEXT = "5-assig gefreesde onderdelen van titanium, ISO 13485, binnen 100 km van Almelo."
SECRET = "Geheimzinnig Chirurgie"


def a_maker(name, person, **about):
    organisation = an_organisation(name, administrators=[person], **about)
    Site.objects.create(organisation=organisation, is_main=True, town="Almelo", latitude=52.35, longitude=6.66)
    return organisation


def test_supply_meets_demand(page: Page, open, signed_in, axe_in_every_look):
    load_vocabulary()
    alma = a_person("Alma Inkoop", language="nl")
    bram, greta = a_person("Bram Miller", language="en"), a_person("Greta Fräser", language="en")
    an_organisation(SECRET, administrators=[alma])
    english = a_maker("Twente Milling", bram, about_en="5-axis milling of titanium. ISO 13485 certified.")
    german = a_maker("Zerspanung Nord", greta, about_de="5-Achs-Fräsen von Titan, ISO 13485 zertifiziert.")
    index.rebuild()

    # The buyer writes, sees how many fit, stays nameless, and lets the engine propose.
    open(signed_in(page, alma), "/needs/new/")
    page.get_by_label("Waar ben je naar op zoek?").fill(TEXT)
    expect(page.locator("#fit")).to_contain_text("2 organisaties passen")
    page.locator("[name=visibility][value=anonymous]").check()
    page.get_by_role("button", name="Vraag plaatsen").click()
    expect(page.locator("#matches")).to_contain_text("Zerspanung Nord")
    need = Need.objects.get()
    page.get_by_role("link", name="Kies wie je uitnodigt").click()
    page.get_by_role("button", name="Laat het systeem voorstellen").click()
    expect(page.get_by_role("checkbox", name="Twente Milling")).to_be_checked()
    page.get_by_role("button", name="Nodig de gekozen leveranciers uit").click()
    expect(page.locator("#answers").get_by_text("wacht op antwoord")).to_have_count(2)

    # One says yes at once, the other asks first; neither reads who is behind it.
    open(signed_in(page, bram), need.get_absolute_url())
    expect(page.locator("#answer")).to_contain_text("5-axis milling")
    expect(page.locator("body")).not_to_contain_text(SECRET)
    page.get_by_role("button", name="Yes, interested").click()
    expect(page.locator("#answer")).to_contain_text("you said yes")
    open(signed_in(page, greta), need.get_absolute_url())
    page.get_by_text("A question", exact=True).click()
    page.get_by_label("Your question").fill("Which surface roughness?")
    page.get_by_role("button", name="Ask the question").click()
    page.get_by_role("link", name="Yes, with a word or with others").click()
    page.get_by_label("About the price").fill("About € 80 an hour")
    page.get_by_role("button", name="Send the yes").click()
    expect(page.locator("#answer")).to_contain_text("€ 80")

    # The buyer replies, compares, and says yes: names are shown and they talk.
    open(signed_in(page, alma), need.get_absolute_url())
    page.get_by_label("Je antwoord").fill("Ra 0,4.")
    page.get_by_role("button", name="Verstuur het antwoord").click()
    page.get_by_role("link", name="Vergelijk de antwoorden").click()
    expect(page.get_by_role("cell", name="About € 80 an hour")).to_be_visible()
    assert axe_in_every_look(page, f"{need.get_absolute_url()}answers/", person=alma) == []
    assert axe_in_every_look(page, need.get_absolute_url(), person=alma) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    invitation = Invitation.objects.get(supplier=german)
    alma.refresh_from_db()
    open(page, need.get_absolute_url())
    page.locator(f"#invitation-{invitation.pk} form[action$='introduction/'] button").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("titanium")
    page.locator("textarea").fill("Guten Tag!")
    page.locator(".conversation-form button[type=submit]").click()
    expect(page.locator(".message")).to_have_count(1)

    open(signed_in(page, greta), "/messages/")
    page.locator(".conversations a").first.click()
    expect(page.locator(".messages")).to_contain_text("Guten Tag!")
    expect(page.locator("body")).to_contain_text(SECRET)

    # What came of it, in one click.
    open(signed_in(page, alma), need.get_absolute_url())
    page.locator(f"#invitation-{invitation.pk} button[value=order]").click()
    expect(page.locator(f"#invitation-{invitation.pk} button[value=order]")).to_have_count(0)
    assert Outcome.objects.get().kind == "order"
    assert english.invitations_to_needs.get().state == "interested"


def test_everybody_can_use_the_pages_around_a_deal(page: Page, signed_in, axe_in_every_look):
    alma = a_person("Alma Inkoop", language="nl")
    buyer = an_organisation(SECRET, administrators=[alma])
    ring = a_community("Precisiekring", members=[buyer], managers=[alma])
    need = a_need(buyer, by=alma, communities=[ring])
    need.files.create(file="needs/x.pdf", name="tekening.pdf", size=8)
    supplier = a_maker("Twente Milling", a_person("Bram Miller"), about_en="Milling of titanium.")
    Suggestion.objects.create(
        week=monday_of(timezone.localdate()), organisation=buyer, other=supplier, score=0.8, why=[]
    )
    a_theme("Titanium", followers=[alma])
    signed_in(page, alma)

    found = []
    for path in (
        reverse("matchmaking:week"),
        reverse("conversations:conversations"),
        reverse("conversations:reports"),
        reverse("matchmaking:desk_needs", args=[ring.slug]),
        reverse("matchmaking:desk_lacks", args=[ring.slug]),
        reverse("matchmaking:desk_learning", args=[ring.slug]),
        reverse("matchmaking:shares", args=[need.pk]),
    ):
        found += axe_in_every_look(page, path, person=alma)
    assert found == []
