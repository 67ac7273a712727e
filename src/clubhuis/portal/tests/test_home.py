"""Home: what this place is for a visitor, and what concerns a member."""

import pytest

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.activity.actions import record, tell
from clubhuis.communities.tests.cast import a_community
from clubhuis.market.models import Need
from clubhuis.market.tests.cast import a_need
from clubhuis.organisations.tests.cast import an_organisation

from .asking import cost

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _somebody_runs_it():
    an_operator()


def test_a_visitor_reads_in_figures_what_is_here(client):
    an_organisation("Open")
    an_organisation("Besloten", visibility="signed_in")
    a_community("Precisiekring")
    a_need(an_organisation("Vrager"), title="Titanium delen")

    answer = client.get("/")

    assert answer.context["organisation_count"] == 2
    assert answer.context["community_count"] == 1
    assert answer.context["need_count"] == 1
    assert "Titanium delen" in answer.content.decode()
    assert "Precisiekring" in answer.content.decode()


def test_the_count_of_members_is_of_current_ones(client):
    kring = a_community("Kring", members=[a_person("Bo"), an_organisation()])
    kring.memberships.create(person=a_person("Cor"), state="asked")

    assert [c.members for c in client.get("/").context["communities"]] == [2]


def test_an_anonymous_need_stands_there_without_its_name(client):
    a_need(an_organisation("Geheimzinnig"), title="Titanium delen", visibility=Need.Visibility.ANONYMOUS)
    client.force_login(a_person())

    page = client.get("/").content.decode()

    assert "Titanium delen" in page
    assert "Geheimzinnig" not in page


def test_a_manager_who_is_no_member_is_not_told_to_look_for_a_community(client):
    coen = a_person("Coen", language="nl")
    a_community("Precisiekring", managers=[coen])
    client.force_login(coen)

    page = client.get("/").text

    assert "Je zit nog in geen community" not in page
    assert "Precisiekring" in page


def test_a_member_sees_what_concerns_them(client):
    bo = a_person("Bo Jansen", language="nl")
    mine = an_organisation("Van Dam", administrators=[bo])
    a_community("Precisiekring", members=[mine], managers=[bo])
    a_community("Houtkring")
    tell([bo], record("person.claimed", actor=None, subject=bo), "Je staat op de lijst")
    client.force_login(bo)

    answer = client.get("/")

    page = answer.content.decode()
    assert "Bo" in page
    assert [(a.organisation.name, bool(progress)) for a, progress in answer.context["affiliations"]] == [
        ("Van Dam", True)
    ]
    assert [c.name for c in answer.context["my_communities"]] == ["Precisiekring"]
    assert [r.community.name for r in answer.context["roles"]] == ["Precisiekring"]
    assert "Je staat op de lijst" in page
    assert f'href="/organisations/{mine.slug}/edit/"' in page
    assert "Houtkring" not in page


def test_who_belongs_to_nothing_is_told_what_to_do(client):
    client.force_login(a_person("Wim", language="nl"))

    page = client.get("/").content.decode()

    assert "Je hoort nog bij geen organisatie" in page
    assert 'href="/directory/"' in page


def test_home_costs_the_same_for_one_and_for_many(client):
    bo = a_person("Bo")
    client.force_login(bo)

    def things(numbers):
        for number in numbers:
            mine = an_organisation(f"Bedrijf {number}", administrators=[bo])
            a_community(f"Kring {number}", members=[mine], managers=[bo])
            a_need(mine, title=f"Gezocht {number}", visibility=Need.Visibility.ANONYMOUS)
            tell([bo], record("person.claimed", actor=None, subject=bo), f"Bericht {number}")

    things([1])
    one = cost(client, "/")
    things(range(2, 6))

    assert cost(client, "/") == one


def test_home_of_a_visitor_costs_the_same_for_one_and_for_many(client):
    def things(numbers):
        for number in numbers:
            a_community(f"Kring {number}", members=[an_organisation(f"Bedrijf {number}")])
            a_need(an_organisation(f"Vrager {number}"), title=f"Gezocht {number}")

    things([1])
    one = cost(client, "/")
    things(range(2, 6))

    assert cost(client, "/") == one
