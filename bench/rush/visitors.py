"""People with a browser, many at once and at little cost: plain sockets, cookies, and what stands in a form."""

from __future__ import annotations

import re
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

PATIENCE = 60  # seconds for one answer
HIDDEN = {name: re.compile(rf'name="{name}" value="([^"]+)"'.encode()) for name in ("csrfmiddlewaretoken", "once")}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[bytes, bytes]
    body: bytes
    seconds: float


class Browser:
    """One visitor: a connection, cookies, and nothing remembered of whoever came before."""

    def __init__(self, port: int, **cookies: str) -> None:
        self._port = port
        self._cookies = {name.encode(): value.encode() for name, value in cookies.items()}
        self._connect()

    def _connect(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def close(self) -> None:
        self._socket.close()

    def get(self, path: str) -> Answer:
        return self._ask(b"GET", path, b"")

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        return self._ask(b"POST", path, urlencode(fields).encode())

    def _ask(self, method: bytes, path: str, body: bytes) -> Answer:
        began = time.perf_counter()
        head = [
            b"%s %s HTTP/1.1\r\nHost: localhost:%d" % (method, path.encode(), self._port),
            b"Accept: text/html\r\nAccept-Encoding: gzip\r\nAccept-Language: nl,en;q=0.8\r\nUser-Agent: bench",
        ]
        if self._cookies:
            head.append(b"Cookie: " + b"; ".join(b"%s=%s" % pair for pair in self._cookies.items()))
        if method == b"POST":
            head.append(b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d" % len(body))
            head.append(b"Origin: http://localhost:%d" % self._port)
        self._socket.sendall(b"\r\n".join(head) + b"\r\n\r\n" + body)
        status, headers, content = self._read()
        return Answer(status, headers, content, time.perf_counter() - began)

    def _read(self) -> tuple[int, dict[bytes, bytes], bytes]:
        while b"\r\n\r\n" not in self._rest:
            self._more()
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        first, *lines = head.split(b"\r\n")
        headers: dict[bytes, bytes] = {}
        for line in lines:
            name, _, value = line.partition(b": ")
            if name.lower() == b"set-cookie":
                cookie, _, content = value.partition(b";")[0].partition(b"=")
                self._cookies[cookie] = content
            headers[name.lower()] = value
        length = int(headers.get(b"content-length", b"0"))
        if headers.get(b"transfer-encoding") == b"chunked":
            raise RuntimeError("this browser reads answers of a known length only")
        while len(self._rest) < length:
            self._more()
        content, self._rest = self._rest[:length], self._rest[length:]
        if headers.get(b"content-encoding") == b"gzip":
            content = zlib.decompress(content, 31)
        return int(first.split()[1]), headers, content

    def _more(self) -> None:
        if not (piece := self._socket.recv(262_144)):
            raise ConnectionResetError("the server hung up")
        self._rest += piece


def hidden_in(page: bytes) -> dict[str, str]:
    """The token and key of a form: of the last one on the page, which is its own and not one in the header."""
    return {name: found[-1].decode() for name, pattern in HIDDEN.items() if (found := pattern.findall(page))}


def place_of(answer: Answer) -> str:
    """Where a redirect leads."""
    parts = urlsplit(answer.headers[b"location"].decode())
    return parts.path + (f"?{parts.query}" if parts.query else "")


@dataclass
class Told:
    """What all visitors saw."""

    waits: dict[str, list[float]] = field(default_factory=dict)
    done: int = 0
    strange: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def saw(self, waits: dict[str, float], strange: str = "") -> None:
        with self._lock:
            for name, seconds in waits.items():
                self.waits.setdefault(name, []).append(seconds)
            if strange:
                self.strange.append(strange)
            else:
                self.done += 1


def all_at_once(work: Callable[[int], None], numbers: Iterator[int], clients: int) -> float:
    """`work` for each number, by so many threads; the seconds it took."""
    lock = threading.Lock()

    def go() -> None:
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            work(number)

    threads = [threading.Thread(target=go, daemon=True) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


class Refused(Exception):
    """Not what a visitor should see."""


def expect(answer: Answer, status: int, what: str) -> Answer:
    if answer.status != status:
        raise Refused(f"{what}: {answer.status}")
    return answer


def register(
    port: int,
    slug: str,
    number: int,
    told: Told,
    code_of: Callable[[str], str] | None = None,
    *,
    seen: Callable[[str], object] | None = None,
) -> None:
    """One visitor: the form, the answer, the page to which it leads; then the code from the mail, when that is measured too.

    `seen` hears of an address as soon as it was told that it has a seat.
    """
    waits: dict[str, float] = {}
    path, address = f"/events/{slug}/registration/", f"bezoeker.{number}@rush.example"
    try:
        browser = Browser(port)
        try:
            form = expect(browser.get(path), 200, "form")
            who = {"name": f"Bezoeker {number}", "email": address}
            sent = expect(browser.post(path, hidden_in(form.body) | who), 302, "sending")
            if seen is not None:
                seen(address)
            after = expect(browser.get(place_of(sent)), 200, "answer")
            waits = {"form": form.seconds, "sending": sent.seconds, "answer": after.seconds}
            if code_of is not None:
                typed = hidden_in(after.body) | {"code": code_of(address)}
                confirmed = expect(browser.post(place_of(sent), typed), 302, "confirming")
                own = expect(browser.get(place_of(confirmed)), 200, "own page")
                waits |= {"code": confirmed.seconds, "own page": own.seconds}
            told.saw(waits | {"whole": sum(waits.values())})
        finally:
            browser.close()
    except (OSError, RuntimeError, Refused) as problem:
        told.saw(waits, f"{type(problem).__name__}: {problem}")


def register_member(port: int, slug: str, session: str, number: int, told: Told) -> None:
    """Somebody who is signed in: the form, its answer, and the page of the registration, which is certain at once."""
    path = f"/events/{slug}/registration/"
    try:
        browser = Browser(port, session=session)
        try:
            form = expect(browser.get(path), 200, "form")
            who = {"name": f"Lid {number}", "email": f"lid.{number}@rush.example"}
            sent = expect(browser.post(path, hidden_in(form.body) | who), 302, "sending")
            own = expect(browser.get(place_of(sent)), 200, "own page")
            waits = {"form": form.seconds, "sending": sent.seconds, "own page": own.seconds}
            told.saw(waits | {"whole": sum(waits.values())})
        finally:
            browser.close()
    except (OSError, RuntimeError, Refused) as problem:
        told.saw({}, f"{type(problem).__name__}: {problem}")


def look(port: int, slug: str, told: Told) -> None:
    """One visitor who opens the page of the event."""
    try:
        browser = Browser(port)
        try:
            page = expect(browser.get(f"/events/{slug}/"), 200, "event page")
            told.saw({"event page": page.seconds})
        finally:
            browser.close()
    except (OSError, RuntimeError, Refused) as problem:
        told.saw({}, f"{type(problem).__name__}: {problem}")
