"""Every main page of the demonstration ecosystem, as the people who look at it: how long the server takes, and how large it is.

    ./run bench pages [--rounds 20] [--data DIR] [--slow]

`--data` takes an installation that has the demonstration instead of making one; `--slow` shows where the time of slow pages goes.
"""

import argparse
import cProfile
import pstats
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bench.surroundings import described, installation, median, memory_mb, opened, p95, table

MOST_MS = 50.0
MOST_MS_SEARCHING = 100.0
MOST_FIRST = 150 * 1024
MOST_LATER = 30 * 1024
QUESTION = "5-assig frezen van titanium, kleine series, ISO 13485, binnen 100 km van Almelo"
VISITOR = ""
ALMA, KARIN, PRIYA = (
    "alma@precisiekring.example",
    "karin@roelvinkhof-verspaning.example",
    "priya@proxinova-surgical.example",
)
OLGA, YARA = "olga@clubhuis.example", "yara@roelvinkhof-verspaning.example"
ROLES = {
    VISITOR: "visitor",
    ALMA: "manager",
    KARIN: "administrator",
    PRIYA: "buyer",
    OLGA: "operator",
    YARA: "member",
}


@dataclass(slots=True)
class Page:
    """One address as one person sees it, and what was measured."""

    who: str
    path: str
    is_search: bool = False
    wall: list[float] = field(default_factory=list)  # ms
    busy: list[float] = field(default_factory=list)  # ms of processor time
    questions: int = 0  # to the database
    size: int = 0  # bytes, compressed
    first: int = 0  # with everything it needs, when nothing is kept

    @property
    def limit(self) -> float:
        return MOST_MS_SEARCHING if self.is_search else MOST_MS


