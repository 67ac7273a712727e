import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.imports import actions as imports
from clubhuis.communities.tests.cast import a_community
from clubhuis.communities.tests.lists import an_office_list
from clubhuis.market import actions
from clubhuis.market.importing import OffersOfAList
from clubhuis.market.models import Offer
from clubhuis.market.tests.cast import a_need, an_offer, some_words
from clubhuis.organisations.models import Organisation
from clubhuis.organisations.tests.cast import an_affiliation, an_organisation

pytestmark = pytest.mark.django_db


def brought_in():
    community = a_community()
    brought = imports.upload(community, "leden.csv", an_office_list(), by=None)
    imports.run(brought, by=None)
    return brought


def test_a_list_becomes_offers_in_the_language_of_each_text():
    brought_in()

    found = {offer.organisation.name: offer for offer in Offer.objects.select_related("organisation")}
    verhoef, nordhorner = found["Verhoef Fijnmechanica B.V."], found["Nordhorner Oberflächentechnik GmbH"]
    assert (verhoef.text, verhoef.language, verhoef.machines, verhoef.is_imported, verhoef.read_at) == (
        "5-assig frezen van titanium; series tot 200 stuks",
        "nl",
        ["2x freesmachine"],
        True,
        None,
    )
    assert (nordhorner.language, nordhorner.machines) == ("de", ["Gestellanlagen"])


def test_capabilities_are_recognised_afterwards():
    some_words()
    brought_in()
    assert not Offer.capabilities.through.objects.exists()

    actions.read_organisations(actions.unread_organisations())

    verhoef = Organisation.objects.get(name="Verhoef Fijnmechanica B.V.")
    assert {link.capability.slug for link in verhoef.capability_links.all()} >= {"five-axis-milling", "titanium"}


def test_taking_an_import_back_removes_its_offers():
    brought = brought_in()

    imports.undo(brought, by=None)

    assert (Offer.objects.count(), Organisation.objects.count()) == (0, 0)


def test_an_offer_that_somebody_edited_stays_with_its_organisation():
    brought = brought_in()
    alma = a_person()
    offer = Offer.objects.get(organisation__name="Verhoef Fijnmechanica B.V.")
    an_affiliation(offer.organisation, alma, role="editor")
    actions.change_offer(offer, by=alma, text="Wij frezen alles.")

    imports.undo(brought, by=None)

    assert [o.text for o in Offer.objects.all()] == ["Wij frezen alles."]
    assert [o.name for o in Organisation.objects.all()] == ["Verhoef Fijnmechanica B.V."]


def test_organisations_with_needs_or_offers_are_built_upon():
    seeking, offering, idle = an_organisation("A"), an_organisation("B"), an_organisation("C")
    a_need(seeking)
    an_offer(offering)

    assert OffersOfAList().built_upon([seeking.pk, offering.pk, idle.pk]) == {seeking.pk, offering.pk}


def test_the_same_text_is_not_made_twice():
    van_dam = an_organisation()
    cells = {"offer": "Wij frezen", "equipment": "Hermle C42; Mazak, 2x; Mazak, 2x"}

    first = OffersOfAList().write([(van_dam, cells), (van_dam, cells)], "nl")
    second = OffersOfAList().write([(van_dam, cells)], "nl")

    assert (len(first["market.Offer"]), second["market.Offer"]) == (1, [])
    assert Offer.objects.get().machines == ["Hermle C42", "Mazak, 2x"]


@pytest.mark.parametrize("rows", [1, 40])
def test_many_rows_cost_as_much_as_one(rows):
    organisations = [an_organisation(str(number)) for number in range(rows)]

    with CaptureQueriesContext(connection) as asked:
        OffersOfAList().write([(one, {"offer": f"Wij frezen {one.pk}"}) for one in organisations], "nl")

    assert len(asked) <= 9


@pytest.mark.parametrize(
    "heading",
    ["Wat kunnen wij?", "Capabilities", "Competenties", "Products", "Leistungen", "What we do", "Kerncompetenties"],
)
def test_headings_of_offers_are_known(heading):
    from clubhuis.communities.imports.targets import plain

    offer, _equipment = OffersOfAList.targets

    assert plain(heading) in offer.spellings


@pytest.mark.parametrize("heading", ["Machines", "Equipment", "Machinepark", "Maschinenpark"])
def test_headings_of_machines_are_known(heading):
    from clubhuis.communities.imports.targets import plain

    _offer, equipment = OffersOfAList.targets

    assert plain(heading) in equipment.spellings
