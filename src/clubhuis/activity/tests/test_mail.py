import pytest
from django.core import mail as django_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy, override
from django_ox.models import OxTask

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity import actions, delivery, mail
from clubhuis.activity.models import Mail, Notice
from clubhuis.lib.refusals import Refused

pytestmark = pytest.mark.django_db
NOTICE = "activity/mail/notice"


def a_mail(to=None, *, text="Er is nieuws.", **options):
    return mail.queue(NOTICE, to=a_person() if to is None else to, context={"text": text}, **options)


def test_a_mail_is_queued_with_the_task_that_delivers_it():
    queued = a_mail()

    assert Mail.objects.get().state == "queued"
    assert [task.args for task in OxTask.objects.all()] == [[queued.pk]]


def test_a_mail_is_forgotten_when_what_promised_it_did_not_happen():
    with transaction.atomic():
        a_mail()
        transaction.set_rollback(True)

    assert not Mail.objects.exists()
    assert not OxTask.objects.exists()


def test_the_same_key_is_queued_once():
    alma = a_person()

    first, second = a_mail(alma, key="welcome:1"), a_mail(alma, key="welcome:1", text="Anders")

    assert (first.pk, Mail.objects.count(), OxTask.objects.count()) == (second.pk, 1, 1)


def test_a_mail_is_written_in_the_readers_language_whoever_causes_it():
    with override("nl"):
        queued = a_mail(a_person(name="Emma Stone", language="en"))

    assert queued.text.startswith("Hello Emma,")
    assert queued.language == "en"


def test_text_is_not_escaped_and_html_is():
    queued = a_mail(text="Frezen & draaien <snel>")

    assert "Frezen & draaien <snel>" in queued.text
    assert "Frezen &amp; draaien &lt;snel&gt;" in queued.html
    assert queued.subject == "Frezen & draaien <snel>"


@pytest.mark.parametrize(
    "nasty", ["Hallo\r\nBcc: all@x.nl", "Hallo\nBcc: all@x.nl", "Hallo\u2028Bcc: all@x.nl", "Hallo\x00Bcc: all@x.nl"]
)
def test_a_subject_cannot_begin_a_header_of_its_own(nasty):
    assert a_mail(text=nasty).subject == "Hallo Bcc: all@x.nl"


@pytest.mark.parametrize(
    "address", ["", "geen adres", "a@x.nl\r\nBcc: b@x.nl", "a@x.nl, b@x.nl", "@", "a@" + "x" * 300 + ".nl"]
)
def test_no_mail_goes_to_what_is_not_an_address(address):
    with pytest.raises(Refused):
        a_mail(address)


def test_mail_to_many_goes_to_proven_addresses_only():
    with pytest.raises(Refused, match="bevestigd"):
        a_mail(a_person(claimed_at=None), stream="bulk")


def test_delivering_sends_text_and_html_once():
    queued = a_mail()

    delivery.deliver.call(queued.pk)
    delivery.deliver.call(queued.pk)

    queued.refresh_from_db()
    assert [m.to for m in django_mail.outbox] == [[queued.to]]
    assert django_mail.outbox[0].alternatives[0].mimetype == "text/html"
    assert (queued.state, queued.attempts) == ("sent", 1)


def test_djangos_own_mail_goes_through_the_outbox():
    alma = a_person()

    django_mail.send_mail("Onderwerp", "Tekst", None, [alma.email], html_message="<p>Tekst</p>")

    queued = Mail.objects.get()
    assert (queued.subject, queued.text, queued.html, queued.person) == (
        "Onderwerp",
        "Tekst",
        "<html><head></head><body><p>Tekst</p></body></html>",
        alma,
    )
    assert django_mail.outbox == []


def test_telling_reaches_each_person_in_their_own_language_and_not_the_one_who_did_it():
    alma, emma, otto = a_person(), a_person(name="Emma", language="en"), a_person(name="Otto")
    fact = actions.record("person.greeted", actor=otto, subject=alma)

    actions.tell([alma, emma, otto, alma], fact, gettext_lazy("everybody"), "/people/1/")
    actions.tell([alma], fact, "nogmaals")

    assert dict(Notice.objects.values_list("person__name", "text")) == {
        "Alma de Boer": "iedereen",
        "Emma": "everybody",
    }
    assert Mail.objects.filter(stream="bulk", kind=NOTICE).count() == 2


def test_telling_sends_no_mail_to_who_does_not_want_it_or_never_proved_the_address():
    quiet, contact = a_person(notify_by_mail=False), a_person(claimed_at=None)
    fact = actions.record("person.greeted", actor=None, subject=quiet)

    actions.tell([quiet, contact], fact, "Hallo")

    assert (Notice.objects.count(), Mail.objects.count()) == (2, 0)


def test_a_mail_for_later_waits_for_its_time():
    queued = a_mail(send_after=timezone.now() + timezone.timedelta(hours=1))

    delivery.deliver_due()

    assert Mail.objects.get(pk=queued.pk).state == "queued"
