"""Makes the pictures of the README from a running demonstration.

    ./run --port 8000                                          # in one window, until its match index is built
    .venv/bin/python docs/screenshots.py http://localhost:8000 # in another

Needs Chromium (Debian: apt install chromium) and what `./run prepare` installs.
"""

from __future__ import annotations

import io
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent / "screenshots"
PASSWORD = "kom-binnen-2026"  # noqa: S105  everybody's in the demonstration
LARGEST = 120 * 1024  # bytes
WHILE_INDEXING = 60  # times five seconds
WIDE, PHONE = (1280, 860), (390, 800)
QUESTION = "5-assig frezen van titanium, kleine series, ISO 13485, binnen 100 km van Almelo"
ASKED = "q=5-assig+frezen+van+titanium%2C+kleine+series%2C+ISO+13485%2C+binnen+100+km+van+Almelo"


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    path: str
    who: str = ""  # a sign-in of the demonstration; nobody without
    language: str = "en"
    scheme: str = "light"
    size: tuple[int, int] = WIDE
    at: str = ""  # what stands on top


PICTURES = (
    Picture("home", "/"),
    Picture("match", f"/match/?{ASKED}", at="#matches:has(mark)"),
    Picture("directory", "/directory/?near=Almelo&km=50&view=map"),
    Picture("organisation", "/organisations/roelvinkhof-verspaning/", language="nl"),
    Picture("event", "/events/schone-beurs/", language="nl"),
    Picture("calendar", "/events/", scheme="dark"),
    Picture("community", "/communities/precisiekring/", language="nl", scheme="dark"),
    Picture("desk", "/communities/precisiekring/desk/members/", who="alma@precisiekring.example"),
    Picture("phone", f"/match/?{ASKED}", language="nl", size=PHONE, at="#matches:has(mark)"),
)


def main(address: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, address, picture)
        browser.close()


def take(browser: Browser, address: str, picture: Picture) -> None:
    context = browser.new_context(
        viewport={"width": picture.size[0], "height": picture.size[1]},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        reduced_motion="reduce",
        locale=picture.language,
    )
    context.add_cookies([{"name": "language", "value": picture.language, "url": address}])
    page = context.new_page()
    page.set_default_timeout(120_000)
    if picture.who:
        sign_in(page, address, picture.who)
    show(page, f"{address}{picture.path}", picture.at)
    written = compressed(page.screenshot())
    (FOLDER / f"{picture.name}.webp").write_bytes(written)
    print(f"{picture.name}.webp  {len(written) // 1024} KB")
    context.close()


def show(page: Page, address: str, at: str) -> None:
    """Open a page and wait until it is as people see it: letters, pictures and map drawn, and matches there."""
    for _attempt in range(WHILE_INDEXING):
        answer = page.goto(address, wait_until="networkidle")
        if answer is None or not answer.ok:
            raise SystemExit(
                f"{address} answers {answer.status if answer else 'nothing'}: is the demonstration running?"
            )
        if not at or page.locator(at).count():
            break
        page.wait_for_timeout(5_000)  # the match index is still being built
    else:
        raise SystemExit(f"{address} does not show {at}: look at /desk/work/ whether the match index could be built.")
    page.evaluate("document.fonts.ready.then(() => undefined)")
    if at:
        page.locator(at).evaluate("thing => thing.scrollIntoView({block: 'start'})")
    page.wait_for_load_state("networkidle")  # pictures further down are loaded when somebody comes near them


def sign_in(page: Page, address: str, who: str) -> None:
    page.goto(f"{address}/account/login/")
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def compressed(png: bytes) -> bytes:
    """As good as fits."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in (90, 80, 70, 60, 50, 40, 30):
        file = io.BytesIO()
        picture.save(file, "webp", quality=quality, method=6)
        if file.tell() <= LARGEST:
            return file.getvalue()
    raise SystemExit("This picture does not fit in 120 KB: make it smaller.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
