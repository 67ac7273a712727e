# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""How hard: Rockwell, Vickers and Brinell as Rockwell C, Shore on scales of its own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from clubhuis.engines.matching.figures.kinds import Figure, figure
from clubhuis.engines.matching.languages import Language

_CASE_DEPTH = re.compile(r"(?<![\w.,])(?P<a>\d{2})\s?\+\s?(?P<more>\d)\s?HRC\b")
_HARD_BEFORE = re.compile(r"\bHRC\s?[:=]?\s?(?P<a>\d{2})(?:\s?(?:-|–|tot|to|bis)\s?(?P<b>\d{2}))?(?![\d.,]*\d)")
_VICKERS = re.compile(
    r"(?<![\w.,])(?P<a>\d{3,4})(?:\s?(?:-|–|tot|to|bis|±)\s?(?P<b>\d{2,4}))?\s?HV(?:\s?(?:0[.,])?\d{1,2})?(?!\w)"
)
_SHORE_UNIT = r"(?i:shore|sh\.?|durometer)\s?-?\s?(?P<scale>A|D|00)?"
_SHORE = re.compile(
    rf"(?<![\w.,])(?P<a>\d{{2,3}})(?:°|\sgraden|\sGrad)?(?:\s?(?:-|–|tot|to|bis|±|en|and|und)\s?(?P<b>\d{{1,3}}))?\s?°?\s?(?:{_SHORE_UNIT}(?!\w)|(?P<scale2>[A])\s?(?i:shore)|(?i:IRHD))"
    rf"|\b(?:{_SHORE_UNIT.replace('scale', 'scale3')}|(?i:shore-?\s?(?:hardheid|härte|hardness)\s?A?))\s?(?:(?:van|of|von|from|tot|bis|to|max\.?)\s)?(?P<c>\d{{2,3}})(?:\s?(?:-|–|tot|to|bis)\s?(?P<d>\d{{2,3}}))?(?![\d.,]*\d)"
)
_BRINELL = re.compile(
    r"(?<![\w.,])(?P<a>\d{3})(?:\s?(?:-|–|tot|to|bis|±)\s?(?P<b>\d{2,3}))?\s?(?:HB[WS]?|HBW?\s?\d{1,2}|(?i:brinell))(?!\w)|\bHBW?\s?(?P<c>\d{3})(?:\s?(?:-|–|tot|to|bis)\s?(?P<d>\d{3}))?(?![\d.,]*\d)"
)
_HV_OF_HB = 1.05
_HRC_OF_HV = ((240, 20), (300, 30), (392, 40), (513, 50), (595, 55), (697, 60), (800, 64), (900, 67), (1100, 70))
"""Rockwell C beside Vickers, after ISO 18265."""


def hardness(text: str, language: Language) -> Iterator[Figure]:
    """Hardness by its scale."""
    for match in _CASE_DEPTH.finditer(text):
        hard = float(match["a"])
        yield figure("hardness", hard, hard + float(match["more"]), text, match.start(), match.end())
    for match in _HARD_BEFORE.finditer(text):
        hard = float(match["a"])
        yield figure("hardness", hard, float(match["b"] or hard), text, match.start(), match.end())
    for match in _SHORE.finditer(text):
        scale = match["scale"] or match["scale2"] or match["scale3"] or "A"
        low, high = _span(match)
        yield replace(figure("hardness", low, high, text, match.start(), match.end()), unit=f"Shore {scale}")
    for match in _BRINELL.finditer(text):
        low, high = _span(match)
        yield figure(
            "hardness", _rockwell(low * _HV_OF_HB), _rockwell(high * _HV_OF_HB), text, match.start(), match.end()
        )
    for match in _VICKERS.finditer(text):
        low = float(match["a"])
        high = float(match["b"]) if match["b"] and float(match["b"]) > low else low
        yield figure("hardness", _rockwell(low), _rockwell(high), text, match.start(), match.end())


def _span(match: re.Match[str]) -> tuple[float, float]:
    """From where to where; "70 ± 5" reaches five to either side."""
    low = float(match["a"] or match["c"])
    other = float(match["b"] or match["d"] or low)
    if "±" in match.group():
        return low - other, low + other
    return min(low, other), max(low, other)


def _rockwell(vickers: float) -> float:
    """The same hardness in Rockwell C, between the points of the table."""
    if vickers <= _HRC_OF_HV[0][0]:
        return float(_HRC_OF_HV[0][1])
    for (below, low), (above, high) in itertools.pairwise(_HRC_OF_HV):
        if vickers <= above:
            return round(low + (vickers - below) / (above - below) * (high - low), 1)
    return float(_HRC_OF_HV[-1][1])
