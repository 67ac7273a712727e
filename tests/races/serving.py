"""The real server, visitors who register through the real form, and a hand that kills: for `test_serving.py` and `prove serving`."""

from __future__ import annotations

import itertools
import json
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.rush import visitors
from bench.rush.processes import Serving, children_of, place, serving, until_answered

from .rush import Report

CLIENTS = 6
EACH_TIME = 12  # registrations that must be acknowledged before the next kill
PATIENCE = 120  # seconds


def killed_under_load(*, kills: Iterable[str], url: str | None = None) -> Report:
    """Kill after kill; between them people register, and each who was told yes is looked for at the end."""
    report, numbers = Report(), itertools.count(1)
    acknowledged: set[str] = set()
    up: list[float] = []
    with place(url) as found:
        slug = json.loads(found.run("bench.rush.installation", "prepare", "0", "0"))["slug"]
        server = serving(found)
        running = server.__enter__()
        try:
            for kill in kills:
                began = time.monotonic()
                with under_load(running, slug, numbers, acknowledged):
                    wanted = len(acknowledged) + EACH_TIME
                    while len(acknowledged) < wanted and time.monotonic() - began < PATIENCE:
                        time.sleep(0.01)
                    report.expect(len(acknowledged) >= wanted, f"too few registered before the {kill} was killed")
                    end(running, kill)
                    report.killed += 1
                    killed = time.monotonic()
                    if kill == "everything":
                        with suppress(ProcessLookupError):
                            server.__exit__(None, None, None)
                        server = serving(found, port=running.port)
                        running = server.__enter__()
                    else:
                        until_answered(running.port)
                    up.append(time.monotonic() - killed)
                report.seconds += time.monotonic() - began
            found.environment["BENCH_ADDRESSES"] = json.dumps(sorted(acknowledged))
            judge(json.loads(found.run("bench.rush.installation", "count", slug)), acknowledged, report)
        finally:
            server.__exit__(None, None, None)
    report.asked = len(acknowledged)
    report.figures |= {"longest until it answered again s": round(max(up, default=0), 1)}
    return report


@contextmanager
def under_load(running: Serving, slug: str, numbers: Iterator[int], acknowledged: set[str]) -> Iterator[None]:
    """Visitors who register one after the other, as long as the block lasts; a connection that breaks is nobody's yes."""
    over, lock = threading.Event(), threading.Lock()

    def register() -> None:
        while not over.is_set():
            with lock:
                number = next(numbers)
            told = visitors.Told()
            visitors.register(running.port, slug, number, told, seen=acknowledged.add)
            if told.strange:
                time.sleep(0.05)

    threads = [threading.Thread(target=register, daemon=True) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def end(running: Serving, what: str) -> None:
    """`kill -9`."""
    tree = children_of(running.pid)
    if what == "everything":
        victims = [running.pid, *tree]
    else:
        name = "clubhuis-web" if what == "web process" else "clubhuis-worker"
        victims = [pid for pid in tree if name_of(pid) == name][-1:]
    for pid in victims:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def name_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def judge(counted: dict[str, object], acknowledged: set[str], report: Report) -> None:
    report.expect(counted["lost"] == [], f"acknowledged ones are lost: {counted['lost']}")
    report.expect(counted["integrity"] == "ok", f"the database is broken: {counted['integrity']}")
    report.expect(counted["taken"] == counted["seats"] == counted["holders"], f"the counts do not add up: {counted}")
    report.expect(counted["registrations"] == counted["addresses"], f"somebody is in it twice: {counted}")
    report.figures |= {"acknowledged": len(acknowledged), "there": counted["registrations"]}
