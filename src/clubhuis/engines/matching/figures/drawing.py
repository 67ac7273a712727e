# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Figures without a unit, as on a drawing: ±0,01, Ø40 x 900, L 400 x B 300, X/Y/Z 1000/600/500; all are millimetres."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clubhuis.engines.matching.figures.kinds import Figure, FigureKind, figure
from clubhuis.engines.matching.figures.units import UNIT, measure_of
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.numbers import NUMBER, number, thousands_read

_BY = r"\s?(?:\([LBHWDTlbhwdt]\)\s?)?(?:[x×]|bij|by|maal|mal)\s?"
_FITTED = r"(?:\s?(?:[HhGgFfKkMmNnPp]|js|JS)\d{1,2})?"
_LONG = r"(?:long|length|lang|lengte|länge)"
_ACROSS = r"(?:dia(?:m(?:eter)?)?\.?|OD|Ø|ø|⌀|rond|durchmesser|doorsnede)"
_NO_UNIT = rf"(?!\s?(?:%|°|K\b|{UNIT}))(?![\w.,]*\d)(?!\w)"
_TOLERANCE = re.compile(rf"(?P<sign>±|\+\s?/\s?[-−–])\s?(?P<a>{NUMBER})(?!\s?(?:%|°|K\b|{UNIT}))(?!\w)")
_BOTH_SIDES = re.compile(rf"(?<![\w.,])\+\s?(?P<up>{NUMBER})(?:\s?mm)?\s?/\s?[-−–]?\s?(?P<down>{NUMBER})(?![\w.,]*\d)")
_DIMS = re.compile(
    rf"(?<![0-9A-Za-z_.,\-–/À-ÖÙ-öù-ÿ])(?P<round>[ØøΦ⌀∅]|(?i:dia\.?|diam\.?|OD|rond|rund)\s)?\s?(?P<a>{NUMBER}){_FITTED}{_BY}[ØøΦ⌀∅]?\s?(?P<d2>{NUMBER})(?:{_BY}(?P<d3>{NUMBER}))?(?![\w%])"
)
_ROUND = re.compile(
    rf"(?:\b(?P<least>(?i:vanaf|from|ab|min\.?|minimaal|mindestens|at least|≥|>))\s)?(?:[Øø⌀∅]|\b(?i:dia\.?|diam\.?|OD|rond|rund)\s)\s?(?i:(?P<lower>vanaf|from|van|von|ab|min\.?|≥|>)\s?|(?:tot|t/m|up to|to|bis|max\.?|≤|<)\s?)?"
    rf"(?P<a>{NUMBER})(?:\s?(?:-|–|tot en met|tot|t/m|up to|to|bis zu|bis)\s?[Øø⌀∅]?\s?(?P<b>{NUMBER}))?(?![\w%]|[.,]\d|\s?(?:{UNIT}))"
)
_ROUND_AND_LONG = re.compile(
    rf"(?<![\w.,])(?P<a>{NUMBER})\s?(?P<ua>mm|cm|m)?\s(?i:{_ACROSS})\s?(?:[x×,]|by|and|und|en)?\s?(?i:{_LONG}\s)?(?P<b>{NUMBER})(?![.,]\d)\s?(?P<ub>mm|cm|m)?(?:\s(?i:{_LONG})\b|(?=\s?[,.;)]|\s*$)|(?<=m)\b)"
)
_ROUND_RANGE = re.compile(
    rf"[Øø⌀∅]\s?(?:(?:van|von|from)\s)?(?P<a>{NUMBER})\s?(?:mm)?\s?(?:-|–|—|tot|bis|to|t/m)\s?[Øø⌀∅]?\s?(?P<b>{NUMBER})\s?(?:mm)?\s?[x×]\s?(?:[Ll]\s?=?\s?)?(?P<c>{NUMBER})(?:\s?(?P<u>mm|cm|m)(?!\w))?(?![\w.,]*\d)(?!\s?[x×])"
)
_LONG_AS_WELL = re.compile(
    rf"(?<![\w/])L\.?\s?[:=]?\s?(?:(?:max\.?|≤|<|tot|bis|up to|t/m)\s?)?(?P<a>{NUMBER})\s?(?P<u>mm|cm|m)?(?![\w.,]*\d|\w)"
)
_ACROSS_BEFORE = re.compile(
    r"(?:[Øø⌀∅]|\b(?:diam?\.?|diameter|durchmesser|doorsnede|OD)\b)[^;\n]{0,30}$", re.IGNORECASE
)
_CENTRES = re.compile(
    rf"(?<![\w.,])(?P<a>{NUMBER})\s?(?P<u>mm|cm|m)?\s(?i:between (?:the )?cent(?:er|re)s|tussen (?:de )?cent(?:er|re)s|zwischen (?:den )?spitzen)"
)
_CUBE = re.compile(
    rf"(?<![\w.,])(?P<a>{NUMBER})\s?(?P<u>mm|cm|m)\s?(?i:cube|cubed|kubus|würfel|kubiek|in all directions)\b"
)
_LETTER = r"[LBHWDXYZ]"
_LETTERED = re.compile(
    rf"(?<![\w/])(?P<l1>{_LETTER})\s?[=:]?\s?(?P<a>{NUMBER})(?:\s?(?P<u1>mm|cm|m))?\s?[,;x×/ |]\s?(?:[x×]\s?)?(?P<l2>{_LETTER})\s?[=:]?\s?(?P<d2>{NUMBER})(?:\s?(?P<u2>mm|cm|m))?"
    rf"(?:\s?[,;x×/ |]\s?(?:[x×]\s?)?(?P<l3>{_LETTER})\s?[=:]?\s?(?P<d3>{NUMBER})(?:\s?(?P<u3>mm|cm|m))?)?(?!\w)"
)
_SIDES = (frozenset("XYZ"), frozenset("LBHD"), frozenset("LWHD"))
_SLASHED = re.compile(
    rf"\b(?:X\s?[/\-,]\s?Y(?:\s?[/\-,]\s?Z)?|L\s?/\s?[BW](?:\s?/\s?H)?)\W{{0,4}}(?P<a>{NUMBER})\s?(?:/|-|–)\s?(?P<d2>{NUMBER})(?:\s?(?:/|-|–)\s?(?P<d3>{NUMBER}))?\s?(?P<u>mm|cm|m)?(?!\w)"
)
_BY_LETTER = re.compile(rf"(?<![\w/])(?P<what>[DLdt])\s?=\s?(?P<a>{NUMBER})\s?(?P<u>mm|cm|m)?(?![\w.,]*\d|\w)")
_LETTERS: dict[str, FigureKind] = {"D": "diameter", "d": "diameter", "L": "length", "t": "thickness"}
_NAMED = re.compile(
    rf"(?<!\w)(?P<what>(?i:(?:[a-zäöüß]{{3,12}}|(?:outer|inner|outside|inside)\s)?-?(?:diam\.?|diameter|durchmesser|doorsnede|ø)|OD|"
    rf"(?:werkstuk|totale |total |gesamt|overall |draai|dreh)?-?(?:lang|lengte|length|länge)|lg\.?|(?:plaat|wand|blech|materiaal|material|sheet |wall |plate )?-?(?:dik|dikte|dicke|thickness|stärke)|wandst[aä]rke|blechst[aä]rke|hoogte|höhe|height))\s?[:=]?\s?"
    rf"(?i:(?:max\.?|maximaal|maximal|tot|bis|up to|ca\.?|t/m|van|von|of)\s)?(?P<a>{NUMBER})(?!\s?(?:-|–|x|×))(?!\s?(?:%|°|{UNIT}))(?![\w.,]*\d)(?!\w)"
)
"""A measure that is named and stands without a unit is in millimetres, as on every drawing."""
_INCH = r"(?:\"|″|in\.(?!\w))"
_FRACTION = re.compile(
    rf"(?<![\w.,/])(?:(?P<whole>\d{{1,2}})[\s-])?(?P<n>\d{{1,2}})/(?P<d>2|4|8|16|32|64)\s?(?:{_INCH}|inch(?:es)?\b|zoll\b|duims?\b)",
    re.IGNORECASE,
)
_MIL = re.compile(
    r"(?<![\w.,])(?P<a>\d{1,2}(?:\.\d{1,2})?)\s?(?:mils\b|mil\b(?=\s(?:thick|dft|dry|coat|layer|film)))", re.IGNORECASE
)
_INCHES = re.compile(
    rf"(?P<sign>±\s?)?(?<![\w.,/])(?P<a>\d{{1,3}}(?:\.\d{{1,4}})?|\.\d{{1,5}})\s?{_INCH}(?P<behind>\s?(?:dia|OD|long|thick)?)"
)
_INCH_DIMS = re.compile(
    rf"(?<![\w.,/])(?P<a>\d{{1,3}}(?:\.\d{{1,4}})?)\s?{_INCH}?\s?[x×]\s?(?P<d2>\d{{1,3}}(?:\.\d{{1,4}})?)\s?{_INCH}?(?:\s?[x×]\s?(?P<d3>\d{{1,3}}(?:\.\d{{1,4}})?)\s?{_INCH}?)?(?<=[\"″.])"
)


def without_unit(text: str, language: Language) -> Iterator[Figure]:
    """Figures without a unit that can only mean one thing: ±0,01 and 400×400×400 are millimetres here."""
    for match in _BOTH_SIDES.finditer(text):
        # "120 +0,02/-0" leaves two hundredths: as much as ±0,01.
        width = number(match["up"], language) + number(match["down"], language)
        if 0 < width < 4:
            yield figure("tolerance", None, width / 2, text, match.start(), match.end())
    yield from _in_inches(text)
    for match in _TOLERANCE.finditer(text):
        value = number(match["a"], language)
        if value < 2:
            yield figure("tolerance", None, value, text, match.start(), match.end())
    for match in _DIMS.finditer(text):
        values = [number(match[name], language) for name in ("a", "d2", "d3") if match[name]]
        if match["round"] and len(values) == 2:
            yield figure("diameter", None, values[0], text, match.start(), match.end("a"))
            yield figure("length", None, values[1], text, match.start("d2"), match.end())
        elif min(values) >= 5 or (len(values) == 3 and max(values) >= 20 and min(values) >= 0.5):
            yield sized(values, text, match)  # "80x40x3" is a tube with its wall
    for match in _ROUND.finditer(text):
        first = number(match["a"], language)
        if match["b"]:
            second = number(match["b"], language)
            yield figure("diameter", min(first, second), max(first, second), text, match.start(), match.end())
        elif match["least"] or (match["lower"] and match["lower"].lower() not in ("van", "von")):
            yield figure("diameter", first, None, text, match.start(), match.end())
        else:
            yield figure("diameter", None, first, text, match.start(), match.end())
    for match in _NAMED.finditer(text):
        value = number(match["a"], language)
        if value >= 1:
            yield figure(_named(match["what"]), None, value, text, match.start(), match.end())


