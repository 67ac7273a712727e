"""Coming in through each door, as people do it."""

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from playwright.sync_api import Page, expect

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Mail
from clubhuis.activity.tests.test_pages import a_notice

from .conftest import put_cookie

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ALMA = "alma@voorbeeld.example"


@pytest.fixture
def open_in_english(open, live_server, settings):
    """Opens a page in English: the journeys read its labels."""

    def open_it(page: Page, path: str) -> Page:
        put_cookie(page, live_server.url, settings.LANGUAGE_COOKIE_NAME, "en")
        return open(page, path)

    return open_it


@pytest.fixture(autouse=True)
def _a_fresh_house(settings, live_server):
    settings.SITE_URL = live_server.url
    settings.LOGIN_REDIRECT_URL = "/me/"
    cache.clear()


def mailed(address: str, pattern: str) -> str:
    """What the newest mail to this address holds."""
    return re.search(pattern, Mail.objects.filter(to=address).latest("pk").text, re.MULTILINE)[1]


def code_to(address: str) -> str:
    return mailed(address, r"^    ([A-Z0-9-]+)$")


@pytest.fixture
def authenticator() -> Callable[[Page], None]:
    """Gives the page a device with a fingerprint reader."""

    def plug_in(page: Page) -> None:
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        devtools.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )

    return plug_in


@pytest.fixture(autouse=True)
def _no_long_waits(page):
    page.set_default_timeout(15_000)


def test_signing_in_with_a_code(page, open_in_english):
    alma = a_person(email=ALMA, language="en")
    open_in_english(page, "/account/login/")

    page.get_by_label("E-mail address").fill(ALMA)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code from the mail").fill(code_to(ALMA))
    page.get_by_role("button", name="Confirm the code").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(alma.name)


def test_signing_in_with_the_link_and_without_javascript(without_javascript, open_in_english):
    a_person(email=ALMA, language="en")
    open_in_english(without_javascript, "/account/login/")

    without_javascript.get_by_label("E-mail address").fill(ALMA)
    without_javascript.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    without_javascript.goto(mailed(ALMA, r"(http://\S+/sign-in/\S+)"))
    without_javascript.get_by_role("main").get_by_role("button", name="Sign in").click()

    expect(without_javascript.get_by_role("heading", level=1)).to_have_text("Alma de Boer")


def test_signing_in_with_a_password_by_keyboard(page, open_in_english):
    a_person(email=ALMA, language="en", password="vlakslijpen-op-maat")
    open_in_english(page, "/account/login/")

    page.get_by_label("E-mail address").focus()
    page.keyboard.type(ALMA)
    page.keyboard.press("Tab")
    page.keyboard.type("vlakslijpen-op-maat")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Alma de Boer")


def test_making_an_account(page, open_in_english):
    open_in_english(page, "/account/signup/")

    page.get_by_label("Your name").fill("Bas Smit")
    page.get_by_label("E-mail address").fill("Bas@Voorbeeld.example")
    page.get_by_role("button", name="Make my account").click()
    page.get_by_label("Code from the mail").fill(code_to("bas@voorbeeld.example"))
    page.get_by_role("button", name="Confirm the code").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bas Smit")
    assert not Person.objects.get().is_contact


def test_making_an_account_with_a_passkey_and_signing_in_with_it(page, open_in_english, authenticator):
    authenticator(page)
    open_in_english(page, "/account/signup/passkey/")

    page.get_by_label("Your name").fill("Bas Smit")
    page.get_by_label("E-mail address").fill("bas@voorbeeld.example")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the mail").fill(code_to("bas@voorbeeld.example"))
    page.get_by_role("button", name="Confirm the code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Make your passkey")
    page.wait_for_load_state()  # the button does nothing before its script is there
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bas Smit")
    page.context.clear_cookies()
    open_in_english(page, "/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bas Smit")


def test_adding_a_passkey_to_an_account(page, open_in_english, authenticator):
    authenticator(page)
    sign_in_with_code(page, open_in_english)
    open_in_english(page, "/me/sign-in/")

    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of this key").fill("Mijn telefoon")
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url(lambda url: not url.endswith("/add/"))

    open_in_english(page, "/account/2fa/webauthn/")
    expect(page.get_by_text("Mijn telefoon")).to_be_visible()


def test_an_authenticator_app_as_a_second_step(page, open_in_english):
    alma = a_person(email=ALMA, language="en", password="vlakslijpen-op-maat")
    sign_in_with_password(page, open_in_english)
    open_in_english(page, "/account/2fa/totp/activate/")
    if page.get_by_role("heading", name="Is it you?").is_visible():
        page.get_by_label("Password").fill("vlakslijpen-op-maat")
        page.get_by_role("button", name="Confirm").click()
    secret = page.get_by_role("main").locator("code").inner_text()
    page.get_by_label("Six figures from the app").fill(figures(secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_text(re.compile("recovery codes", re.IGNORECASE)).first).to_be_visible()
    page.context.clear_cookies()
    cache.clear()  # a code counts once; the same half minute gives the same code

    sign_in_with_password(page, open_in_english)
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()
    page.get_by_role("textbox", name="Code").fill(figures(secret))
    page.get_by_role("main").get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(alma.name)


def figures(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def sign_in_with_code(page, open_in_english):
    a_person(email=ALMA, language="en")
    open_in_english(page, "/account/login/")
    page.get_by_label("E-mail address").fill(ALMA)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code from the mail").fill(code_to(ALMA))
    page.get_by_role("button", name="Confirm the code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Alma de Boer")


def sign_in_with_password(page, open_in_english):
    open_in_english(page, "/account/login/")
    page.get_by_label("E-mail address").fill(ALMA)
    page.get_by_label("Password").fill("vlakslijpen-op-maat")
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state()


@pytest.mark.parametrize(
    "path",
    [
        "/account/login/",
        "/account/signup/",
        "/account/signup/passkey/",
        "/account/login/code/",
        "/account/password/reset/",
    ],
)
def test_the_doors_are_usable_by_all(page, axe_in_every_look, path):
    assert axe_in_every_look(page, path) == []


@pytest.mark.parametrize(
    "path",
    [
        *("/me/", "/me/preferences/", "/me/sign-in/", "/me/data/", "/me/erasure/", "/account/sessions/"),
        *("/account/email/", "/account/password/set/", "/account/2fa/webauthn/add/", "/notices/"),
    ],
)
def test_a_persons_own_pages_are_usable_by_all(page, signed_in, axe, open, path):
    for language in ("nl", "en"):
        alma = a_person(language=language)
        a_notice(alma, url="/me/")
        signed_in(page, alma)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            open(page, path)
            assert axe(page) == [], (language, scheme)
