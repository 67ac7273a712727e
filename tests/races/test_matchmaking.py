"""Two people answer, invite, introduce or try a code at the same moment; and what happens when the guard is taken away."""

import pytest

from clubhuis.accounts.models import Person
from clubhuis.activity.models import Mail
from clubhuis.conversations.models import Conversation
from clubhuis.market.models import Need
from clubhuis.matchmaking import actions
from clubhuis.matchmaking.actions import answering
from clubhuis.matchmaking.models import Answer, Introduction, Invitation, Opening, Outcome, Share
from clubhuis.matchmaking.tests.cast import a_buyer, a_supplier, an_introduction, an_invitation
from clubhuis.organisations.models import Organisation

from .test_communities import at_once, refused

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 4


def yes_and_no(invitation, bram):
    return at_once(
        lambda: actions.say_yes(Invitation.objects.get(pk=invitation.pk), by=Person.objects.get(pk=bram.pk)),
        lambda: actions.say_no(
            Invitation.objects.get(pk=invitation.pk), by=Person.objects.get(pk=bram.pk), reason="busy"
        ),
    )


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_supplier_answers_once(number):
    supplier, bram = a_supplier()
    invitation = an_invitation(supplier=supplier)

    assert refused(yes_and_no(invitation, bram)) == 1
    invitation.refresh_from_db()
    assert Answer.objects.get().kind == invitation.state


def test_without_the_conditional_write_a_supplier_is_not_refused_kindly(monkeypatch):
    """The mutant: read first, then write. The database still holds one answer; the second one breaks."""
    supplier, bram = a_supplier()
    invitation = an_invitation(supplier=supplier)

    def read_then_write(given, state):
        Invitation.objects.filter(pk=given.pk).update(state=state, answered_at=given.invited_at)
        return True

    monkeypatch.setattr(answering, "claim", read_then_write)

    outcomes = yes_and_no(invitation, bram)

    with pytest.raises(AssertionError):
        assert refused(outcomes) == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_two_colleagues_invite_a_supplier_once_with_one_mail(number):
    alma, need = a_buyer()
    supplier, _bram = a_supplier()

    def invite():
        actions.invite(
            Need.objects.get(pk=need.pk), [Organisation.objects.get(pk=supplier.pk)], by=Person.objects.get(pk=alma.pk)
        )

    assert refused(at_once(invite, invite, invite)) == 0
    assert Invitation.objects.count() == 1
    assert Mail.objects.filter(kind="matchmaking/mail/invitation").count() == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_two_yeses_at_once_make_one_introduction(number):
    alma, need = a_buyer()
    supplier, bram = a_supplier()
    invitation = an_invitation(need, supplier)

    outcomes = at_once(
        lambda: actions.say_yes(Invitation.objects.get(pk=invitation.pk), by=Person.objects.get(pk=bram.pk)),
        lambda: actions.agree(Invitation.objects.get(pk=invitation.pk), by=Person.objects.get(pk=alma.pk)),
    )

    assert refused(outcomes) == 0
    assert Introduction.objects.get().made_at is not None
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_both_sides_tell_one_outcome(number):
    invitation, alma, bram = an_introduction()

    outcomes = at_once(
        lambda: actions.tell_outcome(Invitation.objects.get(pk=invitation.pk), by=alma, kind="order"),
        lambda: actions.tell_outcome(Invitation.objects.get(pk=invitation.pk), by=bram, kind="nothing"),
    )

    assert refused(outcomes) == 1
    assert Outcome.objects.count() == 1


def test_twelve_wrong_codes_at_once_get_five_tries():
    _alma, need = a_buyer()
    share = Share.objects.create(need=need, email="gast@voorbeeld.example")
    actions.send_code(share)

    at_once(*[lambda: actions.open_with(Share.objects.get(pk=share.pk), "x")] * 12)

    assert share.openings.filter(kind=Opening.Kind.CODE_WRONG).count() == 5
