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
_ROUND = r"(?P<round>[ØøΦ⌀∅]|(?i:dia\.?|diam\.?|rond|rund|round)\s)?\s?"
TO = r"\s?(?:-|–|—|−|tot en met|tot|t/m|up to|to|bis zu|bis|until|\.\.\.?|…|en|and|und|à)\s?"
_BY = r"\s?(?:[x×*X]|bij|by|maal|mal)\s?"
QUANTITY = re.compile(
    rf"{_LIMIT}{_SIGN}{_ROUND}(?<![0-9A-Za-z_.,\-–/À-ÖÙ-öù-ÿ])(?P<a>[-−]?{NUMBER})(?:\s?(?P<ua>{UNIT}))?"
    rf"(?:(?:{TO}{_ROUND.replace('round', 'round2')}(?P<b>[-−]?{NUMBER}))|"
    rf"(?:{_BY}[ØøΦ⌀∅]?\s?(?P<d2>{NUMBER})(?:\s?(?:{UNIT}))?(?:{_BY}(?P<d3>{NUMBER}))?))?"
    rf"\s?-?(?P<unit>{UNIT})"
)
SINGLE = re.compile(
    rf"{_LIMIT}{_SIGN}{_ROUND}(?<![0-9A-Za-z_.,\-–/À-ÖÙ-öù-ÿ])(?P<a>[-−]?{NUMBER})\s?-?(?P<unit>{UNIT})"
)
BARE_TOLERANCE = re.compile(rf"(?P<sign>±|\+\s?/\s?[-−–])\s?(?P<a>{NUMBER})(?!\s?(?:%|°|K\b|{UNIT}))(?!\w)")
BARE_DIMS = re.compile(
    rf"(?<![0-9A-Za-z_.,\-–/À-ÖÙ-öù-ÿ])(?P<round>[ØøΦ⌀∅])?\s?(?P<a>{NUMBER})\s?[x×]\s?[ØøΦ⌀∅]?\s?(?P<d2>{NUMBER})(?:\s?[x×]\s?(?P<d3>{NUMBER}))?(?![\w%])"
)
BARE_ROUND = re.compile(rf"[Ø⌀∅]\s?(?P<a>{NUMBER})(?![\w%])")
BARE_TOLERANCE_NAMED = re.compile(
    rf"(?i:\b(?:toleran(?:tie|ties|ce|ces|z|zen)|nauwkeurigheid|accuracy|genauigkeit|maatnauwkeurigheid|vlakheid|flatness|ebenheit|rondheid|roundness|rundheit|rundlauf|rondloop|run-?out|parallelliteit|parallelism|parallelität|evenwijdigheid|haaksheid|perpendicularity|rechtwinkligkeit|cilindriciteit|cylindricity|zylindrizität|concentriciteit|concentricity|koaxialität|positie|position|vorm en plaats|form und lage|geometrical tolerances?)\b)\s?[:=]?\s?(?i:(?:van|of|von|tot|bis|down to|up to|max\.?|maximaal|≤|<)\s)?(?P<a>0[.,]\d{{1,4}})(?!\s?(?:%|°|{UNIT}))(?![\w.,]\d)"
)
BARE_MEASURE = re.compile(
    rf"(?<!\w)(?P<what>(?i:diam\.?|diameter|durchmesser|doorsnede|lang|lengte|length|länge|dik|dikte|dicke|hoogte|höhe))\s?[:=]?\s?(?i:(?:max\.?|maximaal|maximal|tot|bis|up to|ca\.?|t/m)\s?)?(?P<a>{NUMBER})(?!\s?(?:%|°|-|–|x|×|{UNIT}))(?![\w.,]*\d)"
)
"""A measure that is named and stands without a unit is in millimetres, as on every drawing."""
