import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Mail

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/login/"


@pytest.fixture(autouse=True)
def _nobody_was_here_before():
    cache.clear()


def last_mail():
    return Mail.objects.order_by("-pk").first()


def code_in(mail):
    return re.search(r"^    ([A-Z0-9-]+)$", mail.text, re.MULTILINE)[1]


def link_in(mail):
    return re.search(r"http://[^/]+(/sign-in/\S+)", mail.text)[1]


def who_is_signed_in(client):
    pk = client.session.get("_auth_user_id")
    return Person.objects.get(pk=pk) if pk else None


def test_a_code_by_mail_lets_somebody_in(client):
    alma = a_person()

    client.post(SIGN_IN, {"login": alma.email})
    response = client.post(reverse("account_confirm_login_code"), {"code": code_in(last_mail())})

    assert response.status_code == 302
    assert who_is_signed_in(client) == alma


def test_the_link_in_the_mail_lets_somebody_in_on_another_device(client, client_factory):
    alma = a_person()
    client.post(SIGN_IN, {"login": alma.email})
    phone = client_factory()

    looked = phone.get(link_in(last_mail()))
    before = who_is_signed_in(phone)
    phone.post(link_in(last_mail()))

    assert (looked.status_code, before) == (200, None)
    assert who_is_signed_in(phone) == alma


def test_a_link_works_once(client, client_factory):
    alma = a_person()
    client.post(SIGN_IN, {"login": alma.email})
    client_factory().post(link_in(last_mail()))

    again = client_factory()
    response = again.post(link_in(last_mail()))

    assert response.status_code == 410
    assert who_is_signed_in(again) is None


def test_a_link_is_too_old_after_a_quarter_of_an_hour(client, time_machine_later):
    alma = a_person()
    client.post(SIGN_IN, {"login": alma.email})

    with time_machine_later(minutes=16):
        assert client.get(link_in(last_mail())).status_code == 410


def test_a_link_that_was_changed_lets_nobody_in(client):
    assert client.post("/sign-in/WzEsImEiXQ:1abcde:xyz/").status_code == 410


def test_a_password_lets_somebody_in(client):
    alma = a_person(password="vlakslijpen-op-maat")

    client.post(SIGN_IN, {"login": alma.email.upper(), "password": "vlakslijpen-op-maat"})

    assert who_is_signed_in(client) == alma


def test_a_wrong_password_lets_nobody_in_and_keeps_the_address(client):
    alma = a_person(password="vlakslijpen-op-maat")

    response = client.post(SIGN_IN, {"login": alma.email, "password": "vlakslijpen"})

    assert who_is_signed_in(client) is None
    assert alma.email in response.content.decode()


