"""Many clients, a few processes that are killed, and what must hold when the dust has settled.

Used by `test_rush.py` in its short form, and by `./run manage prove rush` in its long one.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from clubhuis.activity.models import Mail
from clubhuis.capacity import actions
from clubhuis.capacity.models import Claim, Line, Pool, Seat

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds that one client keeps trying to get one answer


def database_url() -> str:
    """The database of this process, for others."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{quote(str(known['NAME']))}"
    place = f"?host={known['HOST']}" if str(known["HOST"]).startswith("/") else ""
    host = "" if place else f"{known['HOST']}:{known['PORT']}".rstrip(":")
    secret = f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else ""
    return f"postgresql://{known['USER']}{secret}@{host}/{known['NAME']}{place}"


@dataclass
class Servers:
    """The processes that answer, and the hand that kills one of them now and then."""

    path: str
    parent: subprocess.Popen
    pids: list[int] = field(default_factory=list)
    killed: int = 0

    def watch(self) -> None:
        for line in self.parent.stdout:
            self.pids.append(int(line))

    def kill_all(self) -> None:
        """As when the power goes: the parent first, so that nobody is replaced, then whoever is there."""
        self.parent.kill()
        self.parent.wait()
        for pid in self.pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill_one(self, chance: random.Random) -> None:
        os.kill(chance.choice(self.pids[-4:]), signal.SIGKILL)
        self.killed += 1


@contextmanager
def servers(mistake: str | None = None, *, processes: int = 4) -> Iterator[Servers]:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:  # the path of a socket must be short
        path = f"{folder}/race"
        environment = os.environ | {
            "DATABASE_URL": database_url(),
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "CLUBHUIS_DATA": str(settings.DATA),
        }
        command = [sys.executable, "-m", "tests.races.server", path, str(processes), *([mistake] if mistake else [])]
        parent = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        found = Servers(path, parent)
        watcher = threading.Thread(target=found.watch, daemon=True)
        watcher.start()
        try:
            until = time.monotonic() + PATIENCE
            while len(found.pids) < processes:
                assert parent.poll() is None, "the servers of the race did not start"
                assert time.monotonic() < until, "the servers of the race took too long to start"
                time.sleep(0.02)
            yield found
        finally:
            parent.terminate()
            parent.wait(timeout=PATIENCE)
            watcher.join()
            parent.stdout.close()


