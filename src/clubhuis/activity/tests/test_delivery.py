import smtplib

import pytest
from django.core import mail as django_mail
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.activity import access, actions, delivery
from clubhuis.activity.models import Fact, Mail
from clubhuis.activity.tests.test_mail import a_mail
from clubhuis.lib.refusals import Refused

pytestmark = pytest.mark.django_db


class Server:
    """A mail server that answers as a test wants; what it accepted is in `accepted`."""

    def __init__(self, problem=None, *, is_away=False):
        self.problem, self.is_away, self.accepted = problem, is_away, []

    def open(self):
        if self.is_away:
            raise ConnectionRefusedError("nobody answers")

    def close(self):
        pass

    def send_messages(self, messages):
        if self.problem:
            raise self.problem
        self.accepted += messages


@pytest.fixture
def served_by(monkeypatch):
    def serve(server):
        monkeypatch.setattr(django_mail.MailersHandler, "__getitem__", lambda handler, alias: server)
        return server

    return serve


def again(mail):
    return Mail.objects.get(pk=mail.pk)


def test_a_server_that_is_away_loses_nothing_and_costs_no_attempt(served_by):
    served_by(Server(is_away=True))
    waiting = a_mail()

    delivery.deliver_due()

    waiting = again(waiting)
    assert (waiting.state, waiting.attempts) == ("queued", 0)
    assert waiting.send_after > timezone.now()


def test_a_server_that_says_later_is_asked_again_later_and_later(served_by, time_machine_later):
    server = served_by(Server(smtplib.SMTPResponseException(451, b"try later")))
    waiting = a_mail()

    delivery.deliver_due()
    first = again(waiting)
    delivery.deliver_due()
    with time_machine_later(minutes=2):
        delivery.deliver_due()
        second = again(waiting)
    server.problem = None
    with time_machine_later(minutes=20):
        delivery.deliver_due()

    assert (first.state, first.attempts, first.error) == ("queued", 1, "451 try later")
    assert second.attempts == 2
    assert second.send_after - first.send_after > delivery.WAITS[1]
    assert (again(waiting).state, len(server.accepted)) == ("sent", 1)


def test_a_server_that_says_later_for_ever_is_given_up(served_by, time_machine_later):
    served_by(Server(smtplib.SMTPResponseException(451, b"try later")))
    waiting = a_mail()

    for day in range(1, 10):
        with time_machine_later(days=day):
            delivery.deliver_due()

    assert (again(waiting).state, again(waiting).attempts) == ("failed", len(delivery.WAITS) + 1)


def test_an_address_that_does_not_exist_fails_at_once_and_does_not_stop_the_others(served_by):
    class Choosy(Server):
        def send_messages(self, messages):
            if messages[0].to == ["weg@voorbeeld.example"]:
                raise smtplib.SMTPRecipientsRefused({"weg@voorbeeld.example": (550, b"no such user")})
            super().send_messages(messages)

    server = served_by(Choosy())
    gone, fine = a_mail("weg@voorbeeld.example"), a_mail()

    delivery.deliver_due()

    assert (again(gone).state, again(fine).state, len(server.accepted)) == ("failed", "sent", 1)


def test_what_broke_off_halfway_is_not_sent_twice_and_says_so(served_by):
    served_by(Server(smtplib.SMTPServerDisconnected("gone")))
    cut_off = a_mail()

    delivery.deliver_due()
    delivery.deliver_due()

    assert again(cut_off).state == "failed"
    assert again(cut_off).error.startswith(delivery.CUT_OFF)
    assert again(cut_off).attempts == 1


def test_what_a_crash_left_half_done_is_given_up_after_a_while_and_not_before(time_machine_later):
    half_done = a_mail()
    delivery.claim(half_done)

    assert delivery.give_up_interrupted() == 0
    with time_machine_later(minutes=20):
        assert delivery.give_up_interrupted() == 1
    assert (again(half_done).state, again(half_done).error) == ("failed", delivery.INTERRUPTED)


def test_without_a_mail_server_mail_waits(settings):
    settings.MAILERS = {"default": settings.MAILERS["default"]}
    waiting = a_mail()

    delivery.deliver_due()

    assert again(waiting).state == "queued"


def test_a_sent_mail_carries_its_own_id_and_many_carry_the_way_out():
    alma = a_person()
    a_mail(alma, stream="bulk")

    delivery.deliver_due()

    headers = django_mail.outbox[0].extra_headers
    assert headers["Message-ID"] == f"<{Mail.objects.get().public_id}@localhost>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http://localhost")


def test_a_calendar_goes_with_its_mail_and_says_what_it_is_for():
    a_mail("nora@voorbeeld.example", calendar="BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n")
    delivery.deliver_due()

    attached = django_mail.outbox[0].attachments[0]
    assert (attached.filename, attached.mimetype) == ("event.ics", "text/calendar; method=REQUEST")
    assert "METHOD:REQUEST" in attached.content


def test_an_invitation_brings_its_own_way_to_be_left_in_peace():
    mail = a_mail("nora@voorbeeld.example", stream="bulk", leave_url="https://here.example/peace/")

    assert mail.headers["List-Unsubscribe"] == "<https://here.example/peace/>"
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_failed_mail_can_be_sent_again_and_that_is_written_down():
    otto, failed = an_operator(), a_mail()
    Mail.objects.filter(pk=failed.pk).update(state="failed", error="550", attempts=3)

    actions.send_again(again(failed), by=otto)
    delivery.deliver_due()

    assert again(failed).state == "sent"
    assert Fact.objects.get(verb="mail.sent_again").actor == otto


@pytest.mark.parametrize("state", ["queued", "sending", "sent"])
def test_what_has_not_failed_is_not_sent_again(state):
    mail = a_mail()
    Mail.objects.filter(pk=mail.pk).update(state=state)

    with pytest.raises(Refused):
        actions.send_again(again(mail), by=an_operator())


def test_a_mail_that_waits_can_be_stopped_once():
    otto, waiting = an_operator(), a_mail()

    actions.cancel(waiting, by=otto)
    delivery.deliver_due()

    assert again(waiting).state == "cancelled"
    with pytest.raises(Refused):
        actions.cancel(again(waiting), by=otto)


def test_a_community_sees_its_own_mail_only():
    class ACommunity:
        pk = 7

        def __str__(self):
            return "Precisiekring"

    ours, _theirs = a_mail(community=ACommunity()), a_mail()

    assert list(access.mails_of(ACommunity())) == [ours]
