"""How many registrations a second through the real form, the whole stack, on both databases; and the minute in which an event opens."""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable

from bench import seats
from bench.surroundings import described, median, p95, table
from tests import postgresql

from . import visitors
from .processes import Place, Serving, place, processor_of, serving

CLIENTS, WARMING = 32, 100
HELD, CODE = "a seat held, the mail asked for", "confirmed with the code from the mail"
MEMBER = "confirmed at once, by who is signed in"
WHAT = (HELD, CODE, MEMBER)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench rush", description=__doc__)
    parser.add_argument("--people", type=int, default=3000)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument(
        "--opening",
        type=float,
        default=0.1,
        help="how large a part of the opening minute (20,000 look, 5,000 register)",
    )
    wanted = parser.parse_args()
    print(f"{described()}. {CLIENTS} visitors at a time, each a connection, cookies and address of their own.\n")
    if wanted.database != "postgresql":
        measure("SQLite", None, wanted)
    if wanted.database != "sqlite":
        with postgresql.running(durable=True) as url:
            if url:
                measure("PostgreSQL", url, wanted)
            else:
                print("PostgreSQL: skipped, there is none here")


def measure(name: str, url: str | None, wanted: argparse.Namespace) -> None:
    print("\nThe mechanism alone, against locking first and counting in Python (`bench seats`):")
    seats.measure(name, url)
    print()
    with place(url) as found:
        made = json.loads(found.run("bench.rush.installation", "prepare", "0", "0"))
        with serving(found) as server:
            for what in WHAT:
                registrations(name, found, server, made["slug"], wanted.people, what)
    if wanted.opening:
        with place(url) as found:
            opening(name, found, wanted.opening)


def opening(name: str, found: Place, part: float) -> None:
    """Registration opens at a moment; until then and after it people reload the page, and as soon as it is open they register."""
    looks, people, places = (max(1, round(part * number)) for number in (20_000, 5_000, 500))
    made = json.loads(found.run("bench.rush.installation", "prepare", str(places), "60"))
    with serving(found) as server:
        looked, told = visitors.Told(), visitors.Told()
        opens_in = made["opens"] - time.time()
        readers = threading.Thread(
            target=visitors.all_at_once,
            args=(lambda n: visitors.look(server.port, made["slug"], looked), iter(range(looks)), CLIENTS // 2),
        )
        time.sleep(max(0.0, opens_in - 2))  # a moment before
        began = time.monotonic()
        readers.start()
        time.sleep(max(0.0, made["opens"] + 1 - time.time()))  # a page may be a second old
        register = lambda n: visitors.register(server.port, made["slug"], n, told)  # noqa: E731
        visitors.all_at_once(register, iter(range(people)), CLIENTS // 2)
        readers.join()
        seconds = time.monotonic() - began
    counted = json.loads(found.run("bench.rush.installation", "count", made["slug"]))
    print(
        f"{name}, the opening: {looked.done} of {looks} looked and {told.done} of {people} registered for {places} places"
        f" in {seconds:.0f} s; otherwise: {Counter(looked.strange + told.strange).most_common(5) or 'nothing'}"
    )
    waits_table(looked.waits | told.waits)
    print(f"given {counted['seats']} of {counted['places']}, in the book {counted['registrations']}\n")


def waits_table(waits: dict[str, list[float]]) -> None:
    rows = [
        [what, *(f"{1000 * value:.0f}" for value in (median(each), p95(each), p99(each), max(each)))]
        for what, each in waits.items()
    ]
    table(["", "p50 ms", "p95", "p99", "longest"], rows)


def registrations(name: str, found: Place, server: Serving, slug: str, people: int, what: str) -> None:
    told, warm = visitors.Told(), visitors.Told()
    first, visit = visits(found, server, slug, people, what)
    visitors.all_at_once(lambda n: visit(n, warm), iter(range(first, first + WARMING)), CLIENTS)
    server.come_to_rest()
    before, own = spent(server, found), sum(os.times()[:2])
    numbers = iter(range(first + WARMING, first + WARMING + people))
    seconds = visitors.all_at_once(lambda n: visit(n, told), numbers, CLIENTS)
    after, own = spent(server, found), sum(os.times()[:2]) - own
    print(
        f"{name}, {what}:"
        f" {told.done / seconds:.0f} a second, {1000 * (after - before) / max(told.done, 1):.1f} ms of processor each"
        f" (the visitors themselves {1000 * own / max(told.done, 1):.1f}), {told.done} of {people} done"
    )
    waits_table(told.waits)
    for strange, number in Counter(told.strange).most_common(5):
        print(f"{number} × {strange}")
    counted = json.loads(found.run("bench.rush.installation", "count", slug))
    right = (
        counted["taken"] == counted["seats"] == counted["holders"] and counted["registrations"] == counted["addresses"]
    )
    print(
        f"{'Every seat was given once' if right else 'WRONG'}: {counted['seats']} seats, {counted['holders']} holders,"
        f" {counted['addresses']} addresses; {counted['mails']} mails written, {counted['letters_waiting']} still to write\n"
    )


def visits(
    found: Place, server: Serving, slug: str, people: int, what: str
) -> tuple[int, Callable[[int, visitors.Told], None]]:
    """The number of the first visitor, and what a visitor does."""
    if what == MEMBER:
        keys = json.loads(found.run("bench.rush.installation", "members", str(people + WARMING)))
        return 0, lambda n, told: visitors.register_member(server.port, slug, keys[n], n, told)
    codes = code_reader(found) if what == CODE else None
    first = 1_000_000 if what == CODE else 0
    return first, lambda n, told: visitors.register(server.port, slug, n, told, codes)


def p99(values: list[float]) -> float:
    return sorted(values)[max(0, round(len(values) * 0.99) - 1)]


def spent(server: Serving, found: Place) -> float:
    return server.processor() + (processor_of(found.database_pid) if found.database_pid else 0)


def code_reader(found: Place) -> Callable[[str], str]:
    """Reads the code that stands in the mail, where the server wrote it down."""
    asked = "SELECT code FROM registration_registration WHERE email = {} ORDER BY id DESC LIMIT 1"
    own = threading.local()
    if url := found.environment.get("DATABASE_URL"):
        import psycopg

        def connection() -> psycopg.Connection:
            return psycopg.connect(url, autocommit=True)

        mark = "%s"
    else:

        def connection() -> sqlite3.Connection:
            return sqlite3.connect(f"file:{found.data / 'clubhuis.sqlite3'}?mode=ro", uri=True)

        mark = "?"

    def code(address: str) -> str:
        if not hasattr(own, "connection"):
            own.connection = connection()
        return own.connection.execute(asked.format(mark), (address,)).fetchone()[0]

    return code


if __name__ == "__main__":
    main()
