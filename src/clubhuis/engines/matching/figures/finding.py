"""Quantities in a text: what they measure, their limits, and their value in one unit per kind."""

from __future__ import annotations

import re
from dataclasses import replace

from clubhuis.engines.matching.figures.batches import batches, from_one, series_in_words, spanned, things
from clubhuis.engines.matching.figures.drawing import lettered, without_unit
from clubhuis.engines.matching.figures.exactness import exactness, fits
from clubhuis.engines.matching.figures.kinds import UNITS, Figure, FigureKind
from clubhuis.engines.matching.figures.limits import in_two_halves, limited_behind, with_their_number
from clubhuis.engines.matching.figures.notations import notations
from clubhuis.engines.matching.figures.quantities import quantities
from clubhuis.engines.matching.figures.rates import rate_of_all
from clubhuis.engines.matching.figures.spelled import spelled
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.number_words import number_words


def figures(text: str, language: Language, *, asking: bool = False) -> list[Figure]:
    """All quantities of a text, in order. Overlapping readings are settled in favour of the more specific one.

    Where somebody is `asking`, a number before a thing is a number of pieces, if none is named otherwise.
    """
    words = number_words(text, language)
    if not words:
        return _figures(text, language, asking, ())
    plain, places, spelled_at = _in_digits(text, words)
    return [_moved(one, text, places) for one in _figures(plain, language, asking, spelled_at)]


def _in_digits(text: str, words: list[tuple[int, int, int]]) -> tuple[str, list[int], tuple[int, ...]]:
    """The text with its numbers in digits, where each of its characters stood before, and where the changed ones begin."""
    pieces: list[str] = []
    places: list[int] = []
    changed: list[int] = []
    last = 0
    for start, end, value in words:
        pieces.append(text[last:start])
        places.extend(range(last, start))
        changed.append(len(places))
        digits = str(value)
        pieces.append(digits)
        # The first digit stands where the word begins, the others at its last character.
        places.extend((start, *([end - 1] * (len(digits) - 1))))
        last = end
    pieces.append(text[last:])
    places.extend(range(last, len(text) + 1))
    return "".join(pieces), places, tuple(changed)


def _moved(one: Figure, text: str, places: list[int]) -> Figure:
    """A figure on the characters of the text it was written in."""
    start, end = places[one.start], places[one.end]
    if end > 0 and places[one.end - 1] == start:
        end = _word_end(text, start)  # the figure ends with a number of one digit
    return replace(one, text=text[start:end], start=start, end=end)


def _word_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and not text[end].isspace():
        end += 1
    return end


def _figures(text: str, language: Language, asking: bool, spelled_at: tuple[int, ...]) -> list[Figure]:
    found: list[Figure] = []
    taken: list[tuple[int, int]] = []

    def keep(figure: Figure | None) -> None:
        if figure is None or any(figure.start < end and start < figure.end for start, end in taken):
            return
        taken.append((figure.start, figure.end))
        found.append(figure)

    for read in (
        notations,
        fits,
        lettered,
        from_one,
        quantities,
        batches,
        without_unit,
        exactness,
        spelled,
        series_in_words,
    ):
        for figure in read(text, language):
            keep(figure)
    found = _tubes([_coat(one, text) for one in found], text)
    if asking and not any(figure.kind in ("batch", "yearly") and not figure.series for figure in found):
        for figure in things(text, language, spelled_at):
            keep(figure)
    if asking:
        found = _coming_round(found, text)
    found = with_their_number(sorted(limited_behind(found, text), key=lambda figure: figure.start), text)
    return in_two_halves(spanned(found, text), text)


def _coming_round(found: list[Figure], text: str) -> list[Figure]:
    """The one number of pieces of a need that comes "every month" is a number a year."""
    counts = [one for one in found if one.kind in ("batch", "yearly")]
    times = rate_of_all(text) if len(counts) == 1 and counts[0].kind == "batch" and not counts[0].series else None
    if times is None:
        return found
    low, high = (None if limit is None else limit * times for limit in (counts[0].low, counts[0].high))
    yearly = replace(counts[0], kind="yearly", low=low, high=high, unit=UNITS["yearly"])
    return [yearly if one is counts[0] else one for one in found]


_COATS = re.compile(
    r"galvan\w*|plat(?:ed|er|ers|ing)\b|\w*plater\b|anodi[sz]\w*|eloxal|eloxier\w*|\w*nickel\w*|\w*nikkel\w*|verchrom\w*|coat\w*|beschicht\w*|verzin[kc]\w*|\blak\w*|lackier\w*",
    re.IGNORECASE,
)


def _coat(one: Figure, text: str) -> Figure:
    """From so many to so many microns is no tolerance: who coats says how thick ("deposits range from 3 to 40 µm")."""
    spans = one.kind == "tolerance" and one.low is not None and one.high is not None and one.low < one.high
    return replace(one, kind="layer", unit=UNITS["layer"]) if spans and _COATS.search(text) else one


_TUBE = r"(?:\w*buis|\w*buizen|\w*rohre?n?|tubes?|tubing|pipes?|\w*leiding(?:en)?)"
_TUBE_BEFORE = re.compile(rf"\b{_TUBE}\W{{0,3}}(?:(?:van|von|of|max\.?|tot|bis|up to|to)\s)?$", re.IGNORECASE)
_TUBE_BEHIND = re.compile(rf"^\W{{0,2}}(?:\w+\s)?{_TUBE}\b", re.IGNORECASE)


def _tubes(found: list[Figure], text: str) -> list[Figure]:
    """Two sides of a tube are its diameter and its wall: "buis 42,4 x 2,6 mm"."""
    told: list[Figure] = []
    for one in found:
        round_one = len(one.dims) == 2 and one.dims[1] <= min(25, one.dims[0] / 3)
        if round_one and (_TUBE_BEFORE.search(text[: one.start]) or _TUBE_BEHIND.match(text[one.end :])):
            for kind, side in zip(_OF_A_TUBE, one.dims, strict=True):
                low = side if one.low is not None else None
                told.append(replace(one, kind=kind, low=low, high=None if one.high is None else side, dims=()))
        else:
            told.append(one)
    return told


_OF_A_TUBE: tuple[FigureKind, FigureKind] = ("diameter", "thickness")
