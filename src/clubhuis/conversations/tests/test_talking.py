"""Who may read and write, what is new to whom, and who hears of it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from clubhuis.accounts.actions import erase
from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.activity.models import Fact, Mail
from clubhuis.conversations import access, actions
from clubhuis.conversations.models import Conversation, Message, Participant, Report
from clubhuis.lib.refusals import Refused
from clubhuis.lib.uploads import SafeFile
from clubhuis.organisations.models import Affiliation

from .cast import a_conversation, two_companies

pytestmark = pytest.mark.django_db


def test_a_message_is_new_to_the_other_side_until_they_look():
    alma, bram = a_person("Alma"), a_person("Bram")
    conversation = a_conversation(alma, bram)

    actions.say(conversation, "Hallo", by=alma)

    assert (access.unread_count(alma), access.unread_count(bram)) == (0, 1)
    actions.read(conversation, by=bram)
    assert access.unread_count(bram) == 0


def test_who_answers_has_read():
    alma, bram = a_person("Alma"), a_person("Bram")
    conversation = a_conversation(alma, bram)
    actions.say(conversation, "Hallo", by=alma)

    actions.say(conversation, "Dag", by=bram)

    assert (access.unread_count(alma), access.unread_count(bram)) == (1, 0)


def test_the_other_side_gets_one_mail_until_they_have_looked():
    alma, bram = a_person("Alma"), a_person("Bram", language="en")
    conversation = a_conversation(alma, bram)

    actions.say(conversation, "Kunnen jullie dit ook in grade 5?", by=alma)
    actions.say(conversation, "En hoe snel?", by=alma)
    [mail] = Mail.objects.filter(kind="portal/mail/message")
    assert (mail.to, mail.subject) == (bram.email, "Alma of Alma wrote to you: Titanium parts")
    assert "grade 5" in mail.text

    actions.read(conversation, by=bram)
    actions.say(conversation, "Nog iets", by=alma)
    assert Mail.objects.filter(kind="portal/mail/message").count() == 2


def test_who_wants_no_mail_gets_none():
    alma, bram = a_person("Alma"), a_person("Bram", notify_by_mail=False)
    actions.say(a_conversation(alma, bram), "Hallo", by=alma)

    assert not Mail.objects.filter(kind="portal/mail/message").exists()


def test_strangers_and_operators_do_not_read_along():
    conversation = a_conversation()

    for person in (a_person("Sam"), an_operator()):
        with pytest.raises(Http404):
            access.conversation_for(person, conversation.pk)
        with pytest.raises(PermissionDenied):
            actions.say(conversation, "Hallo", by=person)


def test_who_no_longer_works_there_no_longer_reads_along():
    _alma, _anton, bram, conversation = two_companies()
    assert Conversation.objects.visible_to(bram).count() == 1

    Affiliation.objects.filter(person=bram).update(ended_on=date(2026, 1, 1))

    assert Conversation.objects.visible_to(bram).count() == 0
    with pytest.raises(PermissionDenied):
        actions.say(conversation, "Ik werk nu elders", by=bram)


def test_a_colleague_takes_over_and_reads_what_was_said():
    alma, anton, bram, conversation = two_companies()
    actions.say(conversation, "Hier is de tekening", by=bram)

    actions.hand_over(conversation, anton, by=alma)

    assert access.unread_count(anton) == 1
    assert list(Conversation.objects.visible_to(alma)) == []
    actions.say(conversation, "Ik neem het over", by=anton)


def test_only_colleagues_are_brought_in():
    alma, _anton, bram, conversation = two_companies()

    with pytest.raises(Refused, match="Only a colleague"):
        actions.bring_in(conversation, a_person("Sam"), by=alma)
    with pytest.raises(Refused, match="Only a colleague"):
        actions.bring_in(conversation, bram, by=alma)


def test_the_last_of_a_side_stays():
    alma, _anton, _bram, conversation = two_companies()

    with pytest.raises(Refused, match="You are the last of Koper"):
        actions.leave(conversation, by=alma)


def test_it_begins_once():
    alma, bram = a_person("Alma"), a_person("Bram")
    first = a_conversation(alma, bram)
    again = actions.begin(first.key, "Iets anders", [], by=alma)

    assert again == first
    assert Fact.objects.filter(verb="conversation.began").count() == 1


@pytest.mark.parametrize("blocker", ["Alma", "Bram"])
def test_after_a_block_neither_side_writes(blocker):
    alma, bram = a_person("Alma"), a_person("Bram")
    conversation = a_conversation(alma, bram)
    actions.block(conversation, by={"Alma": alma, "Bram": bram}[blocker])

    for person in (alma, bram):
        with pytest.raises(Refused, match="No messages can be sent here any more"):
            actions.say(conversation, "Hallo", by=person)

    who = {"Alma": alma, "Bram": bram}[blocker]
    actions.unblock(access.blocks_of(who).get(), by=who)
    actions.say(conversation, "Hallo", by=alma)


def test_only_who_blocked_takes_it_back():
    alma, bram = a_person("Alma"), a_person("Bram")
    conversation = a_conversation(alma, bram)
    actions.block(conversation, by=alma)

    with pytest.raises(Http404):
        access.block_for(bram, access.blocks_of(alma).get().pk)


@pytest.mark.parametrize("text", ["", "  \n ", "\0"])
def test_an_empty_message_is_refused(text):
    alma = a_person("Alma")
    with pytest.raises(Refused, match="Write something"):
        actions.say(a_conversation(alma, a_person("Bram")), text, by=alma)


def test_a_file_may_go_without_words():
    alma, bram = a_person("Alma"), a_person("Bram")
    conversation = a_conversation(alma, bram)
    drawing = SafeFile(b"%PDF-1.7", extension="pdf", original_name="as.pdf")

    message = actions.say(conversation, "", by=alma, files=[drawing])

    assert [one.name for one in message.attachments.all()] == ["as.pdf"]
    assert access.attachment_for(bram, conversation.pk, message.attachments.get().pk).size == 8
    with pytest.raises(Http404):
        access.attachment_for(a_person("Sam"), conversation.pk, message.attachments.get().pk)


def test_nobody_floods(monkeypatch):
    monkeypatch.setattr(actions, "MOST_AN_HOUR", 2)
    alma = a_person("Alma")
    conversation = a_conversation(alma, a_person("Bram"))
    for _ in range(2):
        actions.say(conversation, "Hallo", by=alma)

    with pytest.raises(Refused, match="2 messages in an hour"):
        actions.say(conversation, "Hallo", by=alma)


def test_what_a_forgotten_person_wrote_is_gone():
    alma, bram = a_person("Alma"), a_person("Bram")
    conversation = a_conversation(alma, bram)
    actions.say(conversation, "Mijn geheim", by=alma)

    erase(alma, by=alma)

    assert list(Message.objects.values_list("text", "by")) == [("", None)]
    assert {one.name for one in conversation.parties.all()} == {"—", "Bram"}
    assert Participant.objects.filter(person=alma).count() == 0


def test_a_report_is_made_once_and_settled_once():
    alma, bram, olga = a_person("Alma"), a_person("Bram"), an_operator()
    message = actions.say(a_conversation(alma, bram), "Koop nu!", by=alma)
    made = actions.report(message, by=bram, reason="spam", excerpt=message.text)

    with pytest.raises(Refused, match="reported this already"):
        actions.report(message, by=bram, reason="rude")
    with pytest.raises(PermissionDenied):
        actions.settle(made, by=alma, decision="Niets aan de hand")
    actions.settle(made, by=olga, decision="Gewaarschuwd")
    with pytest.raises(Refused, match="settled already"):
        actions.settle(made, by=olga, decision="Nog eens")

    assert Report.objects.get().decision == "Gewaarschuwd"
