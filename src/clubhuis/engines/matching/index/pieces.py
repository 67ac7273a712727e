"""Documents and texts in the pieces that the index works with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from clubhuis.engines.matching.documents import Document
from clubhuis.engines.matching.needs import Need

_LONG = 350
"""Characters of a passage that one vector stands for; longer ones get several."""


def chunks_of[T](items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items, so many at a time."""
    chunk: list[T] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def digest_of(documents: Sequence[Document]) -> str:
    """Differs when one of the documents does."""
    digest = hashlib.blake2b(digest_size=12)
    for document in documents:
        digest.update(repr((document, sorted(document.groups))).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def stretches(text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The passage in pieces of a few sentences each."""
    start: int | None = None
    end = 0
    for begin, until in sentences:
        if start is not None and until - start > _LONG:
            yield text[start:end]
            start = None
        start = begin if start is None else start
        end = until
    if start is not None:
        yield text[start:end]


def without_place(need: Need) -> str:
    """The text of a need without where it must be: "binnen 100 km van Almelo" describes no capability."""
    text = need.text
    for one in sorted(need.requirements, key=lambda one: -one.start):
        if one.kind in ("place", "date") and not one.implied and need.text[one.start : one.end] == one.text:
            text = text[: one.start] + " " + text[one.end :]
    return text
