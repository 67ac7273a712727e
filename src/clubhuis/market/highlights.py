"""A text with the words marked that were understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clubhuis.engines.matching import Requirement


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `requirement` when it says one."""

    text: str
    requirement: Requirement | None = None


def pieces(text: str, requirements: Iterable[Requirement]) -> list[Piece]:
    """The whole text in order. A requirement whose words are not there (any more) marks nothing; of two that overlap the first wins."""
    found: list[Piece] = []
    here = 0
    for one in sorted(requirements, key=lambda one: (one.start, -one.end)):
        is_there = here <= one.start < one.end <= len(text) and (one.implied or text[one.start : one.end] == one.text)
        if not is_there:
            continue
        if one.start > here:
            found.append(Piece(text[here : one.start]))
        found.append(Piece(text[one.start : one.end], one))
        here = one.end
    if here < len(text):
        found.append(Piece(text[here:]))
    return found
