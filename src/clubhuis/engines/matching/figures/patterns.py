# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Limits, ranges and dimensions around a number: "up to", "tussen … en …", "400 x 200"."""

from __future__ import annotations

import re

from clubhuis.engines.matching.figures.units import UNIT
from clubhuis.engines.matching.numbers import NUMBER

_LOWER_WORDS = r"vanaf|from|ab|van|von|minimaal|minimum|min\.?|mindestens|minstens|at least|minimale? (?:afname|bestelhoeveelheid|order|oplage)(?: is| van|:)?|mindest(?:menge|abnahme|bestellmenge|losgröße)(?: ist| von|:)?|minimum order(?: quantity)?(?: is| of|:)?|MOQ(?: is| of|:)?|≥|>=|>|meer dan|more than|mehr als|above|boven|over|über|groter dan|larger than|größer als"
_UPPER_WORDS = (
    r"up to and including|up to|tot en met|tot wel|tot|t/m|bis zu|bis max\.?|bis|down to|maximaal|maximum|maximal|max\.?|≤|<=|<|kleiner dan|smaller than|"
    r"less than|below|under|onder|unter|beneden|hooguit|höchstens|hoogstens|at most|to within|to|binnen|within|innerhalb von|besser als|better than|beter dan"
)
_LIMIT = rf"(?:(?P<between>(?i:tussen|between|zwischen))\s+|(?P<lower>(?<!\w)(?i:{_LOWER_WORDS}))\s*(?:ca\.?\s|circa\s)?|(?P<upper>(?<!\w)(?i:{_UPPER_WORDS}))\s*(?:ca\.?\s|circa\s|een\s|a\s|max\.?\s)?)?"
_SIGN = r"(?P<sign>±|\+\s?/\s?[-−–]|\+-|plus/minus\s)?\s?"
_ROUND = r"(?P<round>[ØøΦ⌀∅]|(?i:\b(?:dia\.?|diam\.?)|rond|rund|round)\s|\b(?:OD|ID)\s)?\s?"
TO = r"\s?(?:-|–|—|−|tot en met|tot|t/m|up to|to|bis zu|bis|until|\.\.\.?|…|en|and|und|à)\s?"
_SIDE = r"(?:\s?\([LBHWDTlbhwdt]\))?"
_BY = rf"{_SIDE}\s?(?:[x×*X]|bij|by|maal|mal)\s?"
QUANTITY = re.compile(
    rf"{_LIMIT}{_SIGN}{_ROUND}(?<![0-9A-Za-z_.,\-–/À-ÖÙ-öù-ÿ])(?P<a>[-−]?{NUMBER})(?:\s?(?P<ua>{UNIT}))?"
    rf"(?:(?:{TO}{_ROUND.replace('round', 'round2')}(?P<b>[-−]?{NUMBER}))|"
    rf"(?:{_BY}[ØøΦ⌀∅]?\s?(?P<d2>{NUMBER})(?:\s?(?:{UNIT}))?(?:{_BY}(?P<d3>{NUMBER}))?))?"
    rf"{_SIDE}\s?-?(?P<unit>{UNIT})"
)
SINGLE = re.compile(
    rf"{_LIMIT}{_SIGN}{_ROUND}(?<![0-9A-Za-z_.,\-–/À-ÖÙ-öù-ÿ])(?P<a>[-−]?{NUMBER})\s?-?(?P<unit>{UNIT})"
)
