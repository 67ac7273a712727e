"""A form that is sent several times at the same moment is done once, mails once, and all are answered the same (T6)."""

import threading

import pytest
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import path

from clubhuis.activity.models import Mail
from clubhuis.config.urls import urlpatterns as house
from clubhuis.lib import sending
from clubhuis.ui.sending import sends_by_itself

KEY, AT_ONCE, ROUNDS = "k" * 21, 6, 4


def post_a_letter() -> HttpResponse:
    letter = Mail.objects.create(to="alma@voorbeeld.example", subject="Dag", text="Dag Alma")
    return HttpResponseRedirect(f"/letters/{letter.public_id}/")


def letters(request):
    return post_a_letter()


@sends_by_itself
def letters_by_itself(request):
    with sending.once(request) as answer:
        answer.response = post_a_letter()
    return answer.response


letters.login_required = letters_by_itself.login_required = False
urlpatterns = [*house, path("test/letters/", letters), path("test/by-itself/", letters_by_itself)]
pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]


def send_at_once(url, key):
    start, answers = threading.Barrier(AT_ONCE), []

    def send():
        start.wait()
        try:
            answer = Client().post(url, {"text": "Dag", "once": key})
            answers.append((answer.status_code, answer.headers.get("Location")))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.parametrize("url", ["/test/letters/", "/test/by-itself/"])
def test_all_are_answered_the_same_and_one_letter_goes(url):
    for number in range(ROUNDS):
        Mail.objects.all().delete()

        answers = send_at_once(url, f"{KEY}{number}")

        letter = Mail.objects.get()
        assert answers == [(302, f"/letters/{letter.public_id}/")] * AT_ONCE


def test_without_the_key_several_letters_would_go(monkeypatch):
    """The mutant: it shows that the test above can fail."""
    monkeypatch.setattr(sending, "take", lambda key, content, by_script: "")

    send_at_once("/test/letters/", KEY + "x")

    assert Mail.objects.count() == AT_ONCE
