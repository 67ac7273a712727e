"""Who sees whom because they are in one community."""

import pytest

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.models import Community, Membership
from clubhuis.organisations.models import Organisation
from clubhuis.organisations.tests.cast import an_organisation

from .cast import a_community, a_membership

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("visibility", "fellow", "outsider"),
    [("public", True, True), ("signed_in", True, True), ("communities", True, False), ("nobody", False, False)],
)
def test_fellow_members_see_what_others_do_not(visibility, fellow, outsider):
    alma, ruth = a_person("Alma"), a_person("Ruth")
    nora = a_person("Nora", visibility=visibility)
    firm = an_organisation(members=[nora], visibility=visibility)
    a_community(members=[firm, alma])

    for who, sees in ((alma, fellow), (ruth, outsider)):
        assert Organisation.objects.visible_to(who).filter(pk=firm.pk).exists() is sees
        assert Person.objects.visible_to(who).filter(pk=nora.pk).exists() is sees


def test_one_is_a_fellow_through_ones_organisation():
    alma = a_person("Alma")
    mine, theirs = an_organisation("Van Dam", members=[alma]), an_organisation("Stil", visibility="communities")
    a_community(members=[mine, theirs])
    assert Organisation.objects.visible_to(alma).filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("state", ["asked", "declined", "ended"])
def test_who_only_asked_or_left_is_no_fellow(state):
    alma = a_person("Alma")
    hidden = an_organisation(visibility="communities")
    community = a_community(members=[hidden])
    a_membership(community, alma, state=state)
    assert not Organisation.objects.visible_to(alma).filter(pk=hidden.pk).exists()


def test_a_colleague_who_left_is_no_fellow():
    alma = a_person("Alma")
    mine, hidden = an_organisation("Van Dam", members=[alma]), an_organisation("Stil", visibility="communities")
    a_community(members=[mine, hidden])
    mine.affiliations.update(ended_on="2026-01-01")
    assert not Organisation.objects.visible_to(alma).filter(pk=hidden.pk).exists()


def test_a_closed_community_shows_nobody_to_each_other():
    alma = a_person("Alma")
    hidden = an_organisation(visibility="communities")
    community = a_community(members=[hidden, alma])
    Community.objects.filter(pk=community.pk).update(closed_at="2026-01-01T00:00Z")
    assert not Organisation.objects.visible_to(alma).filter(pk=hidden.pk).exists()


def test_whoever_helps_run_it_sees_its_members():
    hidden = an_organisation(visibility="communities")
    vera = a_person("Vera")
    a_community(members=[hidden], viewers=[vera])
    assert Organisation.objects.visible_to(vera).filter(pk=hidden.pk).exists()


@pytest.mark.parametrize("shows_members", [True, False])
def test_a_list_of_members_is_seen_as_the_community_decided(shows_members):
    alma, ruth = a_person("Alma"), a_person("Ruth")
    firm = an_organisation()
    community = a_community(members=[firm, alma], shows_members=shows_members)

    def listed(viewer):
        return set(Membership.objects.visible_to(viewer).filter(community=community, organisation=firm))

    assert bool(listed(None)) is shows_members
    assert bool(listed(ruth)) is shows_members
    assert listed(alma) == {community.memberships.get(organisation=firm)}


@pytest.mark.parametrize("is_public", [True, False])
def test_a_community_without_public_page_is_not_there_for_others(is_public):
    alma, ruth, vera = a_person("Alma"), a_person("Ruth"), a_person("Vera")
    community = a_community(members=[an_organisation(members=[alma])], viewers=[vera], is_public=is_public)
    seen = {p and p.name for p in (None, ruth, alma, vera) if community in Community.objects.visible_to(p)}
    assert seen == ({None, "Ruth", "Alma", "Vera"} if is_public else {"Alma", "Vera"})


def test_my_communities_are_found_once_however_often_i_am_in_them(django_assert_num_queries):
    alma = a_person("Alma")
    firm, other = an_organisation("Van Dam", members=[alma]), an_organisation("Tweede", members=[alma])
    community = a_community(members=[firm, other, alma], editors=[alma])
    a_community("Houtkring")
    with django_assert_num_queries(2):
        assert list(Community.objects.reached_by(alma)) == [community]
