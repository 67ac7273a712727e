"""Places a second on one hot event: ours, against locking first and against counting in Python; both databases in the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from tests import postgresql

ROOT = Path(__file__).resolve().parents[1]
WRITERS, EACH, SEATS = 8, 60, 300
WAYS = ("ours", "select_for_update", "read_then_write")


def main() -> None:
    print(f"{WRITERS} processes, {EACH} claims each, {SEATS} places. Load of the machine: {os.getloadavg()[0]:.0f}")
    print("| database | way | claims/s | processor ms a claim | p95 ms | given |\n|---|---|---|---|---|---|")
    measure("SQLite", None)
    with postgresql.running() as url:
        if url:
            measure("PostgreSQL", url)


def measure(name: str, url: str | None) -> None:
    with tempfile.TemporaryDirectory(prefix="clubhuis-bench-") as data:
        os.environ |= {"CLUBHUIS_DATA": data, "DJANGO_SETTINGS_MODULE": "clubhuis.config.settings"}
        environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | (
            {"DATABASE_URL": url} if url else {}
        )
        environment["PYTHONPATH"] = f"{ROOT / 'src'}:{ROOT}"
        run = [sys.executable, "-m", "bench.seats"]
        subprocess.run([*run, "prepare"], env=environment, check=True, cwd=ROOT)
        for way in WAYS:
            go = Path(data) / f"go-{way}"
            writers = [
                subprocess.Popen(
                    [*run, way, str(n), str(go)], env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT
                )
                for n in range(WRITERS)
            ]
            for writer in writers:
                writer.stdout.readline()  # it is ready
            began = time.monotonic()
            go.touch()
            told = [writer.communicate()[0].split() for writer in writers]
            seconds = time.monotonic() - began
            waits = sorted(float(wait) for words in told for wait in words[1:])
            processor = statistics.mean(float(words[0]) for words in told) / EACH
            given = subprocess.run(
                [*run, "given", way], env=environment, capture_output=True, text=True, check=True, cwd=ROOT
            )
            p95 = waits[int(len(waits) * 0.95)] * 1000
            print(
                f"| {name} | {way} | {WRITERS * EACH / seconds:.0f} | {processor * 1000:.1f} | {p95:.0f} |"
                f" {given.stdout.strip()} of {SEATS} |",
                flush=True,
            )


def prepare() -> None:
    from django.core.management import call_command

    from clubhuis.capacity import actions

    call_command("migrate", verbosity=0)
    for way in WAYS:
        actions.set_pool(actions.open_line(way), "event", SEATS)


def given(way: str) -> None:
    from clubhuis.capacity.models import Seat

    print(Seat.objects.filter(pool__line__key=way).count())


def write(way: str, number: int, go: Path) -> None:
    from django.db import transaction

    from clubhuis.capacity import actions
    from clubhuis.capacity.actions import claims
    from clubhuis.capacity.models import Line, Pool, Seat
    from clubhuis.capacity.refusals import Full
    from tests.races import deeds  # noqa: F401  # its keeper

    line = Line.objects.get(key=way)

    def ours(holder: str) -> None:
        actions.claim(line, [["event"]], holder=holder)

    def locked(holder: str, *, lock: bool = True) -> None:
        with transaction.atomic():
            pools = Pool.objects.select_for_update(no_key=True) if lock else Pool.objects
            pool = pools.get(line=line, key="event")
            if pool.taken >= pool.size:
                raise Full
            claim = claims.Claim.objects.create(line=line, holder=holder, state="taken", wish="")
            Seat.objects.create(claim=claim, pool=pool)
            Pool.objects.filter(pk=pool.pk).update(taken=pool.taken + 1)

    ways = {"ours": ours, "select_for_update": locked, "read_then_write": lambda holder: locked(holder, lock=False)}
    print("ready", flush=True)
    while not go.exists():
        time.sleep(0.005)
    waits, began = [], time.process_time()
    for turn in range(EACH):
        asked = time.monotonic()
        with suppress(Full):
            ways[way](f"race:{number}-{turn}")
        waits.append(time.monotonic() - asked)
    print(time.process_time() - began, *waits)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        import django

        django.setup()
        if sys.argv[1] == "prepare":
            prepare()
        elif sys.argv[1] == "given":
            given(sys.argv[2])
        else:
            write(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
