"""The real server (`clubhuis serve`) with a database of its own, and what its processes cost."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.start import free_port

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
UP_WITHIN = 120  # seconds
REST, IDLE = 2.0, 0.1  # seconds in which a server that is at rest takes no more than a tenth of one processor


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation keeps what is its own."""

    data: Path
    environment: dict[str, str]
    database_pid: int | None  # of PostgreSQL

    def run(self, module: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=self.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return done.stdout


@contextmanager
def place(url: str | None) -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="clubhuis-rush-") as data:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("CLUBHUIS_", "DATABASE_URL"))}
        environment |= {
            "CLUBHUIS_DATA": data,
            "DJANGO_SETTINGS_MODULE": "clubhuis.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            **({"DATABASE_URL": url} if url else {}),
        }
        yield Place(Path(data), environment, _postmaster(url) if url else None)


def _postmaster(url: str) -> int:
    folder = url.partition("?host=")[2]
    return int((Path(folder) / "db" / "postmaster.pid").read_text().split()[0])


@dataclass(frozen=True, slots=True)
class Serving:
    port: int
    pid: int
    seconds_to_start: float

    def processor(self) -> float:
        """Seconds of processor time of all its processes so far, those that ended included."""
        return processor_of(self.pid)

    def come_to_rest(self) -> None:
        """Until it has read what each of its processes reads ahead after its start: seconds that belong to no request."""
        until = time.monotonic() + UP_WITHIN
        before = self.processor()
        while time.monotonic() < until:
            time.sleep(REST)
            now = self.processor()
            if now - before < REST * IDLE:
                return
            before = now


@contextmanager
def serving(found: Place, *, port: int = 0) -> Iterator[Serving]:
    port = port or free_port()
    began = time.monotonic()
    with (found.data / "server.log").open("ab") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "clubhuis", "serve", "--empty", "--port", str(port)],
            env=found.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        try:
            until_answered(port)
        except SystemExit as silent:
            raise SystemExit(f"{silent}; it said: {(found.data / 'server.log').read_text()[-2000:]}") from silent
        yield Serving(port, server.pid, time.monotonic() - began)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)


def until_answered(port: int) -> None:
    until = time.monotonic() + UP_WITHIN
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/events/", timeout=10):
                return
        except OSError:
            time.sleep(0.02)
        except http.client.HTTPException:  # killed in the middle of its answer
            time.sleep(0.02)
    raise SystemExit("the server did not answer")


def processor_of(pid: int) -> float:
    """Of a process and all below it."""
    spent = 0
    for one in (pid, *children_of(pid)):
        spent += sum(int(word) for word in _stat(one)[11:15])  # its own, and of those it waited for
    return spent / TICKS


def children_of(pid: int) -> list[int]:
    """All below a process."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (words := _stat(int(entry.name))):
            parents.setdefault(int(words[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        below = parents.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def _stat(pid: int) -> list[str]:
    """What the kernel says of a process, after its name; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []
