"""A coordinator brings in the list of members that the office keeps, in a real browser."""

import pytest
from django.utils import translation

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.models import Membership
from clubhuis.communities.tests.cast import a_community
from clubhuis.communities.tests.lists import a_workbook, an_office_list
from clubhuis.organisations.models import Organisation
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
    return a_community("Metaalkring", slug="metaal", managers=[mia])


def the_file(name, content):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_mia_brings_in_the_office_list_looks_first_and_takes_it_back(page, open, signed_in, community, mia):
    signed_in(page, mia)
    open(page, "/communities/metaal/desk/lists/")
    page.get_by_label("Je lijst").set_input_files(the_file("leden.csv", an_office_list()))
    page.get_by_role("button", name="Upload de lijst").click()

    page.get_by_text("Rij 5").first.wait_for()
    assert Organisation.objects.count() == 0
    page.get_by_role("button", name="Neem deze lijst over").click()
    page.get_by_text("3 organisaties zijn overgenomen.").wait_for()
    assert Membership.objects.filter(community=community).count() == 3

    page.get_by_role("button", name="Draai deze lijst terug").click()
    page.get_by_role("dialog").get_by_role("button", name="Draai deze lijst terug").click()
    page.get_by_text("Teruggedraaid").first.wait_for()
    assert Organisation.objects.count() == 0


def test_mia_says_what_a_column_means_and_which_organisation_is_here_already(page, open, signed_in, community, mia):
    an_organisation("Dalmolen Draaiwerk", town="Kampen")
    content = a_workbook([["Relatie", "Kolom X", "Plaats"], ["Dalmolen Draaierij", "Draaien en frezen", "Kampen"]])
    signed_in(page, mia)
    open(page, "/communities/metaal/desk/lists/")
    page.get_by_label("Je lijst").set_input_files(the_file("leden.xlsx", content))
    page.get_by_role("button", name="Upload de lijst").click()

    page.get_by_role("combobox", name="Kolom X").select_option("about")
    page.get_by_role("button", name="Controleer opnieuw").click()
    page.get_by_role("radio", name="Dalmolen Draaiwerk").check()
    page.get_by_role("button", name="Neem deze lijst over").click()

    page.get_by_text("1 organisatie is overgenomen.").wait_for()
    assert Organisation.objects.get().about_nl == "Draaien en frezen"


def test_everybody_can_use_the_page_of_a_list(page, axe_in_every_look, community, mia):
    from clubhuis.communities.imports import actions

    an_organisation("Verhoef Fijn Mechanica", town="Almelo")
    brought = actions.upload(community, "leden.csv", an_office_list(), by=mia)
    actions.check(brought, by=mia)

    assert axe_in_every_look(page, f"/communities/metaal/desk/lists/{brought.pk}/", person=mia) == []
    assert axe_in_every_look(page, "/communities/metaal/desk/lists/", person=mia) == []