def pages() -> Iterator[Page]:
    from urllib.parse import quote

    from django.db.models import Count

    from clubhuis.accounts.models import Person
    from clubhuis.communities.models import Community
    from clubhuis.conversations.models import Conversation
    from clubhuis.events.models import Event
    from clubhuis.market.models import Need, Offer
    from clubhuis.organisations.models import Organisation
    from clubhuis.themes.models import Theme

    own = Organisation.objects.get(slug="roelvinkhof-verspaning")
    need = Need.objects.filter(organisation__slug="proxinova-surgical", state="open").first()
    open_need = Need.objects.visible_to(None).open().first()
    colleague = Person.objects.get(email=KARIN)
    offer = Offer.objects.filter(organisation=own).first()
    talk = Conversation.objects.visible_to(colleague).first()
    theme = Theme.objects.visible_to(None).first()
    coming = (
        Event.objects.visible_to(colleague)
        .announced()
        .upcoming()
        .hosted_by(Community.objects.get(slug="precisiekring"))
    )
    # order_by replaces the order of `upcoming`.
    event = coming.annotate(number=Count("registrations")).order_by("-number").first()
    desk, edit = "/communities/precisiekring/desk", f"/organisations/{own.slug}/edit"

    for who in (VISITOR, YARA, OLGA):
        yield Page(who, "/")
        yield Page(who, "/communities/")
        yield Page(who, "/communities/vakplaats/")
        yield Page(who, "/communities/vakplaats/members/")
        yield Page(who, f"/organisations/{own.slug}/")
        yield Page(who, "/needs/")
        yield Page(who, f"/needs/{open_need.pk}/") if open_need else Page(who, "/needs/")
        yield Page(who, "/directory/", True)
        yield Page(who, f"/directory/?q=frezen&near={quote('Almelo')}&km=100", True)
        yield Page(who, "/directory/?capability=milling&kind=company&sort=name", True)
        yield Page(who, "/directory/?view=map", True)
        yield Page(who, "/events/")
        yield Page(who, "/events/?view=month")
        yield Page(who, "/events/?view=map")
        yield Page(who, "/themes/")
        if theme:
            yield Page(who, f"/themes/{theme.slug}/")
        if event:
            yield Page(who, f"/events/{event.slug}/")
            yield Page(who, f"/events/{event.slug}/registration/")
        yield Page(who, f"/search/?q={quote('titanium frezen')}", True)
        yield Page(who, f"/search/?q={quote('precisiekrng')}", True)
        yield Page(who, f"/match/?q={quote(QUESTION)}", True)
        yield Page(who, "/capabilities/")
        yield Page(who, "/capabilities/milling/")
    for path in ("/account/login/", "/account/signup/", "/match/", "/search/"):
        yield Page(VISITOR, path)
    for path in (
        "/me/",
        "/me/preferences/",
        "/me/sign-in/",
        "/me/data/",
        "/notices/",
        "/needs/new/",
        "/organisations/mine/",
        "/registrations/",
        "/themes/following/",
        "/messages/",
        "/week/",
        f"/people/{colleague.pk}/",
    ):
        yield Page(YARA, path)
    if need:
        yield Page(PRIYA, f"/needs/{need.pk}/", True)
        yield Page(PRIYA, f"/needs/{need.pk}/edit/")
        yield Page(PRIYA, f"/needs/{need.pk}/fitting/", True)
        yield Page(PRIYA, f"/needs/{need.pk}/invitations/", True)
    if talk:
        yield Page(KARIN, "/messages/")
        yield Page(KARIN, f"/messages/{talk.pk}/")
    for part in (
        "",
        "profile/",
        "capabilities/",
        "visibility/",
        "sites/",
        "certificates/",
        "pictures/",
        "people/",
        "offers/",
    ):
        yield Page(KARIN, f"{edit}/{part}")
    if offer:
        yield Page(KARIN, f"{edit}/offers/{offer.pk}/")
    yield Page(ALMA, "/")
    for part in (
        "",
        "members/",
        "members/?q=bakker",
        "requests/",
        "invitations/",
        "roles/",
        "partnerships/",
        "page/",
        "settings/",
        "log/",
        "lists/",
        "mails/",
        "events/",
        "themes/",
        "needs/",
        "lacks/",
    ):
        yield Page(ALMA, f"{desk}/{part}")
    if event:
        for part in (
            "",
            "registrations/",
            "queue/",
            "requests/",
            "invitations/",
            "mails/",
            "figures/",
            "check-in/",
            "registration/",
            "hosts/",
            "programme/",
            "afterwards/",
        ):
            yield Page(ALMA, f"/events/{event.slug}/desk/{part}")
        yield Page(ALMA, f"/events/{event.slug}/edit/")
    for path in (
        "/desk/",
        "/desk/communities/",
        "/desk/people/",
        "/desk/people/?q=jansen",
        "/desk/mail/",
        "/desk/work/",
        "/desk/check/",
        "/desk/log/",
        "/desk/vocabulary/",
        "/desk/vocabulary/milling/",
        "/ui/",
    ):
        yield Page(OLGA, path)


