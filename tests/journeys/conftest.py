"""A browser that tells on us: console errors, broken security policy and accessibility findings fail the test."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from clubhuis.accounts.models import Person

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",  # drawn by the processor: our maps and charts are SVG
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
]
AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
WIDE, NARROW = 1280, 320

expect.set_options(timeout=20_000)  # a busy machine is slow; what never comes is red all the same


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI"):
            pytest.fail(
                "There is no Chromium here, and journeys must run where CI is set (Debian: apt install chromium)"
            )
        pytest.skip("no Chromium (Debian: apt install chromium)")
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    # Colours are judged when they have arrived, not on their way.
    return browser_context_args | {
        "viewport": {"width": WIDE, "height": 900},
        "locale": "nl-NL",
        "reduced_motion": "reduce",
    }


@pytest.fixture(autouse=True)
def _static_files_from_the_source(settings):
    """The live server finds static files itself; what was collected for another run is none of our business."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name.lower()]


class Complaints:
    """What the browser complains of. A refused request (4xx) is an answer, not a mistake of the page."""

    def __init__(self, page: Page) -> None:
        self.heard: list[str] = []
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "the server responded with a status of 4" not in message.text:
            self.heard.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    complaints = Complaints(page)
    yield page
    assert complaints.heard == []


@pytest.fixture
def without_javascript(browser: Browser, browser_context_args: dict) -> Iterator[Page]:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def open(live_server) -> Callable[[Page, str], Page]:
    def open_page(page: Page, path: str) -> Page:
        page.goto(f"{live_server.url}{path}")
        return page

    return open_page


@pytest.fixture
def signed_in(live_server) -> Callable[[Page, object], Page]:
    def sign_in(page: Page, person: object) -> Page:
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        put_cookie(
            page, live_server.url, settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value
        )
        return page

    return sign_in


def put_cookie(page: Page, url: str, name: str, value: str) -> None:
    page.context.add_cookies([{"name": name, "value": value, "url": url}])


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Runs axe-core (WCAG 2.2 A and AA, and good practice) on the page as it stands now."""
    source = AXE.read_text(encoding="utf-8")

    def find(page: Page) -> list[str]:
        if not page.evaluate("typeof window.axe !== 'undefined'"):
            page.evaluate(source)
        result = page.evaluate("axe.run({resultTypes: ['violations']})")
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]

    return find


# Two looks at a page show it in both languages, both schemes and both widths; half of the pages are looked at the one way and half
# the other, so that each pair is seen over the pages. All four with EVERY_LOOK=1.
LOOKS = (
    (("nl", "light", WIDE), ("en", "dark", NARROW)),
    (("nl", "dark", NARROW), ("en", "light", WIDE)),
)


def looks_at(path: str) -> Sequence[tuple[str, str, int]]:
    """The same ones each time, whatever numbers this run gave to things."""
    without_numbers = re.sub(r"\d+", "", path)
    return sum(LOOKS, ()) if os.environ.get("EVERY_LOOK") else LOOKS[crc32(without_numbers.encode()) % len(LOOKS)]


@pytest.fixture
def axe_in_every_look(axe, open, live_server) -> Callable[..., list[str]]:
    """What axe finds on an address in both languages, light and dark, wide and narrow; also what is wider than the screen.

    `person` is who was signed in, if somebody was.
    """

    def find(page: Page, path: str, *, person: Person | None = None) -> list[str]:
        found = []
        for language, scheme, width in looks_at(path):
            look = f"{path} {language} {scheme} {width}"
            put_cookie(page, live_server.url, settings.LANGUAGE_COOKIE_NAME, language)
            if person:  # who is signed in reads in the language of their account
                Person.objects.filter(pk=person.pk).update(language=language)
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            open(page, path)
            assert page.locator("html").get_attribute("lang") == language
            found += [f"{look}: {finding}" for finding in axe(page)]
            too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if too_wide > 0:
                found.append(f"{look}: scrolls sideways by {too_wide} px")
        return found

    return find
