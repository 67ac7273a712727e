import pytest
from django.utils import timezone

from clubhuis.organisations.duplicates import Candidates, Reason
from clubhuis.organisations.models import Site

from .cast import an_organisation

pytestmark = pytest.mark.django_db


def the_found(candidates, **asked):
    return [(d.organisation_id, list(d.reasons)) for d in candidates.find(**asked)]


def test_the_same_number_is_surely_the_same_organisation():
    van_dam = an_organisation("Van Dam Fijnmechanica", kvk_number="12345678")

    found = Candidates.load().find(name="Iets heel anders", kvk="12345678")

    assert [(d.organisation_id, d.score, d.is_certain) for d in found] == [(van_dam.pk, 1.0, True)]


def test_a_typing_error_and_the_same_town_are_a_likely_duplicate():
    van_dam = an_organisation("Van Dam Fijnmechanica B.V.", town="Almelo")

    found = the_found(Candidates.load(), name="van Dam Fijnmechnica", town="ALMELO")

    assert found == [(van_dam.pk, [Reason.SIMILAR_NAME, Reason.TOWN])]


def test_the_same_name_in_another_town_is_asked_about_but_is_not_certain():
    an_organisation("Techno Metaal", town="Almelo")

    (found,) = Candidates.load().find(name="Techno Metaal BV", town="Breda")

    assert (found.reasons, found.is_certain) == ((Reason.NAME,), False)


def test_neighbours_with_much_the_same_name_and_websites_of_their_own_are_asked_about():
    here = an_organisation("Bedrijf 743 Plastics", website="https://bedrijf743.example", domain="bedrijf743.example")
    Site.objects.create(organisation=here, is_main=True, town="Almelo", postcode="8719 AB")

    found = Candidates.load().find(
        name="Bedrijf 974 Plastics", domain="bedrijf974.example", postcode="8719 AB", town="Almelo"
    )

    assert [(d.reasons, d.is_certain) for d in found] == [
        ((Reason.SIMILAR_NAME, Reason.POSTCODE, Reason.OTHER_DOMAIN), False)
    ]


def test_the_same_website_finds_a_renamed_company_and_a_free_mail_domain_does_not():
    van_dam = an_organisation("Van Dam", domain="vandam.nl")
    an_organisation("Draaierij Bos", domain="gmail.com")
    candidates = Candidates.load()

    assert the_found(candidates, name="VD Precision Group", domain="www.vandam.nl") == [(van_dam.pk, [Reason.DOMAIN])]
    assert the_found(candidates, name="Frezerij Beek", domain="gmail.com") == []


def test_another_number_makes_the_same_name_doubtful():
    an_organisation("Van Dam Holding", kvk_number="12345678", town="Almelo")

    (found,) = Candidates.load().find(name="Van Dam", kvk="87654321", town="Almelo")

    assert found.reasons[-1] == Reason.OTHER_KVK
    assert not found.is_certain


def test_other_companies_at_one_postcode_are_not_duplicates():
    host = an_organisation("Kwekerij Zuid")
    Site.objects.create(organisation=host, postcode="7556 AB", town="Hengelo", is_main=True)

    assert Candidates.load().find(name="Laserbedrijf Noord", postcode="7556AB", town="Hengelo") == []


def test_two_names_that_share_only_a_trade_are_not_duplicates():
    an_organisation("Van Dam Metaal")

    assert Candidates.load().find(name="Van Dijk Optiek") == []


def test_words_in_another_order_and_a_legal_name_are_found():
    van_dam = an_organisation("VDF", legal_name="Fijnmechanische Industrie Van Dam B.V.")

    (found,) = Candidates.load().find(name="Van Dam Fijnmechanische Industrie")

    assert found.organisation_id == van_dam.pk


def test_an_organisation_that_was_removed_is_no_candidate():
    an_organisation("Van Dam", removed_at=timezone.now())

    assert Candidates.load().find(name="Van Dam") == []


def test_rows_of_one_list_find_each_other_and_can_be_forgotten():
    candidates = Candidates()
    candidates.add(-1, name="Van Dam BV", postcode="7556 AB")

    assert [d.organisation_id for d in candidates.find(name="van dam", postcode="7556ab")] == [-1]

    candidates.forget(-1)
    assert candidates.find(name="van dam", postcode="7556ab") == []


def test_a_name_of_nothing_finds_nothing():
    an_organisation("Van Dam")
    an_organisation("...", domain="")

    assert Candidates.load().find(name="\x00 \u200b") == []


@pytest.mark.parametrize("rows", [1, 20])
def test_loading_costs_the_same_for_few_and_many(rows, django_assert_num_queries):
    for number in range(rows):
        an_organisation(f"Bedrijf {number}", town="Almelo")

    with django_assert_num_queries(2):
        Candidates.load()


@pytest.mark.parametrize(
    "asked",
    [
        {"name": "van Dam Fijnmechnica"},
        {"name": "VD Precision", "domain": "vandam.nl"},
        {"name": "Iets anders", "kvk": "12345678"},
    ],
)
def test_one_question_finds_the_same_as_the_whole_list(asked):
    an_organisation(
        "Van Dam Fijnmechanica", plain_name="van dam fijnmechanica", domain="vandam.nl", kvk_number="12345678"
    )
    an_organisation("Draaierij Bos")

    found = Candidates.near(**asked).find(**asked)

    assert found == Candidates.load().find(**asked)
    assert len(found) == 1
