"""Text that fits on paper: how large it can be set, and where its lines break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from PIL import ImageFont

from .pdf import FONTS

POINT = 25.4 / 72  # millimetres
UNIT = 100  # the size at which characters are measured
SLACK = 1.03  # for what is set with another font, because ours lacks the character
PIECES = re.compile(r"[^\s-]+-*|-+")


@dataclass(frozen=True, slots=True)
class Fitted:
    size: float  # points
    lines: list[str]


def fitted(text: str, *, width: float, sizes: Sequence[float], lines: int = 2, bold: bool = False) -> Fitted:
    """The largest of `sizes` (points, descending) at which the text takes at most `lines` lines of `width` millimetres.

    Breaks between words and after hyphens; a word that no line can hold breaks anywhere. What does not fit at the smallest
    size ends in an ellipsis.
    """
    for size in sizes:
        broken = wrapped(text, width / POINT / size, bold)
        if broken is not None and len(broken) <= lines:
            return Fitted(size, broken)
    size = sizes[-1]
    em = width / POINT / size
    broken = wrapped(text, em, bold, anywhere=True) or []
    if len(broken) > lines:
        broken = [*broken[: lines - 1], shortened(broken[lines - 1], em, bold)]
    return Fitted(size, broken)


def wrapped(text: str, em: float, bold: bool, *, anywhere: bool = False) -> list[str] | None:
    """Lines of at most `em` times the size; None when a word is too wide and may not break."""
    lines: list[str] = []
    for word in text.split():
        glue = " "
        for piece in PIECES.findall(word):
            joined = f"{lines[-1]}{glue}{piece}" if lines else piece
            if lines and advance(joined, bold) <= em:
                lines[-1] = joined
            elif advance(piece, bold) <= em:
                lines.append(piece)
            elif anywhere:
                lines += chopped(piece, em, bold)
            else:
                return None
            glue = ""
    return lines


def chopped(word: str, em: float, bold: bool) -> Iterator[str]:
    line = ""
    for character in word:
        if line and advance(line + character, bold) > em:
            yield line
            line = ""
        line += character
    yield line


def shortened(line: str, em: float, bold: bool) -> str:
    while line and advance(f"{line}…", bold) > em:
        line = line[:-1]
    return f"{line.rstrip()}…"


def advance(text: str, bold: bool) -> float:
    """How wide a text is set, as a multiple of its size."""
    return sum(width_of(character, bold) for character in text) * SLACK


@lru_cache(maxsize=5000)
def width_of(character: str, bold: bool) -> float:
    return _font(bold).getlength(character) / UNIT


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    name = "InstrumentSans-Bold.ttf" if bold else "InstrumentSans-Regular.ttf"
    return ImageFont.truetype(FONTS / name, UNIT, layout_engine=ImageFont.Layout.BASIC)
