"""One box for everything, and nobody finds what they may not see."""

import pytest

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.communities.tests.cast import a_community
from clubhuis.market.models import Need
from clubhuis.market.tests.cast import a_need
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.portal import catalogue
from clubhuis.portal.searching import everything
from clubhuis.taxonomy.tests.cast import some_capabilities

from .asking import cost

pytestmark = pytest.mark.django_db


def found(text, person=None):
    catalogue.forget()
    return everything(text, person)


def test_of_every_kind_something():
    some_capabilities()
    an_organisation("Titanium Twente")
    a_need(title="Titanium delen", text="Vijftig stuks.")
    a_community("Titaniumkring")
    a_person("Tita Nium", visibility="public")

    results = found("titanium")

    assert [o.name for o in results.organisations] == ["Titanium Twente"]
    assert [n.title for n in results.needs] == ["Titanium delen"]
    assert [c.name for c in results.communities] == ["Titaniumkring"]
    assert [hit.term.slug for hit in results.capabilities] == ["titanium"]
    assert results.people == []
    assert [p.name for p in found("tita").people] == ["Tita Nium"]


def test_what_bears_the_name_stands_on_top():
    """Who types a name wants that person, community or event, not the companies whose work sounds like it."""
    some_capabilities()
    an_organisation("Verhoef Fijnmechanica", about_nl="Wij frezen titanium in Precisiedorp, met Karin.")
    a_community("Precisiekring")
    a_person("Karin Roelvink", visibility="public")

    assert found("precisiekrng").kinds[0] == "communities"
    assert found("Precisiek").kinds[0] == "communities"
    assert found("karin").kinds[0] == "people"
    assert found("verhoef").kinds[0] == "organisations"
    assert found("titanium").kinds[0] == "capabilities"


@pytest.mark.parametrize(
    ("visibility", "who", "seen"),
    [
        ("public", "visitor", True),
        ("signed_in", "visitor", False),
        ("signed_in", "stranger", True),
        ("communities", "stranger", False),
        ("communities", "fellow", True),
        ("nobody", "fellow", False),
        ("nobody", "operator", True),
    ],
)
@pytest.mark.parametrize("text", ["quirijn", "Qurijn Zonneveld"])
def test_people_only_as_far_as_they_allow(visibility, who, seen, text):
    quirijn = a_person("Quirijn Zonneveld", visibility=visibility)
    fellow = a_person("Frits")
    a_community(members=[quirijn, fellow])
    person = {"visitor": None, "stranger": a_person("Sam"), "fellow": fellow, "operator": an_operator()}[who]
    if who == "visitor" and text != "quirijn":
        seen = False  # guessing at names is for those who are signed in

    assert ([p.name for p in found(text, person).people] == ["Quirijn Zonneveld"]) is seen


def test_somebody_who_was_shut_out_is_not_found():
    a_person("Quirijn Zonneveld", visibility="public", is_active=False)

    assert found("quirijn").people == []


def test_an_anonymous_need_is_found_without_its_name(client):
    a_need(an_organisation("Geheimzinnig"), title="Titanium delen", visibility=Need.Visibility.ANONYMOUS)
    client.force_login(a_person())

    by_subject = client.get("/search/?q=titanium").content.decode()
    instant = client.get("/search/?q=titanium", headers={"HX-Request": "true"}).content.decode()

    assert "Titanium delen" in by_subject
    assert "Titanium delen" in instant
    assert "Geheimzinnig" not in by_subject + instant
    assert found("geheimzinnig").needs == []


@pytest.mark.parametrize("visibility", [Need.Visibility.MATCHING, Need.Visibility.COMMUNITIES])
def test_a_need_that_is_not_for_everybody_is_not_found(visibility):
    a_need(title="Titanium delen", visibility=visibility)

    assert found("titanium", a_person()).needs == []


def test_a_need_without_the_word_is_found_by_its_capability():
    words = some_capabilities()
    a_need(title="Vijftig delen", text="Met de bank.", capabilities=[words["milling"]])

    assert [need.title for need in found("frezen").needs] == ["Vijftig delen"]


def test_a_misspelt_community_is_found():
    a_community("Precisiekring")

    assert [c.name for c in found("precisekrign").communities] == ["Precisiekring"]


def test_the_short_list_and_the_page_are_the_same_door(client):
    an_operator()
    an_organisation("Verhoef")

    page = client.get("/search/?q=verhoef").content.decode()
    instant = client.get("/search/?q=verhoef", headers={"HX-Request": "true"}).content.decode()

    assert "<html" in page
    assert "<html" not in instant
    assert "Verhoef" in page
    assert "Verhoef" in instant


@pytest.mark.parametrize("text", ["", " ", "a", "\u200b\u200b"])
def test_next_to_nothing_finds_nothing(client, text):
    an_organisation("a")

    assert not found(text)
    assert client.get("/search/", {"q": text}).status_code == 200


def test_what_is_searched_is_not_run(client):
    an_operator()

    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page


def test_a_search_costs_the_same_for_one_and_for_many(client):
    client.force_login(a_person("Sam"))

    def things(numbers):
        for number in numbers:
            workshop = an_organisation(f"Titanium {number}", town="Almelo")
            a_need(workshop, title=f"Titanium {number}", visibility=Need.Visibility.ANONYMOUS)
            a_community(f"Titanium {number}", members=[workshop])
            a_person(f"Titanium {number}", visibility="signed_in", email=f"{number}@voorbeeld.example")

    things([1])
    one = cost(client, "/search/?q=titanium")
    things(range(2, 9))

    assert cost(client, "/search/?q=titanium") == one
