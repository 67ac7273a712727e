"""The page of an organisation, in a browser: taking charge of it, telling about it, showing it to everybody."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from playwright.sync_api import expect

from clubhuis.accounts.tests.cast import a_person
from clubhuis.organisations import actions
from clubhuis.organisations.models import Organisation
from clubhuis.organisations.tests.cast import an_affiliation, an_organisation, with_address
from clubhuis.taxonomy.tests.cast import a_capability

pytestmark = [pytest.mark.journey, pytest.mark.django_db]


def a_shown_organisation(alma):
    """With one of everything that the page can show."""
    organisation = an_organisation(
        "Van Dam Fijnmechanica",
        administrators=[alma],
        tagline_nl="Vijfassig frezen in kleine series.",
        about_nl="Wij frezen en draaien, sinds 1998, in Almelo.",
        about_en="We mill and turn.",
        about_de="Wir fräsen und drehen.",
        website="https://vandam.example",
        email="info@vandam.example",
        phone="074 200 00 00",
        kvk_number="12345678",
        size="10-49",
        founded_in=1998,
        languages=["nl", "en"],
        details={"machines": ["Hermle C42U", "DMG NLX 2500"], "production_space": 2400},
        visibility="public",
    )
    an_affiliation(
        organisation,
        a_person("Bas Kok", visibility="public", contact_visibility="public"),
        is_contact=True,
        job_title="Verkoop",
    )
    actions.add_site(organisation, by=alma, name="Fabriek", street="Kade 1", postcode="7602 KD", town="Almelo")
    actions.add_certificate(
        organisation, by=alma, name="ISO 9001", number="A-1", file=ContentFile(b"%PDF-", name="iso.pdf")
    )
    actions.save_department(organisation, by=alma, name="Verkoop", email="verkoop@vandam.example")
    milling = a_capability("milling", nl="frezen", en="milling")
    actions.choose_capabilities(organisation, [milling, a_capability("titanium", kind="material")], by=alma)
    return organisation


def test_somebody_finds_their_company_takes_charge_tells_about_it_and_shows_it(
    page, open, signed_in, without_javascript
):
    organisation = an_organisation("Van Dam Fijnmechanica", slug="van-dam", domain="vandam.example", town="Almelo")
    alma = with_address(a_person("Alma de Boer", language="en"), "alma@vandam.example")
    signed_in(page, alma)

    open(page, organisation.get_absolute_url())
    page.get_by_role("link", name="Take charge of this page").click()
    page.get_by_role("button", name="Take charge of the page").click()
    page.get_by_role("link", name="Say in one line what you do.").click()
    page.get_by_label("In one line, in English").fill("Five-axis milling in small series.")
    page.get_by_label("About you, in English").fill("We mill what others return.\n\nSince 1998.")
    page.get_by_label("Machine park").fill("Hermle C42U\nDMG NLX 2500")
    page.get_by_role("button", name="Save the profile").click()
    page.get_by_role("link", name="See the page").click()
    page.get_by_role("heading", name="Van Dam Fijnmechanica").wait_for()

    expect(page.get_by_text("Five-axis milling in small series.")).to_be_visible()
    visitor = open(without_javascript, organisation.get_absolute_url())
    expect(visitor.get_by_text("We mill what others return.")).to_be_visible()
    expect(visitor.get_by_text("Hermle C42U")).to_be_visible()
    assert visitor.get_by_role("link", name="Take charge of this page").count() == 0


def test_another_kind_brings_its_own_questions_along(page, open, signed_in):
    alma = a_person(language="en")
    organisation = an_organisation("Technisch College", administrators=[alma])
    signed_in(page, alma)

    open(page, reverse("organisations:profile", args=[organisation.slug]))
    expect(page.get_by_label("Machine park")).to_be_visible()
    page.get_by_label("Kind", exact=True).select_option("education")
    page.get_by_label("Practice centre").fill("Draaien en frezen")
    page.get_by_role("button", name="Save the profile").click()
    page.get_by_role("link", name="See the page").wait_for()

    organisation = Organisation.objects.get()
    assert (organisation.kind, organisation.details) == ("education", {"practice_centre": "Draaien en frezen"})


def test_a_mistake_keeps_what_was_typed_and_says_where_it_is(page, open, signed_in):
    alma = a_person(language="en")
    organisation = an_organisation(administrators=[alma])
    signed_in(page, alma)

    open(page, reverse("organisations:profile", args=[organisation.slug]))
    page.get_by_label("In one line, in Dutch").fill("Wij frezen.")
    page.get_by_label("Chamber of Commerce number").fill("12")
    page.get_by_role("button", name="Save the profile").click()

    page.get_by_text("A Chamber of Commerce number has eight digits").first.wait_for()
    assert page.get_by_label("In one line, in Dutch").input_value() == "Wij frezen."


def test_everybody_can_use_the_page_in_every_look(page, axe_in_every_look):
    assert axe_in_every_look(page, a_shown_organisation(a_person()).get_absolute_url()) == []


@pytest.mark.parametrize(
    "name", ["completeness", "profile", "capabilities", "sites", "certificates", "pictures", "people", "visibility"]
)
def test_everybody_can_look_after_the_page_in_every_look(page, signed_in, axe_in_every_look, name):
    alma = a_person()
    organisation = a_shown_organisation(alma)
    actions.join(organisation, by=a_person("Cor Smit"), job_title="Frezer")
    signed_in(page, alma)

    assert axe_in_every_look(page, reverse(f"organisations:{name}", args=[organisation.slug]), person=alma) == []


@pytest.mark.parametrize("name", ["mine", "new", "claim", "joining", "removal"])
def test_the_other_pages_are_for_everybody_too(page, signed_in, axe_in_every_look, name):
    alma = a_person()
    organisation = an_organisation(administrators=[alma])
    unclaimed = an_organisation("Draaierij Bos")
    signed_in(page, alma)
    args = [] if name in {"mine", "new"} else [unclaimed.slug if name in {"claim", "joining"} else organisation.slug]

    assert axe_in_every_look(page, reverse(f"organisations:{name}", args=args), person=alma) == []
