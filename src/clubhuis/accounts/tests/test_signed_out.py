"""Somebody was signed out while they typed: they sign in and come back to the page they were on."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from clubhuis.accounts.tests.cast import an_operator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _somebody_runs_it():
    an_operator()


def the_next(location):
    return parse_qs(urlsplit(location).query)["next"]


def test_a_page_is_come_back_to(client):
    answer = client.get(reverse("accounts:preferences"))

    assert the_next(answer["Location"]) == [reverse("accounts:preferences")]
    assert list(get_messages(answer.wsgi_request)) == []


@pytest.mark.parametrize(
    ("referer", "comes_back_to"),
    [
        ("http://testserver/me/?tab=photo", "/me/?tab=photo"),
        ("https://elders.example/me/", "/"),
        ("", "/"),
    ],
)
def test_who_sent_something_comes_back_to_the_page_it_was_sent_from(client, referer, comes_back_to):
    answer = client.post(reverse("accounts:photo_removal"), headers={"referer": referer, "accept-language": "nl"})

    assert the_next(answer["Location"]) == [comes_back_to]
    assert ["niets bewaard" in str(message) for message in get_messages(answer.wsgi_request)] == [True]


def test_a_script_is_sent_to_sign_in_with_the_whole_page(client):
    answer = client.post(
        reverse("accounts:photo_removal"),
        headers={"hx-request": "true", "hx-current-url": "http://testserver/me/", "referer": "http://testserver/x/"},
    )

    assert (answer.status_code, answer.content, the_next(answer["HX-Redirect"])) == (200, b"", ["/me/"])


def test_an_address_that_only_takes_what_is_sent_says_so(client):
    client.force_login(an_operator())

    answer = client.get(reverse("accounts:photo_removal"))

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Dit adres is geen pagina" in answer.text
