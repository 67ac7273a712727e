"""The smallest application that reads what it was sent, behind the web server of the house, and people who are slow with it.

`python -m tests.races.slow NAME THREADS CONNECTIONS` serves `received` or `unprotected` on CLUBHUIS_PORT.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.start import free_port
from clubhuis.config.receiving import ReceivedFirst

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds until the server must be there


def unprotected(environ, start_response):
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"%d" % len(body)]


received = ReceivedFirst(unprotected)


@contextmanager
def serving(name: str = "received", threads: int | None = None, connections: int | None = None) -> Iterator[int]:
    """The port of a server; without numbers it has those of the house."""
    port = free_port()
    command = [sys.executable, "-m", "tests.races.slow", name, str(threads or ""), str(connections or "")]
    environment = os.environ | {
        "CLUBHUIS_HOST": "127.0.0.1",
        "CLUBHUIS_PORT": str(port),
        "CLUBHUIS_WORKERS": "1",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        until = time.monotonic() + PATIENCE
        while not answered(port, within=5):
            assert time.monotonic() < until, "the server is not there"
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def answered(port: int, *, within: float) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=within) as answer:
            return answer.status == 200
    except OSError:
        return False


@contextmanager
def people(count: int, begin: Callable[[socket.socket], None], port: int) -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        connections = []
        for _ in range(count):
            connections.append(stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)))
            begin(connections[-1])
        yield connections


def half_a_body(connection: socket.socket) -> None:
    connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12\r\n\r\nsix so")


def half_a_head(connection: socket.socket) -> None:
    connection.sendall(b"GET / HTTP/1.1\r\nHost: loc")


def stays(connection: socket.socket) -> None:
    """As a browser does: asks, and keeps the connection for what it may ask next."""
    connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")


if __name__ == "__main__":
    from clubhuis.config.serve import web

    name, threads, connections = sys.argv[1:]
    numbers = {"threads": threads, "connections": connections}
    web(f"tests.races.slow:{name}", **{key: int(number) for key, number in numbers.items() if number})
