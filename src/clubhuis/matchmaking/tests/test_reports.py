"""A need that breaks the rules: who hears of it, and who may settle it."""

import pytest
from django.core.exceptions import PermissionDenied

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.communities.models import Role
from clubhuis.communities.tests.cast import a_community, a_membership
from clubhuis.conversations import actions as conversations
from clubhuis.market.tests.cast import a_need
from clubhuis.matchmaking import concern
from clubhuis.organisations.tests.cast import an_affiliation, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def reported():
    """A need in a community with a manager and a viewer, which somebody reported."""
    alma, els, jan = a_person("Alma"), a_person("Els"), a_person("Jan")
    buyer, ring = an_organisation("Van Dam"), a_community("Precisiekring", managers=[alma])
    Role.objects.create(community=ring, person=els, kind=Role.Kind.VIEWER)
    a_community("Houtkring", managers=[jan])
    a_membership(ring, buyer)
    made = conversations.report(a_need(buyer, communities=[ring]), by=a_person("Karin"), reason="spam")
    people = {"manager": alma, "viewer": els, "foreign manager": jan, "operator": an_operator()}
    return made, ring, buyer, people


@pytest.mark.parametrize("who", ["manager", "operator"])
def test_a_reported_need_is_settled_by_who_looks_after_the_community_it_stands_in(reported, who):
    made, ring, _buyer, people = reported
    assert [matter.count for matter in concern.reports(ring)] == [1]

    conversations.settle(made, by=people[who], decision="Gewaarschuwd")

    made.refresh_from_db()
    assert (made.settled_by, made.decision) == (people[who], "Gewaarschuwd")
    assert concern.reports(ring) == []


@pytest.mark.parametrize("who", ["viewer", "foreign manager"])
def test_nobody_else_settles_it(reported, who):
    made, _ring, _buyer, people = reported

    with pytest.raises(PermissionDenied):
        conversations.settle(made, by=people[who], decision="Gewaarschuwd")


def test_nobody_settles_what_was_reported_of_where_they_work(reported):
    made, _ring, buyer, people = reported
    an_affiliation(buyer, people["manager"])

    with pytest.raises(PermissionDenied):
        conversations.settle(made, by=people["manager"], decision="Niets aan de hand")


@pytest.mark.parametrize(("who", "status"), [("manager", 200), ("foreign manager", 200), ("viewer", 404)])
def test_the_page_shows_each_their_own(client, reported, who, status):
    _made, _ring, _buyer, people = reported
    client.force_login(people[who])

    page = client.get("/operator/reports/")

    assert page.status_code == status
    assert ("Frezen van titanium gezocht" in page.content.decode()) == (who == "manager")