def measure(every: list[Page], rounds: int) -> list[Page]:
    """Ask for all pages in turn, several times; returns those that are not there (with a word about it)."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from clubhuis.accounts.models import Person

    clients = {}
    for who in ROLES:
        clients[who] = Client(headers={"accept-encoding": "gzip", "accept-language": "nl", "host": "localhost"})
        if who:
            clients[who].force_login(
                Person.objects.get(email=who), backend="allauth.account.auth_backends.AuthenticationBackend"
            )
    there = []
    for page in every:
        with CaptureQueriesContext(connection) as asked:
            answer = clients[page.who].get(page.path)
        if answer.status_code != 200:
            print(f"{ROLES[page.who]} {page.path}: {answer.status_code}, left out")
            continue
        there.append(page)
        page.questions = len(asked)
        page.size = len(answer.content)
        plain = clients[page.who].get(page.path, headers={"accept-encoding": "identity"})
        page.first = page.size + needed(plain.content.decode(), page.path)
    for _ in range(rounds):
        for page in there:
            began, busy = time.perf_counter(), time.process_time()
            clients[page.who].get(page.path)
            page.wall.append((time.perf_counter() - began) * 1000)
            page.busy.append((time.process_time() - busy) * 1000)
    return there


def needed(html: str, path: str) -> int:
    """Bytes of the stylesheets, scripts, fonts and pictures that a browser fetches with a page when it has nothing yet."""
    wanted = re.findall(r"<(?:script|img|source)[^>]*?\bsrc=\"(/[^\"]+)\"", html)
    wanted += [
        found.group(1)
        for tag in re.findall(r"<link[^>]*>", html)
        if re.search(r"rel=\"(?:stylesheet|icon|preload|modulepreload|manifest)\"", tag)
        and (found := re.search(r"href=\"(/[^\"]+)\"", tag))
    ]
    known: dict[str, int] = {}
    while wanted:
        address = wanted.pop()
        if address in known:
            continue
        known[address], more = fetched(address)
        wanted += more
    return sum(known.values())


def fetched(address: str) -> tuple[int, list[str]]:
    """The compressed size of a static file, and the static files it asks for in turn."""
    from django.conf import settings

    path = urlsplit(address).path
    if not path.startswith(settings.STATIC_URL):
        return 0, []
    file = Path(settings.STATIC_ROOT) / path.removeprefix(settings.STATIC_URL)
    if not file.exists():
        return 0, []
    small = file.with_name(file.name + ".br")
    size = (small if small.exists() else file).stat().st_size
    if file.suffix == ".css":
        asked = re.findall(r"url\([\"']?([^\"')]+)", file.read_text())
    elif file.suffix in {".js", ".mjs"}:
        asked = re.findall(r"\bimport\s*(?:[\w{},*\s]+from\s*)?[\"']([^\"']+)[\"']", file.read_text())
    else:
        asked = []
    here = Path(path).parent
    return size, [
        str(Path(one)) if one.startswith("/") else str((here / one).resolve(strict=False))
        for one in asked
        if not one.startswith(("data:", "http", "#"))
    ]


def why(page: Page) -> None:
    """Where the time of a page goes."""
    from django.test import Client

    from clubhuis.accounts.models import Person

    client = Client(headers={"accept-encoding": "gzip", "accept-language": "nl", "host": "localhost"})
    if page.who:
        client.force_login(
            Person.objects.get(email=page.who), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
    client.get(page.path)
    profile = cProfile.Profile()
    profile.runcall(client.get, page.path)
    print(f"\n{ROLES[page.who]} {page.path}")
    pstats.Stats(profile).sort_stats("cumtime").print_stats("clubhuis|execute", 25)


def row(page: Page) -> list[object]:
    complaints = {
        "slow": p95(page.busy) > page.limit,
        "large": page.size > MOST_LATER,
        "heavy": page.first > MOST_FIRST,
    }
    return [
        *(ROLES[page.who], page.path),
        *(f"{figure:.0f}" for times in (page.wall, page.busy) for figure in (median(times), p95(times))),
        *(page.questions, f"{page.size / 1024:.1f}", f"{page.first / 1024:.0f}"),
        " ".join(complaint for complaint, holds in complaints.items() if holds),
    ]


def main() -> None:
    words = argparse.ArgumentParser(prog="bench pages")
    words.add_argument("--rounds", type=int, default=20)
    words.add_argument("--data", type=Path)
    words.add_argument("--only", default="", help="pages whose address contains this")
    words.add_argument("--slow", action="store_true")
    asked = words.parse_args()
    with opened(asked.data) if asked.data else installation(demo=True):
        from clubhuis.config.warming import warm
        from clubhuis.matchmaking import index

        if not index.is_ready():
            index.rebuild()
        warm()  # as a web process does when it begins
        every = measure([page for page in pages() if asked.only in page.path], asked.rounds)
        every.sort(key=lambda page: -p95(page.busy))
        heads = ["who", "page", "median ms", "p95 ms", "processor median", "p95", "queries", "KB", "first visit KB", ""]
        table(heads, [row(page) for page in every])
        print(described())
        print(f"{memory_mb():.0f} MB of memory after all this, in one process")
        if asked.slow:
            for page in every:
                if p95(page.busy) > page.limit:
                    why(page)


if __name__ == "__main__":
    main()
