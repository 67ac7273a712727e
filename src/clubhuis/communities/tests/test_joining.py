"""Who comes in, how, and who goes."""

import pytest
from django.core.exceptions import PermissionDenied

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Fact, Mail
from clubhuis.communities import actions
from clubhuis.communities.models import Membership
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.tests.cast import an_organisation

from .cast import a_community, a_membership, a_request, a_tier, an_invitation

pytestmark = pytest.mark.django_db


def mails():
    return sorted(Mail.objects.values_list("kind", "to"))


def test_who_joins_an_open_community_is_in_at_once_and_welcomed():
    alma = a_person()
    community = a_community(joining="open")

    membership = actions.join(community, by=alma)

    assert (membership.state, membership.through, membership.person) == ("current", "open", alma)
    assert mails() == [("communities/mail/welcome", alma.email)]
    assert [f.verb for f in Fact.objects.all()] == ["membership.began"]


def test_a_request_waits_and_every_manager_is_told():
    alma, mia, max_ = a_person("Alma"), a_person("Mia"), a_person("Max")
    community = a_community(joining="request", managers=[mia, max_], editors=[a_person("Ed")])

    membership = actions.join(community, by=alma, message="We frezen titanium.")

    assert (membership.state, membership.since) == ("asked", None)
    assert mails() == sorted([("communities/mail/request", mia.email), ("communities/mail/request", max_.email)])
    assert "We frezen titanium." in Mail.objects.first().text


def test_nobody_comes_into_a_community_by_invitation_unasked():
    with pytest.raises(Refused, match=r"op uitnodiging|by invitation"):
        actions.join(a_community(joining="invitation"), by=a_person())


def test_who_was_invited_is_sent_to_their_invitation():
    alma = a_person()
    community = a_community(joining="invitation")
    an_invitation(community, alma.email)

    with pytest.raises(Refused, match=r"uitnodiging die je|the invitation you got"):
        actions.join(community, by=alma)


@pytest.mark.parametrize("joining", ["request", "invitation"])
def test_a_company_address_opens_the_door_at_once(joining):
    alma = a_person(email="alma@vandam.example")
    community = a_community(joining=joining, email_domains=["vandam.example"])

    assert actions.join(community, by=alma).through == "domain"


@pytest.mark.parametrize("email", ["alma@xvandam.example", "alma@sub.vandam.example", "alma@vandam.example.evil"])
def test_an_address_that_looks_like_it_does_not(email):
    community = a_community(joining="request", email_domains=["vandam.example"])

    assert actions.join(community, by=a_person(email=email)).state == "asked"


def test_an_address_that_was_never_proven_does_not():
    community = a_community(joining="request", email_domains=["vandam.example"])
    contact = a_person(email="alma@vandam.example", claimed_at=None)

    assert actions.join(community, by=contact).state == "asked"


def test_an_administrator_brings_the_organisation_in():
    alma = a_person()
    firm = an_organisation(administrators=[alma])

    assert actions.join(a_community(joining="open"), by=alma, organisation=firm).organisation == firm


@pytest.mark.parametrize("role", ["member", "editor"])
def test_others_of_the_organisation_do_not(role):
    alma = a_person()
    firm = an_organisation(**{f"{role}s": [alma]})

    with pytest.raises(PermissionDenied):
        actions.join(a_community(joining="open"), by=alma, organisation=firm)


def test_nobody_joins_twice():
    alma = a_person()
    community = a_community(joining="open")
    actions.join(community, by=alma)

    with pytest.raises(Refused, match=r"already|al bij"):
        actions.join(community, by=alma)
    assert community.memberships.count() == 1


def test_who_left_may_come_back_and_the_past_is_kept():
    alma = a_person()
    community = a_community(joining="open")
    actions.leave(actions.join(community, by=alma), by=alma)
    actions.join(community, by=alma)

    assert sorted(community.memberships.values_list("state", flat=True)) == ["current", "ended"]


def test_new_members_get_the_default_tier():
    community = a_community(joining="open")
    a_tier(community, "Vriend")
    member = a_tier(community, "Lid", is_default=True)

    assert actions.join(community, by=a_person()).tier == member


def test_an_accepted_request_begins_today_and_the_asker_is_told():
    alma, mia = a_person("Alma"), a_person("Mia")
    request = a_request(a_community(managers=[mia]), alma)

    actions.accept_request(request, by=mia)

    assert request.state == "current"
    assert request.since is not None
    assert mails() == [("communities/mail/welcome", alma.email)]


def test_a_declined_request_tells_the_reason():
    alma, mia = a_person("Alma"), a_person("Mia")
    request = a_request(a_community(managers=[mia]), alma)

    actions.decline_request(request, by=mia, reason="Alleen voor makers.")

    assert request.state == "declined"
    assert "Alleen voor makers." in Mail.objects.get().text


def test_a_request_is_answered_once():
    mia = a_person("Mia")
    request = a_request(a_community(managers=[mia]), a_person())
    actions.accept_request(request, by=mia)

    with pytest.raises(Refused, match=r"already been answered|al beantwoord"):
        actions.decline_request(request, by=mia)
    assert Membership.objects.get().state == "current"


@pytest.mark.parametrize(("role", "may"), [("editors", True), ("organisers", False), ("viewers", False)])
def test_managers_and_editors_answer(role, may):
    ed = a_person("Ed")
    request = a_request(a_community(**{role: [ed]}), a_person())

    if may:
        actions.accept_request(request, by=ed)
    else:
        with pytest.raises(PermissionDenied):
            actions.accept_request(request, by=ed)


def test_an_organisers_answer_holds_only_in_their_own_community():
    mia = a_person("Mia")
    a_community(managers=[mia])
    request = a_request(a_community("Houtkring"), a_person())

    with pytest.raises(PermissionDenied):
        actions.accept_request(request, by=mia)


def test_one_takes_back_a_request():
    alma = a_person()
    request = a_request(a_community(), alma)

    assert actions.withdraw_request(request, by=alma).state == "ended"


def test_a_colleague_does_not_take_the_organisation_out():
    alma, carl = a_person("Alma"), a_person("Carl")
    firm = an_organisation(administrators=[alma], members=[carl])
    membership = a_membership(a_community(), firm)

    with pytest.raises(PermissionDenied):
        actions.leave(membership, by=carl)
    assert actions.leave(membership, by=alma).state == "ended"


def test_an_organiser_ends_a_membership_with_a_reason_that_is_mailed():
    alma, mia = a_person("Alma"), a_person("Mia")
    membership = a_membership(a_community(managers=[mia]), alma)

    with pytest.raises(Refused):
        actions.end(membership, by=mia, reason="  ")
    actions.end(membership, by=mia, reason="De contributie bleef uit.")

    assert (membership.state, membership.reason) == ("ended", "De contributie bleef uit.")
    assert "De contributie bleef uit." in Mail.objects.get(to=alma.email).text
