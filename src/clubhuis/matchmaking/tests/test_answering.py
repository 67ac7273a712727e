"""A supplier is asked and answers once; both say yes and are introduced; what came of it is told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Fact, Mail, Notice
from clubhuis.conversations.models import Block, Conversation
from clubhuis.lib.refusals import Refused
from clubhuis.market.models import Need
from clubhuis.matchmaking import actions
from clubhuis.matchmaking.actions import answering, inviting
from clubhuis.matchmaking.actions.meeting import in_months
from clubhuis.matchmaking.models import Afterwards, Answer, Companion, Introduction, Invitation, Outcome
from clubhuis.organisations.conversing import ORGANISATION
from clubhuis.organisations.tests.cast import an_organisation

from .cast import a_buyer, a_circle, a_supplier, an_introduction, an_invitation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_english")]


def test_who_is_invited_gets_a_mail_with_the_need_and_its_people_a_notice():
    alma, need = a_buyer(text="Wij zoeken iemand die titanium freest.")
    supplier, bram = a_supplier()

    [invitation] = actions.invite(need, [supplier], by=alma, message="Graag voor de zomer.")

    assert (invitation.state, invitation.through) == ("invited", "buyer")
    [mail] = Mail.objects.filter(kind="matchmaking/mail/invitation")
    assert mail.to == bram.email
    assert "titanium freest" in mail.text
    assert "Graag voor de zomer." in mail.text
    assert Notice.objects.of(bram).get().text == f"A need that fits Maker: {need.title}"


def test_where_nobody_has_an_account_the_mail_goes_to_the_organisation():
    alma, need = a_buyer()
    silent = an_organisation("Stil", email="info@stil.example")

    actions.invite(need, [silent], by=alma)

    assert [mail.to for mail in Mail.objects.filter(kind="matchmaking/mail/invitation")] == ["info@stil.example"]


def test_a_supplier_is_invited_once():
    alma, need = a_buyer()
    supplier, _bram = a_supplier()
    actions.invite(need, [supplier], by=alma)

    assert actions.invite(need, [supplier], by=alma) == []
    assert Invitation.objects.count() == 1
    assert Mail.objects.filter(kind="matchmaking/mail/invitation").count() == 1


def test_only_the_buyer_invites():
    _alma, need = a_buyer()
    supplier, bram = a_supplier()
    for person in (bram, a_person("Sam")):
        with pytest.raises(PermissionDenied):
            actions.invite(need, [supplier], by=person)


def test_no_one_is_invited_to_a_need_that_is_over():
    alma, need = a_buyer(state=Need.State.CLOSED)
    with pytest.raises(Refused, match="no longer open"):
        actions.invite(need, [a_supplier()[0]], by=alma)


def test_who_blocked_the_buyer_is_not_invited():
    alma, need = a_buyer()
    supplier, _bram = a_supplier()
    Block.objects.create(
        kind=ORGANISATION, object_id=supplier.pk, other_kind=ORGANISATION, other_id=need.organisation_id
    )

    assert actions.invite(need, [supplier], by=alma) == []


@pytest.mark.parametrize("limit", ["MOST_A_NEED", "MOST_A_DAY"])
def test_nobody_floods(monkeypatch, limit):
    monkeypatch.setattr(inviting, limit, 2)
    alma, need = a_buyer()
    actions.invite(need, [a_supplier("Een")[0], a_supplier("Twee")[0]], by=alma)

    with pytest.raises(Refused):
        actions.invite(need, [a_supplier("Drie")[0]], by=alma)
    assert Invitation.objects.count() == 2


def test_a_yes_waits_for_the_buyer_and_then_both_are_introduced():
    alma, need = a_buyer()
    supplier, bram = a_supplier()
    invitation = an_invitation(need, supplier)

    actions.say_yes(invitation, by=bram, text="Dat kunnen wij.", price_note="€ 80 per uur")

    assert invitation.state == "interested"
    assert not Conversation.objects.exists()
    actions.agree(invitation, by=alma)
    invitation.refresh_from_db()
    assert invitation.state == "introduced"
    conversation = Conversation.objects.get()
    assert {party.name for party in conversation.parties.all()} == {"Koper", "Maker"}
    assert list(Conversation.objects.visible_to(bram)) == [conversation]
    assert Fact.objects.get(verb="need.introduced").data == {"buyer": "Koper", "supplier": "Maker"}


@pytest.mark.parametrize("second", ["yes", "no"])
def test_an_answer_is_given_once(second):
    supplier, bram = a_supplier()
    invitation = an_invitation(supplier=supplier)
    actions.say_yes(invitation, by=bram)

    again = {
        "yes": lambda: actions.say_yes(invitation, by=bram),
        "no": lambda: actions.say_no(invitation, by=bram, reason="busy"),
    }
    with pytest.raises(Refused, match="already been answered"):
        again[second]()
    assert Answer.objects.count() == 1


def test_only_the_supplier_answers():
    alma, need = a_buyer()
    invitation = an_invitation(need)
    for person in (alma, a_person("Sam")):
        with pytest.raises(PermissionDenied):
            actions.say_yes(invitation, by=person)


def test_a_no_says_why():
    supplier, bram = a_supplier()
    invitation = an_invitation(supplier=supplier)
    with pytest.raises(Refused, match="Say why not"):
        actions.say_no(invitation, by=bram, reason="")

    actions.say_no(invitation, by=bram, reason="price", text="Te kleine serie.")

    assert Answer.objects.get().get_reason_display() == "we expect to be too expensive"


def test_what_was_withdrawn_cannot_be_answered_and_what_was_answered_not_withdrawn():
    alma, need = a_buyer()
    supplier, bram = a_supplier()
    invitation = an_invitation(need, supplier)
    actions.withdraw(invitation, by=alma)
    invitation.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.say_yes(invitation, by=bram)

    other = an_invitation(need)
    actions.say_yes(other, by=other.supplier.affiliations.get().person)
    with pytest.raises(Refused, match="cannot be withdrawn"):
        actions.withdraw(other, by=alma)


def test_somebody_reacts_to_an_open_need_by_itself():
    _alma, need = a_buyer()
    supplier, bram = a_supplier()

    invitation = actions.react(need, supplier, by=bram, text="Wij ook!")

    assert (invitation.state, invitation.through) == ("interested", "supplier")


def test_nobody_reacts_to_a_need_that_is_for_matching_only():
    _alma, need = a_buyer(visibility="matching")
    supplier, bram = a_supplier()
    with pytest.raises(PermissionDenied):
        actions.react(need, supplier, by=bram)


def test_a_question_is_replied_to_once_and_without_a_name():
    alma, need = a_buyer("Zwijger", visibility="anonymous")
    supplier, bram = a_supplier()
    invitation = an_invitation(need, supplier)
    question = actions.ask(invitation, "Welke ruwheid?", by=bram)

    actions.reply(question, "Ra 0,4.", by=alma)

    with pytest.raises(Refused, match="replied to already"):
        actions.reply(question, "Ra 0,8.", by=alma)
    told = Notice.objects.of(bram).get()
    assert told.fact.actor is None
    assert "Zwijger" not in told.text


# Together


def test_a_companion_takes_part_and_is_introduced_along():
    alma, need = a_buyer()
    supplier, bram = a_supplier()
    coater, carla = a_supplier("Coater")
    invitation = an_invitation(need, supplier)
    actions.say_yes(invitation, by=bram, together=[(coater, "anodiseren")])

    actions.join(Companion.objects.get(), by=carla, agrees=True)
    actions.agree(invitation, by=alma)

    assert {p.name for p in Conversation.objects.get().parties.all()} == {"Koper", "Maker", "Coater"}
    assert carla in [notice.person for notice in Notice.objects.filter(fact__verb="need.introduced")]


def test_who_did_not_agree_to_take_part_is_not_introduced():
    alma, need = a_buyer()
    supplier, bram = a_supplier()
    coater, carla = a_supplier("Coater")
    invitation = an_invitation(need, supplier)
    actions.say_yes(invitation, by=bram, together=[(coater, "anodiseren")])
    actions.join(Companion.objects.get(), by=carla, agrees=False)
    with pytest.raises(Refused, match="answered this already"):
        actions.join(Companion.objects.get(), by=carla, agrees=True)

    actions.agree(invitation, by=alma)

    assert not Conversation.objects.visible_to(carla).exists()


@pytest.mark.parametrize("visibility", ["matching", "communities"])
def test_nobody_tells_a_third_of_a_need_that_is_not_theirs_to_tell(visibility):
    alma, need = a_buyer(visibility=visibility)
    supplier, bram = a_supplier()
    coater, _carla = a_supplier("Coater")
    invitation = an_invitation(need, supplier)

    with pytest.raises(Refused, match="Coater may not see this need"):
        actions.say_yes(invitation, by=bram, together=[(coater, "")])
    invitation.refresh_from_db()
    assert invitation.state == "invited"

    actions.invite(need, [coater], by=alma)
    if visibility == "matching":
        actions.say_yes(invitation, by=bram, together=[(coater, "")])


# Outcome


def test_an_outcome_in_one_click_asks_again_after_three_and_twelve_months():
    invitation, alma, bram = an_introduction()

    actions.tell_outcome(invitation, by=alma, kind="order")

    today = timezone.localdate()
    assert [one.due_on for one in Afterwards.objects.all()] == [in_months(today, 3), in_months(today, 12)]
    assert Fact.objects.filter(verb="connection.traded").count() == 1
    with pytest.raises(Refused, match="told already"):
        actions.tell_outcome(invitation, by=bram, kind="nothing")
    assert Outcome.objects.get().kind == "order"


def test_nothing_says_why_and_asks_no_more():
    invitation, _alma, bram = an_introduction()

    actions.tell_outcome(invitation, by=bram, kind="nothing", why="price")

    assert Outcome.objects.get().why == "price"
    assert not Afterwards.objects.exists()


def test_an_outcome_comes_after_the_introduction_and_from_one_of_both():
    invitation = an_invitation()
    supplier_person = invitation.supplier.affiliations.get().person
    with pytest.raises(Refused, match="after the introduction"):
        actions.tell_outcome(invitation, by=supplier_person, kind="order")
    met, _alma, _bram = an_introduction()
    with pytest.raises(PermissionDenied):
        actions.tell_outcome(met, by=a_person("Sam"), kind="order")


def test_the_question_afterwards_is_asked_once_and_answered_once():
    invitation, alma, bram = an_introduction()
    actions.tell_outcome(invitation, by=alma, kind="quote")
    later = in_months(timezone.localdate(), 3)

    assert actions.ask_afterwards(today=later - timedelta(days=1)) == 0
    assert actions.ask_afterwards(today=later) == 1
    assert actions.ask_afterwards(today=later) == 0
    asked = Afterwards.objects.get(months=3)
    actions.tell_afterwards(asked, by=bram, reply="more")
    with pytest.raises(Refused, match="answered already"):
        actions.tell_afterwards(asked, by=alma, reply="ended")
    assert Fact.objects.get(verb="connection.lasted").data == {"months": 3, "reply": "more"}


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 27), 3, date(2027, 2, 27)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_later_is_a_day_that_exists(day, months, then):
    assert in_months(day, months) == then


def test_who_is_thanked_is_told_without_a_name():
    alma, need = a_buyer("Zwijger", visibility="anonymous")
    supplier, bram = a_supplier()
    invitation = an_invitation(need, supplier)
    actions.say_yes(invitation, by=bram)

    actions.thank(invitation, by=alma)

    invitation.refresh_from_db()
    assert invitation.state == "turned_down"
    [told] = Notice.objects.of(bram)
    assert "Zwijger" not in told.text
    with pytest.raises(Refused, match="settled already"):
        actions.agree(invitation, by=alma)


# An organiser


def test_an_organiser_introduces_when_both_sides_say_yes():
    alma, need = a_buyer()
    supplier, bram = a_supplier()
    community, mia = a_circle(need.organisation)

    invitation = actions.bring_in(need, supplier, by=mia, community=community, note="Ik ken hen goed.")
    assert Introduction.objects.get().made_at is None
    actions.agree(invitation, by=alma)
    assert Introduction.objects.get().made_at is None
    actions.say_yes(invitation, by=bram)

    assert Introduction.objects.get().made_at is not None
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize("visibility", ["anonymous", "matching"])
def test_an_organiser_brokers_a_hidden_need_only_when_asked_to(visibility):
    alma, need = a_buyer(visibility=visibility)
    supplier, _bram = a_supplier()
    community, mia = a_circle(need.organisation)
    with pytest.raises(PermissionDenied):
        actions.bring_in(need, supplier, by=mia, community=community)
    assert not Need.objects.named_to(mia).filter(pk=need.pk).exists() or visibility == "matching"

    actions.call_for_help(need, community, by=alma)

    assert Need.objects.visible_to(mia).named_to(mia).filter(pk=need.pk).exists()
    actions.bring_in(need, supplier, by=mia, community=community)


def test_help_is_asked_of_communities_one_belongs_to():
    alma, need = a_buyer()
    foreign, _mia = a_circle()
    with pytest.raises(Refused, match="of which you are a member"):
        actions.call_for_help(need, foreign, by=alma)


def test_reacting_has_a_limit(monkeypatch):
    monkeypatch.setattr(answering, "MOST_REACTIONS_A_DAY", 1)
    supplier, bram = a_supplier()
    actions.react(a_buyer("Een")[1], supplier, by=bram)
    with pytest.raises(Refused, match="1 needs today"):
        actions.react(a_buyer("Twee")[1], supplier, by=bram)
