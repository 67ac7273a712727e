"""What the room itself serves: the living page, the visitor's display, what phones ask for, pages for mishaps."""

import re

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override

from clubhuis.ui import errors

pytestmark = pytest.mark.django_db


def test_the_accent_of_a_page_is_allowed_by_its_own_policy(client, rf):
    from django.middleware.csp import ContentSecurityPolicyMiddleware
    from django.template import engines

    def view(request):
        return HttpResponse(engines["django"].from_string('{% accent "#ffd400" %}').render({}, request))

    response = ContentSecurityPolicyMiddleware(view)(rf.get("/"))

    [nonce] = re.findall(r'<style nonce="([^"]+)">:root', response.text)
    assert f"'nonce-{nonce}'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_living_page_shows_every_part_in_both_languages(client, language):
    client.cookies["language"] = language

    response = client.get("/ui/")

    assert response.status_code == 200
    assert response["Content-Language"] == language


@pytest.mark.parametrize(
    ("back", "goes_to"),
    [
        ("/ui/?q=1", "/ui/?q=1"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_choosing_a_display_goes_back_to_where_one_was_and_nowhere_else(client, back, goes_to):
    response = client.post("/ui/scheme/", {"scheme": "dark", "next": back})

    assert response["Location"] == goes_to
    assert response.cookies["scheme"].value == "dark"


@pytest.mark.parametrize("chosen", ["", "purple", "dark\x00", "x" * 5000, '"><script>'])
def test_a_display_that_does_not_exist_is_not_remembered(client, chosen):
    response = client.post("/ui/scheme/", {"scheme": chosen, "next": "/ui/"})

    assert response.status_code == 302
    assert "scheme" not in response.cookies


def test_a_cookie_that_was_tampered_with_counts_as_none(client):
    client.cookies["scheme"] = "dark x"

    assert "data-scheme" not in client.get("/ui/").text.split("<head>")[0]


def test_phones_get_an_answer(client):
    assert client.get("/manifest.webmanifest").status_code == 200


@pytest.mark.parametrize("value", ["1" + "0" * 30, "-1", "x", "\x00", "٣"])
def test_an_impossible_page_number_does_no_harm(client, value):
    assert client.get("/ui/", {"page": value, "sort": value, "kind": value}).status_code == 200


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.not_found, 404),
        (errors.broken, 500),
        (errors.csrf_failure, 403),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_mishap_is_told_in_the_look_of_the_house_without_asking_the_database(
    view, status, language, django_assert_num_queries
):
    request = RequestFactory().get("/somewhere/?q=<script>")
    request.id = "ab12cd"

    with override(language), django_assert_num_queries(0):
        response = view(request)

    assert response.status_code == status
    assert "ab12cd" in response.text
    assert "<script>" not in response.text
    assert f'<html lang="{language}"' in response.text


def test_a_mishap_is_told_even_when_the_static_files_are_gone(settings, tmp_path, caplog):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "clubhuis.ui.storage.HouseStorage"}}

    response = errors.broken(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "Er ging bij ons iets kapot" in response.text
    assert "could not be made" in caplog.text


def test_an_unknown_address_is_told_kindly(client):
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "Hier is niets voor je te vinden" in response.text


def test_a_form_without_its_token_is_told_kindly():
    response = Client(enforce_csrf_checks=True).post("/ui/scheme/", {"scheme": "dark"})

    assert response.status_code == 403
    assert "Dit formulier is te oud" in response.text


def test_mail_carries_the_colours_of_the_house():
    mail = render_to_string("ui/mail.html", {"language": "nl", "subject": "Uitnodiging", "community": "Precisiekring"})

    assert "Precisiekring" in mail
    assert "light-dark" not in mail