def lettered(text: str, language: Language) -> Iterator[Figure]:
    """Sides that are told by a letter: "X 1.600, Y 700, Z 650", "L 400 x B 300", "D=60"; and "40 mm dia x 900 long"."""
    for match in _ROUND_AND_LONG.finditer(text):
        across, along = (
            number(match[name], language) * _factor(match[unit]) for name, unit in (("a", "ua"), ("b", "ub"))
        )
        if match["ua"] or match["ub"] or across >= 2:
            yield figure("diameter", None, across, text, match.start(), match.end("ua" if match["ua"] else "a"))
            yield figure("length", None, along, text, match.start("b"), match.end())
    for match in _ROUND_RANGE.finditer(text):
        narrow, wide = sorted(number(match[name], language) for name in ("a", "b"))
        yield figure("diameter", narrow, wide, text, match.start(), match.end("b"))
        along = number(match["c"], language) * _factor(match["u"])
        yield figure("length", None, along, text, match.start("c"), match.end())
    for match in (*_LONG_AS_WELL.finditer(text), *_CENTRES.finditer(text)):
        if match.re is _CENTRES or _ACROSS_BEFORE.search(text[: match.start()]):
            along = number(match["a"], language) * _factor(match["u"])
            yield figure("length", None, along, text, match.start(), match.end())
    for match in _CUBE.finditer(text):
        yield sized([number(match["a"], language) * _factor(match["u"])] * 3, text, match)
    for match in _SLASHED.finditer(text):
        yield sized(_values(match, language, match["u"], match["u"], match["u"]), text, match)
    for match in _LETTERED.finditer(text):
        letters = {match[name] for name in ("l1", "l2", "l3") if match[name]}
        if len(letters) >= 2 and letters != {"D", "L"} and any(letters <= sides for sides in _SIDES):
            last = match["u3"] or match["u2"]
            values = _values(match, language, match["u1"] or last, match["u2"] or last, last)
            if min(values) >= 5:
                yield sized(values, text, match)
    for match in _BY_LETTER.finditer(text):
        value = number(match["a"], language) * _factor(match["u"])
        yield figure(_LETTERS[match["what"]], None, value, text, match.start(), match.end())


