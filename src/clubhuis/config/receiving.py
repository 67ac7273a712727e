"""A request is received whole before one of the few threads that answer takes it up.

Who sends slowly, from a hall with a bad connection or on purpose, then holds a thread that only waits, of which there are many, and not
one with a connection to the database, of which there are few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

ANSWERING = 4  # threads of one web process that answer
RECEIVING = 256  # that receive, and wait for an answer
CONNECTIONS = 4_000  # open ones of one web process, most of them idle: a browser keeps several for half a minute
LARGEST = 300 * 1024 * 1024  # bytes; no form takes as much, and each says how much it does take
KEPT_IN_MEMORY = 512 * 1024  # bytes
PIECE = 64 * 1024  # bytes
TOO_LARGE = (
    "Dit is te groot om te ontvangen. Ga terug en kies een kleiner bestand.\n"
    "This is too large to be received. Go back and choose a smaller file.\n"
)  # nobody's language is known yet


class ReceivedFirst:
    """A WSGI application that answers in `answering` threads of its own what has been received whole."""

    def __init__(self, application: Application, *, answering: int = ANSWERING) -> None:
        self._application = application
        self._pool = ThreadPoolExecutor(answering, thread_name_prefix="answering")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        length = _length(environ)
        if length > LARGEST:
            start_response("413 Content Too Large", [("Content-Type", "text/plain; charset=utf-8")])
            return [TOO_LARGE.encode()]
        with SpooledTemporaryFile(max_size=KEPT_IN_MEMORY) as body:
            _copy(environ["wsgi.input"], body, length)
            environ["wsgi.input"] = body
            return self._pool.submit(self._answer, environ, start_response).result()

    def _answer(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        response = self._application(environ, start_response)
        if getattr(response, "streaming", False):  # a file: sent as fast as it is taken
            return response
        try:
            return [b"".join(response)]
        finally:
            if close := getattr(response, "close", None):
                close()


def _length(environ: Environ) -> int:
    """Of the body, in bytes; without a length there is none, as Django sees it."""
    text = environ.get("CONTENT_LENGTH") or ""
    return int(text) if text.isascii() and text.isdigit() else 0


def _copy(source: IO[bytes], target: IO[bytes], length: int) -> None:
    while length and (piece := source.read(min(length, PIECE))):
        target.write(piece)
        length -= len(piece)
    target.seek(0)
