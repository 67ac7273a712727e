"""Young professionals visit a company: it approves who comes, its gate knows who they are, and afterwards people say how it was."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from clubhuis.accounts.tests.cast import a_person
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.registration import actions
from clubhuis.registration.models import Feedback, Identity, Registration
from clubhuis.registration.tests.day_cast import an_event_today, somebody

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mia():
    return a_person("Mia Bos", language="en")


@pytest.fixture
def karin():
    return a_person("Karin Roelvink", language="en")


@pytest.fixture
def visit(mia, karin):
    now = timezone.now()
    return an_event_today(
        mia, kind="company_visit", starts_at=now + timedelta(days=3), ends_at=now + timedelta(days=3, hours=3)
    ), an_organisation("Roelvink Verspaning", administrators=[karin])


def test_a_visit_from_arranging_it_to_the_gate(page: Page, open, signed_in, visit, mia, karin):
    event, _roelvink = visit
    open(signed_in(page, mia), f"{event.get_absolute_url()}desk/visit/")
    page.get_by_role("combobox", name="The organisation that is visited").fill("Roelvink")
    page.get_by_role("option", name="Roelvink Verspaning").click()
    page.get_by_label("The organisation approves each visitor").check()
    page.get_by_label("Name as on the identity card").check()
    page.get_by_label("Safety rules (English)").fill("Wear safety shoes.")
    page.get_by_label("What visitors keep to themselves (English)").fill("No pictures in hall 2.")
    page.get_by_role("button", name="Save the visit").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    nora = somebody(event)
    assert nora.state == Registration.State.AWAITING_APPROVAL

    open(signed_in(page, karin), event.get_absolute_url())
    page.get_by_role("link", name="See the visitors").click()
    page.get_by_role("button", name=f"Approve {nora.name}").click()
    expect(page.get_by_role("table")).to_contain_text("not yet")

    page.context.clear_cookies()
    open(page, f"{nora.get_absolute_url()}")
    page.get_by_role("link", name="Laat het de poort weten").click()
    page.get_by_label("Naam zoals op het identiteitsbewijs").fill("Nora Maria Visser")
    page.get_by_label("Ik heb de veiligheidsregels gelezen").check()
    page.get_by_label("Ik houd voor me wat ik zie en hoor").check()
    page.get_by_role("button", name="Laat het de poort weten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(event.title)
    assert Identity.objects.get().full_name == "Nora Maria Visser"

    open(signed_in(page, karin), f"{event.get_absolute_url()}visitors/")
    with page.expect_download() as download:
        page.get_by_role("button", name="List for the gate (PDF)").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_how_it_was_is_one_click_from_the_mail(without_javascript: Page, open, mia):
    event = an_event_today(mia)
    nora = somebody(event, is_listed=True)
    for moment in ("starts_at", "ends_at"):
        setattr(event, moment, getattr(event, moment) - timedelta(days=2))
    event.save()
    actions.settle_events(now=timezone.now())
    page = without_javascript

    open(page, f"{nora.get_absolute_url()}feedback/?rating=5")
    expect(page.get_by_label("heel nuttig")).to_be_checked()
    page.get_by_role("button", name="Verstuur mijn antwoord").click()

    expect(page.get_by_role("heading", name="Wie er waren")).to_be_visible()
    assert Feedback.objects.get().rating == 5


@pytest.mark.parametrize("place", ["paper", "visit", "afterwards", "figures"])
def test_the_desk_of_the_day_has_no_barriers(page: Page, axe_in_every_look, signed_in, visit, mia, place):
    event, roelvink = visit
    actions.arrange_visit(
        event, by=mia, organisation=roelvink, asks_identity=["full_name"], safety_nl="Draag schoenen."
    )
    somebody(event)

    assert axe_in_every_look(signed_in(page, mia), f"{event.get_absolute_url()}desk/{place}/", person=mia) == []
