import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity import actions
from clubhuis.activity.models import Mail, Notice
from clubhuis.activity.sentences import sentence_of
from clubhuis.activity.tests.test_mail import a_mail
from clubhuis.activity.unsubscribing import unsubscribe_url

pytestmark = pytest.mark.django_db


def a_notice(person, text="Er is nieuws.", url=""):
    fact = actions.record("person.greeted", actor=None, subject=person)
    return actions.tell([person], fact, text, url)[0]


def test_opening_a_notice_marks_it_as_read_and_leads_there(client):
    alma = a_person()
    a_notice(alma, url="/people/7/")
    client.force_login(alma)

    response = client.post(reverse("activity:reading", args=[Notice.objects.get().pk]))

    assert response.url == "/people/7/"
    assert Notice.objects.get().read_at is not None


@pytest.mark.parametrize("url", ["https://elders.example/", "//elders.example/", "javascript:alert(1)"])
def test_a_notice_leads_nowhere_else(client, url):
    alma = a_person()
    a_notice(alma, url=url)
    client.force_login(alma)

    assert client.post(reverse("activity:reading", args=[Notice.objects.get().pk])).url == "/notices/"


def test_somebody_elses_notice_is_not_there(client):
    a_notice(a_person())
    client.force_login(a_person(name="Bas"))

    assert client.post(reverse("activity:reading", args=[Notice.objects.get().pk])).status_code == 404
    assert Notice.objects.get().read_at is None


def test_the_list_of_notices_costs_the_same_for_one_and_for_many(client, django_assert_num_queries):
    alma = a_person()
    client.force_login(alma)
    a_notice(alma)
    client.get("/notices/")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/notices/")
    for _row in range(12):
        a_notice(alma)

    with django_assert_num_queries(len(for_one)):
        client.get("/notices/")


def test_looking_at_the_unsubscribe_link_changes_nothing_and_posting_does(client):
    alma = a_person()
    path = unsubscribe_url(a_mail(alma, stream="bulk")).removeprefix("http://localhost:8000")

    client.get(path)
    alma.refresh_from_db()
    before = alma.notify_by_mail
    client.post(path, {"List-Unsubscribe": "One-Click"})
    alma.refresh_from_db()

    assert (before, alma.notify_by_mail) == (True, False)


@pytest.mark.parametrize("token", ["x", "WzEsIngiXQ:1abcde:abc", "%00", "a" * 3000])
def test_an_unsubscribe_link_that_was_made_up_is_not_there(client, token):
    assert client.get(f"/mail/unsubscription/{token}/").status_code == 404


def test_the_inbox_is_closed_unless_the_installation_is_a_try_out(client, settings):
    mail = a_mail()
    settings.MAIL_INBOX = False

    assert client.get("/dev/mail/").status_code == 404
    assert client.get(reverse("activity:inbox_message", args=[mail.public_id])).status_code == 404


def test_the_inbox_answers_to_names_of_this_machine_only(client, settings):
    settings.MAIL_INBOX = True

    assert client.get("/dev/mail/", headers={"host": "clubhuis.example"}).status_code in {400, 404}
    assert client.get("/dev/mail/", headers={"host": "localhost:8000"}).status_code == 200


def test_a_mail_in_the_inbox_runs_nothing(client, settings):
    settings.MAIL_INBOX = True
    mail = a_mail(text="<script>alert(1)</script>")
    Mail.objects.filter(pk=mail.pk).update(html="<html><head></head><body><script>alert(1)</script></body></html>")

    page = client.get(reverse("activity:inbox_message", args=[mail.public_id]), headers={"host": "localhost"})
    frame = client.get(reverse("activity:inbox_message_html", args=[mail.public_id]), headers={"host": "localhost"})

    assert "<script>alert" not in page.content.decode()
    policy = frame.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox " in policy
    assert "script" not in policy


def test_a_fact_reads_as_a_sentence_and_a_fact_that_knows_too_little_still_does():
    alma = a_person()
    fact = actions.record("person.changed", actor=alma, subject=alma)
    unknown = actions.record("thing.moved_about", actor=alma, subject=alma)

    assert sentence_of(fact) in {"Alma de Boer changed their profile", "Alma de Boer heeft het eigen profiel gewijzigd"}
    assert sentence_of(unknown) == "thing · moved about: Alma de Boer"