def _values(match: re.Match[str], language: Language, *units: str | None) -> list[float]:
    """The numbers of a match in millimetres; "1.600, Y 700" is a metre and a half in any language."""
    found = []
    for name, unit in zip(("a", "d2", "d3"), units, strict=True):
        if match[name]:
            value = number(match[name], language)
            whole = thousands_read(match[name])
            found.append(whole if whole is not None and value < 10 and unit in (None, "mm") else value * _factor(unit))
    return found


def _in_inches(text: str) -> Iterator[Figure]:
    for match in _INCH_DIMS.finditer(text):
        yield sized([float(match[name]) * 25.4 for name in ("a", "d2", "d3") if match[name]], text, match)
    for match in _FRACTION.finditer(text):
        size = (int(match["whole"] or 0) + int(match["n"]) / int(match["d"])) * 25.4
        yield figure("size", None, round(size, 3), text, match.start(), match.end())
    for match in _MIL.finditer(text):
        yield figure("layer", None, float(match["a"]) * 0.0254, text, match.start(), match.end())
    for match in _INCHES.finditer(text):
        value = number(match["a"], "en") * 25.4
        told: dict[str, FigureKind] = {"dia": "diameter", "od": "diameter", "long": "length", "thick": "thickness"}
        kind = told.get(match["behind"].strip().lower(), "size")
        if match["sign"] or value < 0.2:
            kind = "tolerance"
        yield figure(kind, None, value, text, match.start(), match.end())


def _factor(unit: str | None) -> float:
    return measure_of(unit)[1] if unit else 1.0


def sized(values: list[float], text: str, match: re.Match[str]) -> Figure:
    """A body with these sides in millimetres."""
    dims = tuple(sorted(values, reverse=True))
    return replace(figure("size", None, dims[0], text, match.start(), match.end()), dims=dims)


def _named(what: str) -> FigureKind:
    said = what.lower()
    if said.endswith(("diam", "diam.", "diameter", "durchmesser", "doorsnede", "ø", "od")):
        return "diameter"
    if said.endswith(("lang", "lg", "lg.", "lengte", "length", "länge")):
        return "length"
    return "size" if said.endswith(("hoogte", "höhe", "height")) else "thickness"
