"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+(?=\s+[\"'(]?[A-Z0-9À-Þ]|\s*$)|\n+|\s[•·▪]\s")
_ABBREVIATED = re.compile(
    r"(?:\b(?:max|min|ca|incl|excl|bv|bijv|o\.a|d\.w\.z|m\.b\.t|nr|no|st|art|afm|dia|diam|evt|resp|z\.b|u\.a|inkl|exkl|e\.g|i\.e|etc|approx|dr|ir|ing|"
    r"gr|kl|abm|stk|pcs|fa|tel|rev|z|d|b|u|a|o))\.$",
    re.IGNORECASE,
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match.group().startswith(".") and _ABBREVIATED.search(
            text[max(start, match.start() - 8) : match.start() + 1]
        ):
            continue
        yield from _piece(text, start, match.end())
        start = match.end()
    yield from _piece(text, start, len(text))


def _piece(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 400 and ";" in text[start:end]:
        cut = text.index(";", start, end) + 1
        yield from _piece(text, start, cut)
        yield from _piece(text, cut, end)
    elif end > start:
        yield start, end
