"""Two communities share what they agreed on, as long as both want to."""

import pytest
from django.core.exceptions import PermissionDenied

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Mail
from clubhuis.communities import actions
from clubhuis.communities.models import Community, Partnership, Share
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Organisation
from clubhuis.organisations.tests.cast import an_organisation

from .cast import a_community, a_partnership

pytestmark = pytest.mark.django_db


def two_communities():
    mia, max_ = a_person("Mia"), a_person("Max")
    return mia, max_, a_community(managers=[mia]), a_community("Schoonheidskring", managers=[max_])


def test_one_invites_the_other_accepts_and_both_see_what_is_shared():
    mia, max_, ours, theirs = two_communities()

    partnership = actions.invite_partner(ours, theirs, shares=[Share.EVENTS, Share.MEMBERS], by=mia)
    assert [(m.to, m.kind) for m in Mail.objects.all()] == [(max_.email, "communities/mail/partnership")]
    actions.accept_partnership(partnership, by=max_)

    assert Partnership.objects.of(ours).sharing(Share.MEMBERS).get() == partnership
    assert Partnership.objects.of(theirs).sharing(Share.EVENTS).get() == partnership
    assert not Partnership.objects.sharing(Share.NEEDS).exists()


def test_who_invited_does_not_answer():
    mia, _max, ours, theirs = two_communities()
    partnership = actions.invite_partner(ours, theirs, shares=[Share.EVENTS], by=mia)
    with pytest.raises(PermissionDenied):
        actions.accept_partnership(partnership, by=mia)


@pytest.mark.parametrize("turned", [False, True])
def test_two_communities_are_partners_once(turned):
    mia, max_, ours, theirs = two_communities()
    a_partnership(ours, theirs, state="invited")
    asking, asked, by = (theirs, ours, max_) if turned else (ours, theirs, mia)
    with pytest.raises(Refused, match=r"already|al partners"):
        actions.invite_partner(asking, asked, shares=[], by=by)


def test_after_a_no_one_may_ask_again():
    mia, max_, ours, theirs = two_communities()
    actions.decline_partnership(actions.invite_partner(ours, theirs, shares=[], by=mia), by=max_)
    assert actions.invite_partner(ours, theirs, shares=[], by=mia).state == "invited"


@pytest.mark.parametrize("who", ["inviting", "invited"])
def test_either_side_ends_it(who):
    mia, max_, ours, theirs = two_communities()
    partnership = a_partnership(ours, theirs)
    assert actions.end_partnership(partnership, by=mia if who == "inviting" else max_).state == "ended"
    with pytest.raises(Refused):
        actions.end_partnership(partnership, by=mia)


def test_a_third_party_ends_nothing():
    _mia, _max, ours, theirs = two_communities()
    fay = a_person("Fay")
    a_community("Houtkring", managers=[fay])
    for deed in (actions.end_partnership, actions.drop_proposal):
        with pytest.raises(PermissionDenied):
            deed(a_partnership(ours, theirs) if deed is actions.end_partnership else Partnership.objects.get(), by=fay)


def test_sharing_less_holds_at_once_and_sharing_more_when_both_agree():
    mia, max_, ours, theirs = two_communities()
    partnership = a_partnership(ours, theirs, shares=["events", "members"])

    actions.withdraw_share(partnership, Share.MEMBERS, by=max_)
    assert partnership.shared == [Share.EVENTS]

    actions.propose_shares(partnership, [Share.NEEDS], community=ours, by=mia)
    assert partnership.shared == [Share.EVENTS]
    with pytest.raises(PermissionDenied):
        actions.accept_proposal(partnership, by=mia)
    actions.accept_proposal(partnership, by=max_)
    assert partnership.shared == [Share.EVENTS, Share.NEEDS]
    assert partnership.proposed == []


@pytest.mark.parametrize(
    ("state", "shares", "seen"),
    [
        ("accepted", ["members"], True),
        ("accepted", ["events", "needs"], False),
        ("invited", ["members"], False),
        ("ended", ["members"], False),
        ("declined", ["members"], False),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_partners_members_are_seen_only_while_that_is_agreed(state, shares, seen, turned):
    alma, nora = a_person("Alma"), a_person("Nora", visibility="communities")
    hidden = an_organisation("Stille Werkplaats", members=[nora], visibility="communities")
    ours, theirs = a_community(members=[alma]), a_community("Schoonheidskring", members=[hidden])
    a_partnership(*((theirs, ours) if turned else (ours, theirs)), state=state, shares=shares)

    assert Organisation.objects.visible_to(alma).filter(pk=hidden.pk).exists() is seen
    assert Person.objects.visible_to(alma).filter(pk=nora.pk).exists() is seen
    assert (theirs in Community.objects.reached_by(alma, sharing="members")) is seen


def test_a_partners_partner_is_nobodys_partner():
    alma = a_person()
    hidden = an_organisation(visibility="communities")
    ours, theirs, far = a_community(members=[alma]), a_community("B"), a_community("C", members=[hidden])
    a_partnership(ours, theirs, shares=["members"])
    a_partnership(theirs, far, shares=["members"])
    assert not Organisation.objects.visible_to(alma).filter(pk=hidden.pk).exists()
