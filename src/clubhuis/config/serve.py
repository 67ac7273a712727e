"""Web server and worker, side by side, from one command; each is started again when it stops by itself."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from .leftovers import Leftovers, end_group
from .paths import data_directory

WORKER_GIVES_WAY = 10  # niceness: when there is too much to do, pages go first and mails follow
RESTART_AFTER = 1.0  # seconds; longer when a process keeps dying at once
LONGEST_WAIT = 30.0
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


def serve(*, with_demo: bool) -> None:
    """Migrate, load the demonstration ecosystem once, then run until interrupted."""
    host = os.environ.setdefault("CLUBHUIS_HOST", "127.0.0.1")
    port = int(os.environ.setdefault("CLUBHUIS_PORT", "8000"))
    os.environ["CLUBHUIS_DEMO"] = "1" if with_demo else ""
    leave_no_orphans = Leftovers(data_directory() / "running")
    leave_no_orphans.clear()
    refuse_busy(host, port)

    import django

    django.setup()
    from clubhuis.ui.collecting import collect_when_changed

    from .preparation import prepare

    prepare(with_demo=with_demo)
    collect_when_changed()
    environment = os.environ | {"CLUBHUIS_URL": os.environ.get("CLUBHUIS_URL", f"http://{shown(host)}:{port}")}
    # Several processes answer already: the threads of a numerical library would only get in each other's way.
    environment.setdefault("OPENBLAS_NUM_THREADS", "1")
    processes = {
        "web": [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
            *("--workers", os.environ.get("CLUBHUIS_WORKERS", "2"), "--blocking-threads", "4", "--backpressure", "64"),
            *("--no-ws", "--respawn-failed-workers", "--log-level", "warning", "clubhuis.config.wsgi:application"),
        ],
        "worker": [sys.executable, "-m", "clubhuis", "worker"],
    }
    keep_running(processes, environment, ready=lambda: announce(host, port), started_one=leave_no_orphans.remember)


def refuse_busy(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(f"Clubhuis cannot use {host}:{port} ({error.strerror}). Choose another one: --port 8001")


def shown(host: str) -> str:
    return {"127.0.0.1": "localhost", "0.0.0.0": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104


def announce(host: str, port: int) -> None:
    """Say where to look, once there is something to see."""
    from .preparation import welcome

    if wait_for(host, port):
        welcome(f"http://{shown(host)}:{port}")


def wait_for(host: str, port: int) -> bool:
    address = ("127.0.0.1" if host in {"0.0.0.0", "::"} else host, port)  # noqa: S104
    for _ in range(600):
        try:
            socket.create_connection(address, timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def keep_running(
    processes: dict[str, list[str]],
    environment: dict[str, str],
    *,
    ready: Callable[[], None],
    started_one: Callable[[int], None],
) -> None:
    """Start each process, start it again when it ends, stop all on SIGINT or SIGTERM."""
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    running: dict[str, subprocess.Popen[bytes]] = {}
    for name, command in processes.items():
        if stopping:
            break
        running[name] = start(command, environment, gives_way=name == "worker")
        started_one(running[name].pid)
        if name == "web":
            ready()  # the worker begins when pages are answered: two that start at once make both late
    started = dict.fromkeys(processes, time.monotonic())
    wait = dict.fromkeys(processes, RESTART_AFTER)
    while not stopping:
        time.sleep(0.2)
        for name, process in running.items():
            if process.poll() is None or stopping:
                continue
            lived = time.monotonic() - started[name]
            wait[name] = RESTART_AFTER if lived > LONGEST_WAIT else min(wait[name] * 2, LONGEST_WAIT)
            print(f"The {name} process stopped ({process.returncode}); starting it again.", file=sys.stderr, flush=True)
            end_group(process.pid)  # the children of a killed web server would keep the port
            time.sleep(wait[name] if lived < RESTART_AFTER else 0)
            started[name] = time.monotonic()
            running[name] = start(processes[name], environment, gives_way=name == "worker")
            started_one(running[name].pid)
    for process in running.values():
        process.terminate()
    for process in running.values():
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
        end_group(process.pid)


def start(command: list[str], environment: dict[str, str], *, gives_way: bool = False) -> subprocess.Popen[bytes]:
    """Start a process that leads a group of its own, and that ends when we are killed."""
    before = give_way_and_end_with_parent if gives_way else end_with_parent
    return subprocess.Popen(command, env=environment, start_new_session=True, preexec_fn=before)  # noqa: S603


def give_way_and_end_with_parent() -> None:
    os.nice(WORKER_GIVES_WAY)
    end_with_parent()


def end_with_parent() -> None:
    """Ask the kernel for SIGTERM when the parent dies, however it dies. Where it cannot be asked (not Linux), nothing happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
