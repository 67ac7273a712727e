"""Web server and worker, side by side, from one command."""

import ctypes
import os
import socket
import sys
import time
from contextlib import suppress
from functools import partial

from .keeping_up import Part, apart, keep_up
from .leftovers import Leftovers
from .paths import data_directory
from .receiving import CONNECTIONS, RECEIVING

UNTIL_FREE = 10.0  # seconds in which a process that was ended lets go of its port, however busy the machine is
SMALLEST_APART, MOST_ARENAS = -3, -8  # of mallopt(3)


def serve(*, with_demo: bool) -> None:
    """Migrate, load the demonstration ecosystem once, then run until interrupted."""
    host = os.environ.setdefault("CLUBHUIS_HOST", "127.0.0.1")
    port = int(os.environ.setdefault("CLUBHUIS_PORT", "8000"))
    os.environ["CLUBHUIS_DEMO"] = "1" if with_demo else ""
    os.environ.setdefault("CLUBHUIS_URL", f"http://{shown(host)}:{port}")
    # Several processes answer already: the threads of a numerical library would only get in each other's way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    leave_no_orphans = Leftovers(data_directory() / "running")
    ended = leave_no_orphans.clear()
    refuse_busy(host, port, patience=UNTIL_FREE if ended else 0.0)

    import django

    django.setup()
    from .warming import read_ahead

    apart(partial(get_ready, with_demo=with_demo))
    read_ahead()
    # The worker begins when pages are answered: two that start at once make both late.
    parts = [Part("web", web, ready=announce), Part("worker", worker, gives_way=True)]
    keep_up(parts, started_one=leave_no_orphans.remember)


def get_ready(*, with_demo: bool) -> None:
    """In a process of its own: migrations and the demonstration take memory that no page needs."""
    import django

    django.setup()  # where it was not made from us
    from .preparation import prepare

    prepare(with_demo=with_demo)


def web(
    application: str = "clubhuis.config.wsgi:application", *, threads: int = RECEIVING, connections: int = CONNECTIONS
) -> None:
    """The web server; its processes are made from this one, in which everything is read already."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    open_as_many_files_as_allowed()
    keep_memory_together()
    Granian(
        application,
        address=os.environ["CLUBHUIS_HOST"],
        port=int(os.environ["CLUBHUIS_PORT"]),
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("CLUBHUIS_WORKERS", "2")),
        blocking_threads=threads,
        backpressure=connections,
        backlog=connections,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


def open_as_many_files_as_allowed() -> None:
    """Each connection is an open file, and a process may often have a thousand only unless it asks for more."""
    if sys.platform == "win32":
        return
    import resource

    asked, allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * CONNECTIONS if allowed == resource.RLIM_INFINITY else min(2 * CONNECTIONS, allowed)
    if resource.RLIM_INFINITY != asked < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, allowed))


def keep_memory_together() -> None:
    """The hundreds of threads of a process take memory from one place, and what is large apart, so that it goes back when it is free.

    Otherwise the C library makes up to eight places for each processor, and what is free in one is no use to another.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library
            libc = ctypes.CDLL(None)
            libc.mallopt(MOST_ARENAS, 1)
            libc.mallopt(SMALLEST_APART, 128 * 1024)


def worker(*words: str) -> None:
    """Does what may wait. Several things at a time: a sign-in code must not wait behind the making of an index."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["clubhuis", "ox_worker", "--concurrency", "3", "--verbosity", "0", *words])


def refuse_busy(host: str, port: int, *, patience: float) -> None:
    """End here when somebody else has the port; what was just ended may still need some of `patience` seconds to let go."""
    until = time.monotonic() + patience
    while (busy := why_busy(host, port)) and time.monotonic() < until:
        time.sleep(0.05)
    if busy:
        sys.exit(f"Clubhuis cannot use {host}:{port} ({busy}). Choose another one: --port 8001")


def why_busy(host: str, port: int) -> str:
    """Empty when the port can be used."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.strerror or str(error)
    return ""


def shown(host: str) -> str:
    return {"127.0.0.1": "localhost", "0.0.0.0": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104


def announce() -> None:
    """Say where to look, once there is something to see."""
    from .preparation import welcome

    host, port = os.environ["CLUBHUIS_HOST"], int(os.environ["CLUBHUIS_PORT"])
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