@pytest.mark.parametrize("door", ["account_login", "account_request_login_code", "account_reset_password"])
def test_the_doors_tell_nothing_about_who_has_an_account(client, client_factory, door):
    alma = a_person(email="alma@voorbeeld.example")
    field = "login" if door == "account_login" else "email"

    known = client.post(reverse(door), {field: alma.email}, follow=True)
    unknown = client_factory().post(reverse(door), {field: "niemand@voorbeeld.example"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert plain(known, "alma@voorbeeld.example") == plain(unknown, "niemand@voorbeeld.example")


def test_signing_up_tells_nothing_about_who_has_an_account(client, client_factory):
    a_person(email="alma@voorbeeld.example")

    known = client.post("/account/signup/", {"name": "Alma", "email": "alma@voorbeeld.example"}, follow=True)
    unknown = client_factory().post(
        "/account/signup/", {"name": "Alma", "email": "nieuw@voorbeeld.example"}, follow=True
    )

    assert known.redirect_chain == unknown.redirect_chain
    assert Person.objects.count() == 2


def plain(response, address):
    """The page without what differs for everybody: token, nonce, address."""
    text = response.content.decode().replace(address, "ADDRESS")
    return re.sub(r'(value|nonce|content|id|hx-headers:inherited)=("[^"]*"|\'[^\']*\')', "", text)


def test_who_waits_for_a_code_reads_that_no_mail_goes_out(client, settings):
    settings.MAILERS = {"default": settings.MAILERS["default"]}

    page = client.post(reverse("account_login"), {"login": a_person(language="nl").email}, follow=True).text

    assert "no code arrives" in page or "er komt geen code" in page


def test_somebody_new_signs_up_with_a_code_and_needs_no_password(client):
    client.post("/account/signup/", {"name": "Bas Smit", "email": "Bas@Voorbeeld.example"})
    client.post(reverse("account_email_verification_sent"), {"code": code_in(last_mail())})

    bas = who_is_signed_in(client)
    assert (bas.name, bas.email, bas.is_contact) == ("Bas Smit", "bas@voorbeeld.example", False)
    assert not bas.has_usable_password()


def test_a_contact_claims_the_account_that_an_organiser_made(client):
    contact = a_person(name="Cor Vis", email="cor@voorbeeld.example", claimed_at=None)

    client.post(SIGN_IN, {"login": "COR@voorbeeld.example"})
    client.post(reverse("account_confirm_login_code"), {"code": code_in(last_mail())})

    assert who_is_signed_in(client) == contact
    contact.refresh_from_db()
    assert not contact.is_contact
    assert Person.objects.count() == 1


def test_a_contact_who_signs_up_gets_a_link_to_the_account_that_is_there(client):
    contact = a_person(name="Cor Vis", email="cor@voorbeeld.example", claimed_at=None)

    client.post("/account/signup/", {"name": "C. Vis", "email": "cor@voorbeeld.example"})
    client.post(link_in(last_mail()))

    assert who_is_signed_in(client) == contact
    assert Person.objects.get().name == "Cor Vis"


def test_a_password_that_somebody_else_set_before_the_address_was_proved_is_worth_nothing(client, client_factory):
    thief = client_factory()
    thief.post(
        "/account/signup/", {"name": "Dirk", "email": "dirk@voorbeeld.example", "password1": "geduldig-wachten-9"}
    )

    client.post(link_in(last_mail()))

    assert who_is_signed_in(client).email == "dirk@voorbeeld.example"
    thief.post(SIGN_IN, {"login": "dirk@voorbeeld.example", "password": "geduldig-wachten-9"})
    assert who_is_signed_in(thief) is None


def test_composed_and_decomposed_spellings_are_one_address(client):
    zoe = a_person(name="Zoë", email="zoe@bücher.example")

    client.post(SIGN_IN, {"login": "Zoe@bu\u0308cher.example\u200b"})

    assert last_mail().person == zoe


@pytest.mark.parametrize(
    "bad",
    ["", "geen adres", "a@b\r\nBcc: c@d.example", "a" * 400 + "@x.nl", "\x00@x.nl", "'; drop table", "a@\ud800.nl"],
)
def test_no_bad_address_breaks_a_door(client, bad):
    bad = bad.encode("utf-8", "replace").decode()
    for url, field in ((SIGN_IN, "login"), ("/account/signup/", "email"), ("/account/login/code/", "email")):
        assert client.post(url, {field: bad, "name": "X"}).status_code in {200, 422}


def test_guessing_codes_ends_soon(client):
    alma = a_person()
    client.post(SIGN_IN, {"login": alma.email})
    right = code_in(last_mail())

    for _attempt in range(3):
        client.post(reverse("account_confirm_login_code"), {"code": "FOUT-FOUT"})
    client.post(reverse("account_confirm_login_code"), {"code": right})

    assert who_is_signed_in(client) is None


def test_asking_for_codes_is_limited(client_factory):
    alma = a_person()

    for _attempt in range(6):
        client_factory().post(SIGN_IN, {"login": alma.email})

    assert Mail.objects.count() == 3


def test_mail_with_a_code_is_in_the_readers_language(client):
    emma = a_person(name="Emma", language="en")

    client.post(SIGN_IN, {"login": emma.email}, headers={"accept-language": "nl"})

    assert last_mail().subject.endswith("is your code to sign in")
