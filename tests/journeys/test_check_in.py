"""At the door with a telephone: codes, names, no connection, several devices."""

import re
import uuid
from collections.abc import Iterator

import pytest
import segno
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from clubhuis.accounts.tests.cast import a_person
from clubhuis.programme.tests.cast import a_workshop
from clubhuis.registration import actions, badge_codes
from clubhuis.registration.models import CheckIn, Registration, Scan
from clubhuis.registration.tests.day_cast import an_event_today, somebody

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# A camera that looks at a code: `hold(text)` is drawn by the test.
CAMERA = """
window.held = [];
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 480, height: 480 });
  const brush = canvas.getContext("2d");
  setInterval(() => {
    brush.fillStyle = "white";
    brush.fillRect(0, 0, 480, 480);
    brush.fillStyle = "black";
    const step = 400 / (window.held.length || 1);
    window.held.forEach((row, y) => row.forEach((dark, x) => dark && brush.fillRect(40 + x * step, 40 + y * step, step + 0.5, step + 0.5)));
  }, 60);
  return canvas.captureStream(20);
};
"""

KEPT = """async () => {
  const answer = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const database = await answer(indexedDB.open("clubhuis-door", 1));
  return JSON.stringify(await answer(database.transaction("people").objectStore("people").getAll()));
}"""


@pytest.fixture
def telephone(browser: Browser, browser_context_args: dict) -> Iterator[Page]:
    """A browser of a hand's width that may lose its connection, which it then says in its console."""
    size = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
    context = browser.new_context(**browser_context_args | size)
    context.add_init_script(CAMERA)
    yield context.new_page()
    context.close()


def hold(page: Page, text: str) -> None:
    """Somebody holds a badge before the camera."""
    rows = [[bool(dark) for dark in row] for row in segno.make(text, error="m", micro=False).matrix]
    page.evaluate("rows => { window.held = rows; }", rows)


@pytest.fixture
def mia():
    return a_person("Mia Bos", language="en")


def test_a_telephone_checks_in_also_without_a_connection(telephone: Page, open, signed_in, mia):
    event = an_event_today(mia, places=3)
    nora, els, jan = (somebody(event, name) for name in ("Nora Visser", "Els Kok", "Jan Smit"))
    page = telephone
    open(signed_in(page, mia), f"{event.get_absolute_url()}desk/check-in/")
    expect(page.locator("[data-door][data-kept]")).to_be_visible()

    page.get_by_role("button", name="Scan badges").click()
    hold(page, badge_codes.badge_url(nora))
    result = page.locator("[data-result]")
    expect(result).to_contain_text(nora.name)
    expect(result).to_contain_text("Welcome")
    expect(page.locator("[data-line]")).to_have_text("Everything has been sent")
    assert CheckIn.objects.get().registration == nora

    page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-line]")).to_contain_text("No connection")
    page.get_by_label("Search by name or organisation").fill("kok")
    page.get_by_role("button", name=f"Check in {els.name}").click()
    expect(result).to_contain_text(els.name)
    page.get_by_role("button", name="Scan badges").click()
    hold(page, badge_codes.badge_url(jan))
    expect(result).to_contain_text(jan.name)
    page.get_by_text("Somebody without registration").click()
    page.get_by_label("Name", exact=True).fill("Wim Bakker")
    page.get_by_role("button", name="Let in").click()
    expect(page.locator("[data-line]")).to_contain_text("3 still to be sent")
    assert CheckIn.objects.count() == 1

    # Meanwhile somebody at another door lets in one of them, with a connection.
    arrival = actions.Arrival(key=uuid.uuid4(), at=timezone.now(), device="Hal 2")
    assert actions.check_in(arrival.of(els), by=mia).outcome == "in"
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(page.locator("[data-line]")).to_have_text("Everything has been sent")
    assert CheckIn.objects.count() == 4
    assert Scan.objects.filter(registration=els).count() == 2
    assert Registration.objects.get(name="Wim Bakker").through == "walk_in"
    expect(page.locator("[data-arrived]")).to_have_text("4")


def test_two_devices_see_each_other(telephone: Page, page: Page, open, signed_in, mia):
    event = an_event_today(mia)
    nora = somebody(event)
    for device in (telephone, page):
        open(signed_in(device, mia), f"{event.get_absolute_url()}desk/check-in/")
        expect(device.locator("[data-door][data-ready]")).to_be_visible()

    telephone.get_by_role("button", name=f"Check in {nora.name}").click()
    expect(telephone.locator("[data-line]")).to_have_text("Everything has been sent")

    expect(page.locator("[data-list]")).to_contain_text(re.compile("in since"))
    expect(page.locator("[data-arrived]")).to_have_text("1")


def test_the_list_is_forgotten_when_asked(telephone: Page, open, signed_in, mia):
    event = an_event_today(mia)
    nora = somebody(event)
    page = telephone
    open(signed_in(page, mia), f"{event.get_absolute_url()}desk/check-in/")
    expect(page.locator("[data-door][data-kept]")).to_be_visible()
    page.get_by_role("button", name="Forget the list on this device").click()
    expect(page.locator("[data-result]")).to_contain_text("keeps nothing any more")

    assert nora.name not in page.evaluate(KEPT)


def test_a_list_to_tick_without_javascript(without_javascript: Page, open, signed_in, mia):
    event = an_event_today(mia)
    workshop = a_workshop(event)
    nora = somebody(event, sessions=[workshop])
    page = without_javascript
    open(signed_in(page, mia), f"{event.get_absolute_url()}desk/check-in/")

    page.get_by_label("Search by name or organisation").fill("nora")
    page.get_by_role("button", name="Search", exact=True).last.click()
    page.get_by_role("button", name=f"Check in {nora.name}").click()
    expect(page.get_by_role("status").filter(has_text="is in.")).to_be_visible()
    page.get_by_label("At which door").select_option(label=workshop.title)
    page.get_by_role("button", name="Go to this door").click()
    expect(page.get_by_role("status").filter(has_text="is in.")).to_have_count(0)
    page.get_by_role("button", name=f"Check in {nora.name}").click()
    expect(page.get_by_role("status").filter(has_text="is in.")).to_be_visible()
    expect(page.locator(".door-count")).to_contain_text("1")
    assert CheckIn.objects.count() == 2


def test_the_door_has_no_barriers(page: Page, axe_in_every_look, signed_in, mia):
    event = an_event_today(mia)
    a_workshop(event)
    for registration in (somebody(event), somebody(event, "Els Kok")):
        actions.check_in(actions.Seen(registration, key=uuid.uuid4(), at=timezone.now()), by=mia)
    somebody(event, "Bartholomeus van der Wielen-Oudenhoven tot Sint-Annaland")
    signed_in(page, mia)

    assert axe_in_every_look(page, f"{event.get_absolute_url()}desk/check-in/", person=mia) == []