class Client:
    """Asks one thing at a time, and asks again when whoever should answer dies."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines = None
        self.connection = None

    def ask(self, **question: object) -> dict[str, object]:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if answer := self.ask_once(**question):
                return answer
            time.sleep(0.01)
        return {"broken": "no answer"}

    def ask_once(self, **question: object) -> dict[str, object]:
        """The answer, or nothing when whoever should answer died or is not there."""
        try:
            if self.lines is None:
                self.connection = socket.socket(socket.AF_UNIX)
                self.connection.settimeout(PATIENCE)
                self.connection.connect(self.path)
                self.lines = self.connection.makefile("rw")
            self.lines.write(json.dumps(question) + "\n")
            self.lines.flush()
            if answer := self.lines.readline():
                return json.loads(answer)
        except (OSError, ValueError):
            pass
        self.hang_up()
        return {}

    def hang_up(self) -> None:
        for thing in (self.lines, self.connection):
            try:
                if thing is not None:
                    thing.close()
            except OSError:
                pass
        self.lines = self.connection = None


@dataclass
class Report:
    """What was seen, and what was wrong with it."""

    asked: int = 0
    seconds: float = 0.0
    killed: int = 0
    waits: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    figures: dict[str, object] = field(default_factory=dict)

    def expect(self, right: bool, what: str) -> None:
        if not right:
            self.wrong.append(what)

    def __str__(self) -> str:
        waits = sorted(self.waits) or [0.0]
        shown = {
            "asked": self.asked,
            "seconds": round(self.seconds, 1),
            "a second": round(self.asked / self.seconds) if self.seconds else 0,
            "p50 ms": round(1000 * waits[len(waits) // 2]),
            "p99 ms": round(1000 * waits[int(len(waits) * 0.99)]),
            "longest ms": round(1000 * waits[-1]),
            "killed": self.killed,
            **self.figures,
        }
        return " · ".join(f"{name} {value}" for name, value in shown.items())


type Question = dict[str, object]


def ask_all(
    found: Servers, questions: list[Question], report: Report, *, clients: int, kill_every: float
) -> list[tuple[Question, dict[str, object]]]:
    """All questions, as fast as the clients can ask them; every answer in the order in which it came."""
    waiting = iter(list(questions))
    lock, over = threading.Lock(), threading.Event()
    answers: list[tuple[Question, dict[str, object]]] = []

    def work() -> None:
        client = Client(found.path)
        while True:
            with lock:
                question = next(waiting, None)
            if question is None:
                break
            began = time.monotonic()
            answer = client.ask(**question)
            with lock:
                report.waits.append(time.monotonic() - began)
                answers.append((question, answer))
        client.hang_up()

    def kill() -> None:
        chance = random.Random(len(questions))
        while not over.wait(kill_every):
            try:
                found.kill_one(chance)
            except ProcessLookupError:
                continue

    killer = threading.Thread(target=kill)
    threads = [threading.Thread(target=work) for _ in range(clients)]
    began = time.monotonic()
    for thread in (killer, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    over.set()
    killer.join()
    report.seconds += time.monotonic() - began
    report.asked += len(questions)
    report.killed = found.killed
    return answers


def seats_for_all(
    *,
    people: int,
    seats: int,
    clients: int = 32,
    kill_every: float = 1.5,
    mistake: str | None = None,
    seed: int = 1,
) -> Report:
    """T1: `people` ask for `seats` places, one in twenty twice, while processes die."""
    report, chance = Report(), random.Random(seed)
    line = actions.open_line(f"race:{seed}:{mistake}")
    actions.set_pool(line, "event", seats)
    questions = [{"deed": "register", "line": line.pk, "holder": f"race:{number}"} for number in range(people)]
    questions += chance.sample(questions, people // 20)  # double clicks: the same question at about the same moment
    questions.sort(key=lambda q: (int(str(q["holder"]).partition(":")[2]) // 8, chance.random()))
    with servers(mistake) as found:
        answers = ask_all(found, questions, report, clients=clients, kill_every=kill_every)
        again = ask_all(found, chance.sample(questions, people // 10), report, clients=clients, kill_every=kill_every)
    judge_seats(line, seats, answers + again, report)
    return report


def judge_seats(line: Line, seats: int, answers: list[tuple[Question, dict[str, object]]], report: Report) -> None:
    pool = Pool.objects.get(line=line, key="event")
    claims = {claim.holder: claim for claim in Claim.objects.live().filter(line=line)}
    given = Seat.objects.filter(pool=pool).count()
    told: dict[object, set[tuple[object, object]]] = {}
    for question, answer in answers:
        report.expect("broken" not in answer, f"no decent answer: {answer.get('broken')}")
        told.setdefault(question["holder"], set()).add((answer.get("state"), answer.get("number")))
    mails = Counter(Mail.objects.filter(kind="race/registered").values_list("subject", flat=True))
    report.expect(given <= seats, f"oversold: {given} of {seats}")
    report.expect(given == min(seats, len(claims)), f"not filled: {given} of {seats}")
    report.expect(pool.taken == given, f"the count says {pool.taken}, there are {given}")
    report.expect(
        Claim.objects.live().filter(line=line).count() == len(claims) == len(told),
        "acknowledged ones are lost or double",
    )
    changed = [holder for holder, said in told.items() if len(said) > 1]
    report.expect(not changed, f"answers changed: {changed[:3]}")
    other = [h for h, said in told.items() if h in claims and (claims[h].state, claims[h].number) not in said]
    report.expect(not other, f"told otherwise than it is: {other[:3]}")
    report.expect(set(mails.values()) <= {1}, f"mailed twice: {[h for h, n in mails.items() if n > 1][:3]}")
    report.expect(set(mails) == set(claims), "some have a place without a mail, or a mail without a place")
    numbers = sorted(claim.number for claim in claims.values() if claim.state == "waiting")
    report.expect(numbers == list(range(1, len(numbers) + 1)), "numbers in the queue are missing or double")
    report.figures |= {"seats": given, "waiting": len(numbers)}


def a_fair_queue(
    *,
    seats: int,
    waiting: int,
    cancellations: int,
    clients: int = 16,
    kill_every: float = 1.5,
    mistake: str | None = None,
    seed: int = 1,
) -> Report:
    """T3: who waits is served in turn, each once, while others cancel at random, more join, and processes die."""
    report, chance = Report(), random.Random(seed)
    line = actions.open_line(f"queue:{seed}:{mistake}")
    actions.set_pool(line, "event", seats)

    def registering(number: int) -> Question:
        priority = chance.choice([0, 0, 1]) if number >= seats else 0
        return {"deed": "register", "line": line.pk, "holder": f"race:{number}", "priority": priority}

    def cancelling(number: int) -> Question:
        return {"deed": "cancel", "line": line.pk, "holder": f"race:{number}"}

    with servers(mistake) as found:

        def ask(questions: list[Question]) -> list[tuple[Question, dict[str, object]]]:
            return ask_all(found, questions, report, clients=clients, kill_every=kill_every)

        answers = ask([registering(number) for number in range(seats)])
        answers += ask([registering(seats + number) for number in range(waiting)])
        shown = ask([{"deed": "place", "line": line.pk, "holder": f"race:{seats + n}"} for n in range(0, waiting, 7)])
        judge_places(line, shown, report)
        leaving = [cancelling(number) for number in chance.sample(range(seats), cancellations)]
        leaving += chance.sample(leaving, cancellations // 20)
        began = Claim.objects.filter(line=line).latest("pk").pk
        late = [registering(seats + waiting + number) for number in range(waiting // 10)]
        for question in late:
            question["priority"] = 0
        mixed = leaving + late
        chance.shuffle(mixed)
        answers += [a for a in ask(mixed) if a[0]["deed"] == "register"]
    judge_queue(line, seats, cancellations, began, answers, report)
    return report


def judge_places(line: Line, shown: list[tuple[Question, dict[str, object]]], report: Report) -> None:
    order = list(Claim.objects.filter(line=line, state="waiting").order_by("-priority", "number").values_list("holder"))
    held = {holder: place for place, (holder,) in enumerate(order, start=1)}
    wrong = [q["holder"] for q, answer in shown if answer.get("place") != held.get(str(q["holder"]))]
    report.expect(not wrong, f"shown another place than they have: {wrong[:3]}")


def judge_queue(
    line: Line,
    seats: int,
    cancellations: int,
    began: int,
    answers: list[tuple[Question, dict[str, object]]],
    report: Report,
) -> None:
    claims = {claim.holder: claim for claim in Claim.objects.filter(line=line)}
    broken = [answer["broken"] for _, answer in answers if "broken" in answer]
    report.expect(not broken, f"no decent answer: {broken[:1]}")
    other = [q["holder"] for q, a in answers if a.get("number") != claims[str(q["holder"])].number]
    report.expect(not other, f"told another number than they have: {other[:3]}")
    offers = [
        claims[h] for h in Mail.objects.filter(kind="race/offered").order_by("pk").values_list("subject", flat=True)
    ]
    report.expect(len({claim.pk for claim in offers}) == len(offers), "somebody got an offer twice")
    report.expect(len(offers) == cancellations, f"{cancellations} cancelled, {len(offers)} were offered a place")
    in_order = sorted(offers, key=lambda claim: (-claim.priority, claim.number or 0))
    report.expect(offers == in_order, "the order was not kept")
    last = in_order[-1] if in_order else None
    passed = [
        claim.holder
        for claim in claims.values()
        if last and claim.state == "waiting" and (-claim.priority, claim.number) < (-last.priority, last.number)
    ]
    report.expect(not passed, f"passed by: {passed[:3]}")
    freed = sorted(c.released_at for c in claims.values() if c.state == "released" and c.released_at)
    idle = [
        (o.offered_at - f).total_seconds()
        for f, o in zip(freed, sorted(offers, key=lambda c: c.offered_at), strict=False)
    ]
    report.expect(max(idle, default=0) <= 5, f"a seat was idle for {max(idle, default=0):.1f} s")
    pool = Pool.objects.get(line=line, key="event")
    report.expect(pool.taken == seats == Seat.objects.filter(pool=pool).count(), f"{pool.taken} of {seats} are taken")
    waiting = sum(claim.state == "waiting" for claim in claims.values())
    report.expect(Line.objects.get(pk=line.pk).waiting == waiting, "the line does not know how many wait")
    report.figures |= {
        "offers": len(offers),
        "longest idle s": round(max(idle, default=0), 2),
        "still waiting": waiting,
    }


def crashes(*, times: int, people: int, clients: int = 8, mistake: str | None = None) -> Report:
    """T8: the whole server is killed again and again under load; what was acknowledged is there, and it is up again by itself."""
    report = Report()
    line = actions.open_line(f"crash:{times}:{mistake}")
    actions.set_pool(line, "event", None)
    waiting = iter([f"race:{number}" for number in range(people)])
    acknowledged: list[str] = []
    lock, up = threading.Lock(), []
    for _ in range(times):
        began = time.monotonic()
        with servers(mistake, processes=2) as found:
            first_client = Client(found.path)
            first = first_client.ask(deed="register", line=line.pk, holder=next(waiting))
            first_client.hang_up()
            up.append(time.monotonic() - began)
            report.expect("broken" not in first, f"no decent answer: {first.get('broken')}")
            stopped = threading.Event()

            def work(path: str = found.path, stopped: threading.Event = stopped) -> None:
                client = Client(path)
                while not stopped.is_set():
                    with lock:
                        holder = next(waiting, None)
                    if holder is None:
                        return
                    answer = client.ask_once(deed="register", line=line.pk, holder=holder)
                    if answer.get("state") == "taken":
                        with lock:
                            acknowledged.append(holder)
                client.hang_up()

            threads = [threading.Thread(target=work) for _ in range(clients)]
            for thread in threads:
                thread.start()
            wanted = len(acknowledged) + 10
            until = time.monotonic() + PATIENCE
            while len(acknowledged) < wanted and time.monotonic() < until and any(t.is_alive() for t in threads):
                time.sleep(0.005)
            found.kill_all()
            stopped.set()
            for thread in threads:
                thread.join()
        report.killed += 1
        judge_crash(line, acknowledged, report)
        report.seconds += time.monotonic() - began
    report.asked = len(acknowledged)
    report.figures |= {"longest until up again s": round(max(up), 1), "acknowledged": len(acknowledged)}
    return report


def judge_crash(line: Line, acknowledged: list[str], report: Report) -> None:
    connection.close()  # as anybody who comes after the crash
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            found = cursor.execute("PRAGMA integrity_check").fetchone()[0]
        report.expect(found == "ok", f"the database is broken: {found}")
    there = set(Claim.objects.live().filter(line=line).values_list("holder", flat=True))
    mailed = set(Mail.objects.filter(kind="race/registered").values_list("subject", flat=True))
    pool = Pool.objects.get(line=line, key="event")
    report.expect(set(acknowledged) <= there, f"acknowledged ones are lost: {sorted(set(acknowledged) - there)[:3]}")
    report.expect(there <= mailed, f"a place without its mail: {sorted(there - mailed)[:3]}")
    report.expect(pool.taken == Seat.objects.filter(pool=pool).count() == len(there), "the counts do not add up")


def show(name: str, race: Callable[[], Report]) -> bool:
    report = race()
    print(f"{name}: {report}", flush=True)
    for wrong in report.wrong[:10]:
        print(f"  WRONG: {wrong}", flush=True)
    return not report.wrong
