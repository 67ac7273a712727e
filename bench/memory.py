"""How much memory a web process takes: of the running server, after a manager's day and after all pages as all people.

    ./run bench memory [--data DIR] [--at-once 4]

`--data` takes an installation that has the demonstration instead of making one. The requests come so many at a time, so that
each of the threads that answer has work, a connection to the database and what it keeps of it.
"""

from __future__ import annotations

import argparse
import re
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from bench.pages import ALMA, ROLES, VISITOR, YARA, Page, pages
from bench.rush.processes import Place, children_of, place, serving
from bench.surroundings import described, installation, opened, table

REQUESTS = 75
COUNTED = ("Rss", "Pss", "Private_Dirty")
QUIET = 2.0  # seconds in which nothing more is read ahead
MOST_LOOKS = 30


def signed_in() -> dict[str, str]:
    """The cookies of everybody who looks."""
    from django.test import Client

    from clubhuis.accounts.models import Person

    cookies = {VISITOR: ""}
    for who in filter(None, ROLES):
        client = Client()
        client.force_login(Person.objects.get(email=who), backend="allauth.account.auth_backends.AuthenticationBackend")
        cookies[who] = client.cookies.output(header="", attrs=[], sep=";").strip()
    return cookies


def of_a_manager(every: list[Page]) -> Iterator[Page]:
    """Her desks, and what she looks for."""
    own = [page for page in every if page.who == ALMA]
    looked_for = [Page(ALMA, page.path) for page in every if page.who == YARA and page.is_search]
    return islice(cycle(own + looked_for), REQUESTS)


def ask(port: int, cookies: dict[str, str], page: Page) -> int:
    headers = {"Cookie": cookies[page.who], "Accept-Language": "nl", "Accept-Encoding": "gzip"}
    request = urllib.request.Request(f"http://localhost:{port}{page.path}", headers=headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()
        return int(answer.status)


def web_process(serve: int) -> int:
    """The one that answers, below the one that listens."""
    listening = next(
        pid for pid in children_of(serve) if Path(f"/proc/{pid}/comm").read_text().strip() == "clubhuis-web"
    )
    return max(children_of(listening), key=lambda pid: memory_of(pid)["Rss"])


def memory_of(pid: int) -> Counter[str]:
    """MiB: resident, its share, written by itself; and of what is resident what is no file, of the index, or another file's."""
    found: Counter[str] = Counter()
    kind = ""
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        if head := re.match(r"[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ (\d+) *(.*)", line):
            kind = "no file" if head[1] == "0" else "index" if "/match-index/" in head[2] else "other files"
            continue
        name, amount, *_ = line.split()
        if (name := name.rstrip(":")) in COUNTED:
            found[name] += int(amount)
            found[kind] += int(amount) if name == "Rss" else 0
    return Counter({name: kilobytes // 1024 for name, kilobytes in found.items()})


def settled(pid: int) -> Counter[str]:
    now = memory_of(pid)
    for _ in range(MOST_LOOKS):
        before = now
        time.sleep(QUIET)
        now = memory_of(pid)
        if now["Rss"] == before["Rss"]:
            break
    return now


def measure(found: Place, every: list[Page], cookies: dict[str, str], at_once: int) -> None:
    kinds = (*COUNTED, "no file", "index", "other files")
    rows: list[list[object]] = []

    def row(what: str) -> None:
        now = settled(pid)
        rows.append([what, *(now[kind] for kind in kinds)])

    with serving(found) as server, ThreadPoolExecutor(at_once) as askers:
        pid = web_process(server.pid)
        row("read ahead")
        rounds = {f"{REQUESTS} requests of a manager": list(of_a_manager(every))}
        rounds |= {f"all {len(every)} pages as all people, {often}": every for often in ("once", "twice")}
        for what, asked in rounds.items():
            answers = Counter(askers.map(partial(ask, server.port, cookies), asked))
            if set(answers) != {200}:
                print(f"{what}: {dict(answers)}")
            row(what)
    table(
        ["after", "resident MB", "share (PSS)", "written by itself", "no file", "index and model", "other files"], rows
    )
    print(f"{described()}. One web process, {at_once} requests at a time.")


def main() -> None:
    words = argparse.ArgumentParser(prog="bench memory")
    words.add_argument("--data", type=Path)
    words.add_argument("--at-once", type=int, default=4)
    asked = words.parse_args()
    with opened(asked.data) if asked.data else installation(demo=True) as data, place(None) as empty:
        from django.db import connection

        from clubhuis.matchmaking import index

        index.ensure()
        every, cookies = list(pages()), signed_in()
        connection.close()
        environment = empty.environment | {"CLUBHUIS_DATA": str(data), "CLUBHUIS_WORKERS": "1"}
        measure(Place(data, environment, None), every, cookies, asked.at_once)


if __name__ == "__main__":
    main()
