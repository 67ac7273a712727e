"""The pages of a community, for visitors and members."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.communities import hosts
from clubhuis.communities.models import Community, Membership
from clubhuis.organisations.tests.cast import an_organisation

from .cast import a_community, a_membership, a_partnership, a_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


def test_the_page_tells_a_visitor_what_it_is(client):
    parent = a_community("Brancheclub")
    community = a_community(
        members=[an_organisation("Verhoef Verspaning")],
        parent=parent,
        purpose_nl="Precisie verbindt.",
        languages=["nl", "en"],
    )
    a_community("Jonge Precisie", parent=community)
    a_partnership(community, a_community("Schoonheidskring"))

    page = client.get(community.get_absolute_url()).text

    for text in (
        "Precisiekring",
        "Precisie verbindt.",
        "Verhoef Verspaning",
        "Brancheclub",
        "Jonge Precisie",
        "Schoonheidskring",
    ):
        assert text in page


def test_the_page_does_not_tell_what_is_not_for_everybody(client):
    hidden = a_community("Geheim Genootschap", is_public=False)
    community = a_community(
        members=[an_organisation("Stille Werkplaats", visibility="communities")], parent=hidden, shows_members=True
    )
    a_community("Binnenkamer", parent=community, is_public=False)
    a_partnership(community, hidden)

    page = client.get(community.get_absolute_url()).text

    for text in ("Geheim Genootschap", "Stille Werkplaats", "Binnenkamer"):
        assert text not in page
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_a_member_reads_why_they_are_in_it(sign_in):
    alma = a_person("Alma")
    firm = an_organisation("Van Dam", members=[alma])
    community = a_community()
    a_membership(community, firm, since="2024-03-01", through="import")
    page = sign_in(alma).get(community.get_absolute_url()).text
    assert "Van Dam" in page
    assert "2024" in page
    assert 'id="why"' in page


@pytest.mark.parametrize(("of_the_desk", "first"), [(True, "Open het bureau"), (False, "Vraag lidmaatschap aan")])
def test_the_first_button_is_the_desk_for_who_has_one_and_joining_for_who_has_not(sign_in, of_the_desk, first):
    alma = a_person("Alma", language="nl")
    community = a_community(joining="request", managers=[alma] if of_the_desk else [])

    page = sign_in(alma).get(community.get_absolute_url()).text

    assert page.split("button-primary", 1)[1].split("<span>", 1)[1].startswith(first)


def test_the_page_costs_the_same_for_many_members(sign_in):
    alma = a_person("Alma")
    community = a_community(members=[alma])
    client = sign_in(alma)

    def grow(number):
        a_membership(community, an_organisation(f"Firma {number}", members=[alma]))
        a_community(f"Deel {number}", parent=community)
        a_partnership(community, a_community(f"Kring {number}"))

    grow(0)
    client.get(community.get_absolute_url())
    with CaptureQueriesContext(connection) as one:
        client.get(community.get_absolute_url())
    for number in range(1, 10):
        grow(number)
    with CaptureQueriesContext(connection) as many:
        assert client.get(community.get_absolute_url()).status_code == 200
    assert len(many) == len(one)


def test_joining_an_open_community_from_its_page(sign_in):
    alma = a_person("Alma")
    community = a_community(joining="open")
    response = sign_in(alma).post(f"{community.get_absolute_url()}membership/")
    assert (response.status_code, community.memberships.get().person) == (302, alma)


def test_joining_for_an_organisation_that_is_not_mine_does_nothing(sign_in):
    other = an_organisation("Van een ander")
    community = a_community(joining="open")
    alma = a_person("Alma")
    an_organisation("Van Alma", administrators=[alma])
    response = sign_in(alma).post(f"{community.get_absolute_url()}membership/", {"as_": str(other.pk)})
    assert response.status_code == 422
    assert not community.memberships.exists()


@pytest.mark.parametrize("message", ["x" * 501, "a\0b"])
def test_a_message_that_cannot_be_kept_is_refused_and_kept_in_the_form(sign_in, message):
    community = a_community(joining="request")
    response = sign_in(a_person("Alma")).post(f"{community.get_absolute_url()}membership/", {"message": message})
    assert response.status_code == 422
    assert not community.memberships.exists()


def test_leaving_from_the_page(sign_in):
    alma = a_person("Alma")
    community = a_community()
    membership = a_membership(community, alma)
    sign_in(alma).post(f"{community.get_absolute_url()}memberships/{membership.pk}/end/")
    membership.refresh_from_db()
    assert membership.state == "ended"


def test_taking_back_a_request_from_the_page(sign_in):
    alma = a_person("Alma")
    community = a_community()
    asked = a_request(community, alma)
    sign_in(alma).post(f"{community.get_absolute_url()}memberships/{asked.pk}/end/")
    assert Membership.objects.get().state == "ended"


def test_another_persons_membership_is_not_there(sign_in):
    community = a_community()
    membership = a_membership(community, a_person("Nora"))
    client = sign_in(a_person("Eve"))
    for pk in (membership.pk, membership.pk + 99, 10**30):
        assert client.post(f"{community.get_absolute_url()}memberships/{pk}/end/").status_code == 404


def test_the_list_says_that_it_is_for_members(client):
    community = a_community(members=[an_organisation("Verhoef Verspaning")], shows_members=False)
    page = client.get(f"{community.get_absolute_url()}members/")
    assert page.status_code == 200
    assert "Verhoef" not in page.text


@pytest.mark.parametrize("query", ["q=%00", "page=" + "9" * 30, "page=x", "q=" + "a" * 5000, "q=%F0%9F%98%80"])
def test_the_list_takes_any_query(client, query):
    community = a_community(members=[an_organisation()])
    assert client.get(f"{community.get_absolute_url()}members/?{query}").status_code == 200


def test_an_operator_founds_a_community(sign_in):
    response = sign_in(an_operator()).post(
        "/communities/founding/",
        {"name_nl": "Nieuwe Kring", "kind": "cluster", "slug": "nieuw", "joining": "open", "accent": "#336699"},
    )
    assert response.status_code == 302
    community = Community.objects.get()
    assert [t.name_nl for t in community.tiers.all()] == ["Lid"]
    assert community.roles.get().kind == "manager"


@pytest.mark.parametrize("slug", ["founding", "Bestaat", "a b", ""])
def test_a_path_that_is_taken_or_wrong_is_refused(sign_in, slug):
    a_community(slug="bestaat")
    response = sign_in(an_operator()).post(
        "/communities/founding/",
        {"name_nl": "Nieuwe Kring", "kind": "cluster", "slug": slug, "joining": "open", "accent": "#336699"},
    )
    assert response.status_code == 422


def test_nobody_else_founds(sign_in):
    assert sign_in(a_person()).get("/communities/founding/").status_code == 403


def test_the_community_lives_at_the_root_of_its_own_host_name(client):
    a_community(host_name="precisie.example", purpose_nl="Precisie verbindt.")
    hosts.forget()
    assert "Precisie verbindt." in client.get("/", headers={"host": "precisie.example"}).text
    hosts.forget()
