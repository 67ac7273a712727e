# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Quantities in words: "five microns", "op een honderdste nauwkeurig", "enkele honderden per jaar", "een dozijn"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clubhuis.engines.matching.figures.cues import around, kind_of
from clubhuis.engines.matching.figures.kinds import FINER_IS_BETTER, Figure, figure
from clubhuis.engines.matching.figures.rates import rate_before, rate_behind
from clubhuis.engines.matching.figures.units import UNIT, measure_of
from clubhuis.engines.matching.languages import Language

_ONE = r"(?i:één|one|een|eine[mnr]?|ein)"
_ONE_WITH_UNIT = re.compile(
    rf"\b(?:(?P<upper>(?i:tot|max\.?|maximaal|up to|bis|bis zu|binnen|within|onder|unter|under)\s))?{_ONE}\s(?:(?P<many>(?i:miljoen|million(?:en|s)?|duizend|thousand|tausend|honderd|hundred|hundert))\s)?(?P<unit>{UNIT})"
)
_MANY = {"mi": 1_000_000, "du": 1_000, "th": 1_000, "ta": 1_000, "ho": 100, "hu": 100}
_PART_OF = re.compile(
    rf"\b(?:(?P<n>\d{{1,2}}|{_ONE}|a)\s)?(?P<part>honderdste[n]?|hundertstel\w*|hundredths?|duizendste[n]?|tausendstel\w*|thousandths?|tiende[n]?|zehntel\w*|tenths?)(?P<mm>\s?(?:(?:of a|van een|eines?)\s)?(?:mm|millimet\w+))?",
    re.IGNORECASE,
)
_EXACT = re.compile(r"nauwkeurig|\bvlak\b|\bflat\b|\beben\b|genau|accura|toleran|maatvast|precis|präzis", re.IGNORECASE)
_PARTS = {"h": 0.01, "d": 0.001, "t": 0.1, "z": 0.1}
_ROUGHLY: tuple[tuple[float, float, re.Pattern[str]], ...] = (
    (12, 12, re.compile(r"\b(?:een dozijn|a dozen|(?:ein|einem) dutzend)\b", re.IGNORECASE)),
    (10, 10, re.compile(r"\been tiental\b", re.IGNORECASE)),
    (2, 5, re.compile(r"\b(?:een paar|a few|ein paar|a couple of|enkele|einige|a handful of|een handvol|eine handvoll)\s(?=stuks\b|st\.|pieces|pcs|stück|parts|teile|onderdelen|prototyp)", re.IGNORECASE)),
    (20, 90, re.compile(r"\b(?:(?:enkele|een paar|several|some|a few|einige|mehrere)\s(?:tientallen|tens|dozen|dutzend)|tientallen|dozens|dutzende)\b", re.IGNORECASE)),
    (200, 900, re.compile(r"\b(?:(?:enkele|een paar|several|some|a few|einige|mehrere)\s(?:honderd(?:en)?|hundreds?|hundert)|honderden|hundreds|hunderte)\b", re.IGNORECASE)),
    (2_000, 9_000, re.compile(r"\b(?:(?:enkele|een paar|several|some|a few|einige|mehrere)\s(?:duizend(?:en)?|thousands?|tausend)|duizenden|thousands|tausende)\b", re.IGNORECASE)),
)  # fmt: skip
"""Numbers of pieces people leave open, and between what they lie."""


def spelled(text: str, language: Language) -> Iterator[Figure]:
    """Numbers written as words."""
    for match in _ONE_WITH_UNIT.finditer(text):
        measure, factor = measure_of(match["unit"])
        value = factor * (_MANY[match["many"][:2].lower()] if match["many"] else 1)
        before, after = around(text, match.start(), match.end(), 70, 40)
        kind = kind_of(measure, value, {}, before, after, match.group())
        if kind is None:
            continue
        behind = rate_behind(text[match.end() : match.end() + 40]) if kind == "batch" else None
        times = behind[0] if behind else rate_before(before) if kind == "batch" else None
        if times is not None:
            kind, value = "yearly", value * times
        low = None if match["upper"] or kind in FINER_IS_BETTER else value
        yield figure(kind, low, value, text, match.start(), match.end())
    for match in _PART_OF.finditer(text):
        before, after = around(text, match.start(), match.end(), 30, 30)
        if match["mm"] or _EXACT.search(before) or _EXACT.search(after):
            written = (match["n"] or "").lower()
            many = int(written) if written.isdigit() else 1
            share = 0.001 if match["part"].lower().startswith(("tau", "tho")) else _PARTS[match["part"][0].lower()]
            yield figure("tolerance", None, many * share, text, match.start(), match.end())
    for low_count, high_count, pattern in _ROUGHLY:
        for match in pattern.finditer(text):
            rate = rate_behind(text[match.end() : match.end() + 30])
            times, more = rate or (1.0, 0)
            kind = "yearly" if rate else "batch"
            yield figure(kind, low_count * times, high_count * times, text, match.start(), match.end() + more)
