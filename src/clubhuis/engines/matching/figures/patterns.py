# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Limits, ranges and dimensions around a number: "up to", "tussen … en …", "400 x 200"."""

from __future__ import annotations

import re

from clubhuis.engines.matching.figures.units import UNIT
from clubhuis.engines.matching.numbers import NUMBER

_THAN = r"(?:than|dan|als)"
_LARGER = r"(?:more|meer|mehr|larger|bigger|greater|groter|größer|heavier|zwaarder|schwerer|longer|langer|länger|thicker|dikker|dicker|wider|breder|breiter|higher|hoger|höher|deeper|dieper|tiefer|taller)"
_SMALLER = r"(?:less|fewer|minder|weniger|smaller|kleiner|lighter|lichter|leichter|shorter|korter|kürzer|thinner|dunner|dünner|narrower|smaller|schmaler|lower|lager|niedriger|finer|fijner|feiner|better|beter|besser)"
_NO_MORE = rf"(?:no|not|niet|nicht) {_LARGER} {_THAN}|not (?:over|above|exceeding)|niet (?:boven|over)|nicht über"
_NO_LESS = rf"(?:no|not|niet|nicht) {_SMALLER} {_THAN}|not (?:under|below)|niet onder|nicht unter"
_LEAST_ORDER = r"(?:minimum|minimale?|min\.?|mindest)[ -]?(?:order(?: quantity| size)?|afname|bestelhoeveelheid|bestellmenge|abnahme|menge|losgröße|oplage)"
_LOWER_WORDS = (
    rf"{_NO_LESS}|vanaf|from|(?:starts?|starting|begins?|beginning|startet|starten|beginn(?:t|en)|begint) (?:at|from|bij|bei|met|mit|with|vanaf|ab)|ab|van|von|minimaal|minimum|min\.?|mindestens|minstens|at least|"
    rf"(?:{_LEAST_ORDER}|MOQ)(?: is| of| ist| von| van|:)?|≥|>=|>|{_LARGER} {_THAN}|above|boven|over|über"
)
_UPPER_WORDS = (
    rf"{_NO_MORE}|up to and including|up to|tot en met|tot wel|tot|t/m|bis zu|bis max\.?|bis|down to|(?:stops?|ends?|stopt|stoppen|eindigt|eindigen|endet|enden|limited|beperkt|begrensd|begrenzt|beschränkt) (?:at|to|bij|bei|tot|auf)|maximaal|maximum|maximal|max\.?|≤|<=|<|"
    rf"{_SMALLER} {_THAN}|below|under|onder|unter|beneden|hooguit|höchstens|hoogstens|at most|to within|to|binnen|within|innerhalb von"
)
APPROX = (
    r"(?:(?:ca\.?|circa|about|around|approx\.?|approximately|roughly|ongeveer|rond(?: de)?|etwa|ungefähr|rund|zo'n)\s)"
)
"""What leaves a number a little open."""
_ARTICLE = r"(?:(?:een|a|the|de|het|einer|einem|dem|der)\s)"
_LIMIT = rf"(?:(?P<between>(?i:tussen|between|zwischen))\s+|(?P<lower>(?<!\w)(?i:{_LOWER_WORDS}))\s*(?i:{_ARTICLE})?(?i:{APPROX})?|(?P<upper>(?<!\w)(?i:{_UPPER_WORDS}))\s*(?:max\.?\s)?(?i:{_ARTICLE})?(?i:{APPROX})?)?"
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
