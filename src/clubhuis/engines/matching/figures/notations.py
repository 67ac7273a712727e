# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Quantities with a notation of their own: roughness, cleanliness, cleanrooms, IT grades; and figures without a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clubhuis.engines.matching.figures.cues import around
from clubhuis.engines.matching.figures.kinds import Figure, FigureKind, figure
from clubhuis.engines.matching.figures.patterns import (
    BARE_DIMS,
    BARE_MEASURE,
    BARE_ROUND,
    BARE_TOLERANCE,
    BARE_TOLERANCE_NAMED,
)
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.numbers import NUMBER, number

_ROUGHNESS = re.compile(
    rf"(?<!\w)(?P<which>R[az]|Sa)\s?(?:-?waarde|-?Wert| value)?\s?(?:van|von|of|=|:|≤|<|tot|bis|to|down to|up to|max\.?|≦)*\s?(?P<a>{NUMBER})(?:\s?(?:µm|μm|um|µ|mu|nm)(?!\w))?"
)
_CLEANLINESS = re.compile(
    r"(?<!\w)(?i:(?:reinheids|cleanliness|clean|schoonheids|reinheits)?[- ]?(?:graad|grade|grad|klasse))[- ]?(?P<a>[1-4])(?![\w.,]\d|\w)"
)
_CLEAN_WORDS = re.compile(
    r"clean|rein(?:ig|heid|heit|ung)|schoon|outgas|uitgas|ausgas|vacu|vakuum|contamin|kontamin|gsa[- ]?\d|deeltje|particle|partikel|wash|gewass",
    re.IGNORECASE,
)
_TITAN = re.compile(r"(?:titan\w*|\bti\b)[\s,(]*$", re.IGNORECASE)
_ROOM = r"(?:clean\s?-?rooms?|cleanroom|reinr[aä]um\w*|cleanruimte)"
_CLEANROOM = re.compile(
    rf"(?i:\bISO[- ]?(?:14644(?:-1)?[ ,:]*)?(?:class|klasse|kl\.)[- ]?(?P<a>[1-9])(?!\d)|"
    rf"\bISO[- ]?(?P<b>[1-9])(?:\s?(?:/|-|–|and|en|und|or|of|oder|,)\s?(?:ISO[- ]?)?(?P<b2>[1-9]))?(?!\d)[\s-]*(?:gecertificeerde |certified |zertifizierte[rn]? )?{_ROOM}|"
    rf"{_ROOM}[\s(,:]*(?:(?:of|van|der|nach|volgens|to|conform|according to|in)\s)?(?:ISO[- ]?)?(?:14644(?:-1)?[ ,:]*)?(?:class|klasse|kl\.)?\s?(?:ISO[- ]?)?(?P<c>[1-9])(?![\d.,]*\d|\s?(?:m²|m2|x|×|mm|m\b))|"
    rf"(?:class|klasse)\s?(?P<d>[3-9])(?!\d)[\s-]*{_ROOM}|"
    rf"(?:class|klasse)\s?(?P<fed>100\.?000|100,000|10[.,]?000|1[.,]?000|100|10)(?!\d)\s*{_ROOM}|{_ROOM}[\s(,]*(?:class|klasse)\s?(?P<fed2>100\.?000|100,000|10[.,]?000|1[.,]?000|100|10)(?!\d))"
)
_ISO_CLASS = re.compile(r"\bISO[- ]?(?P<a>[3-9])(?![\d.,:/-]*\d)\b")
_PLAIN_CLASS = re.compile(r"\b(?i:class|klasse)\s?(?P<a>[5-8])(?![\w.,]*\d)")
_OTHER_CLASS = re.compile(r"IPC|EXC|EN\s?\d|DIN|UL|laser|strength|festigkeit|sterkte", re.IGNORECASE)
_MEASURED: dict[str, FigureKind] = {
    "dia": "diameter", "dur": "diameter", "doo": "diameter", "lan": "length", "len": "length", "län": "length",
    "dik": "thickness", "dic": "thickness", "hoo": "size", "höh": "size",
}  # fmt: skip
_FEDERAL = {10: 4.0, 100: 5.0, 1_000: 6.0, 10_000: 7.0, 100_000: 8.0}
_IT_GRADE = re.compile(r"\bIT\s?-?(?P<a>1[0-8]|[1-9])\b")
_FIT = re.compile(r"(?<![\w.,/-])(?:[HhGgFfKkNnPp]|js|JS)(?P<a>[4-9]|1[01])(?![\w.,-]*\w)")
_BOTH_SIDES = re.compile(rf"(?<![\w.,])\+\s?(?P<up>{NUMBER})(?:\s?mm)?\s?/\s?[-−–]?\s?(?P<down>{NUMBER})(?![\w.,]*\d)")
_INCHES = re.compile(r"(?P<sign>±\s?)?(?<![\w.,/])(?P<a>\d{1,3}\.\d{1,4})\s?(?:\"|″|in\.(?!\w))")
_FITTED = re.compile(
    r"[Øø⌀∅]|passing\w*|passung\w*|\bfits?\b|toleran\w*|\bas(?:sen)?\b|shafts?\b|wellen?\b|\bbor(?:e|es|ing|ingen)\b|bohrung\w*|diameter\w*|durchmesser\w*|lagerzitting\w*|bearing seats?|lagersitz\w*",
    re.IGNORECASE,
)
_FINISH = re.compile(
    r"(?:ruwheid\w*|roughness|rauheit\w*|finish|oppervlak\w*|surface|oberfläche\w*)\D{0,12}\bN(?P<a>[2-9]|1[0-2])\b",
    re.IGNORECASE,
)


def notations(text: str, language: Language) -> Iterator[Figure]:
    """Quantities that have a notation of their own: roughness, cleanliness, cleanrooms, IT grades."""
    for match in _ROUGHNESS.finditer(text):
        value = number(match["a"], language)
        unit = match.group()[match.end("a") - match.start() :]
        if "nm" in unit:
            value /= 1000
        # Rz is about four to six times Ra for machined surfaces; compare in Ra, on the cautious side.
        value = value / 4 if match["which"] == "Rz" else value
        yield figure("roughness", None, value, text, match.start(), match.end())
    for match in _CLEANROOM.finditer(text):
        federal = match["fed"] or match["fed2"]
        digits = [match[name] for name in ("a", "b", "b2", "c", "d") if match[name]]
        value = _FEDERAL[int(re.sub(r"[.,]", "", federal))] if federal else float(min(int(digit) for digit in digits))
        yield figure("cleanroom", None, value, text, match.start(), match.end())
    if re.search(_ROOM, text, re.IGNORECASE):
        for match in _ISO_CLASS.finditer(text):
            yield figure("cleanroom", None, float(match["a"]), text, match.start(), match.end())
    for match in _PLAIN_CLASS.finditer(text):
        before, after = around(text, match.start(), match.end(), 50, 30)
        if _CLEAN_WORDS.search(before + " " + after) and not _OTHER_CLASS.search(before[-30:]):
            yield figure("cleanroom", None, float(match["a"]), text, match.start(), match.end())
    for match in _CLEANLINESS.finditer(text):
        before, after = around(text, match.start(), match.end(), 80, 60)
        if _TITAN.search(before) or not _CLEAN_WORDS.search(before + match.group() + after):
            continue
        yield figure("cleanliness", None, float(match["a"]), text, match.start(), match.end())
    for match in _IT_GRADE.finditer(text):
        yield figure("it_grade", None, float(match["a"]), text, match.start(), match.end())
    for match in _FIT.finditer(text):
        before, after = around(text, match.start(), match.end(), 60, 30)
        if _FITTED.search(before) or _FITTED.search(after):
            yield figure("it_grade", None, float(match["a"]), text, match.start(), match.end())
    for match in _FINISH.finditer(text):
        # Roughness numbers of ISO 1302 double at each step: N1 is Ra 0.025, N6 is Ra 0.8.
        value = 0.025 * 2 ** (int(match["a"]) - 1)
        yield figure("roughness", None, value, text, match.start("a") - 1, match.end("a"))


def without_unit(text: str, language: Language) -> Iterator[Figure]:
    """Figures without a unit that can only mean one thing: ±0,01 and 400×400×400 are millimetres here."""
    for match in _BOTH_SIDES.finditer(text):
        # "120 +0,02/-0" leaves two hundredths: as much as ±0,01.
        width = number(match["up"], language) + number(match["down"], language)
        if 0 < width < 4:
            yield figure("tolerance", None, width / 2, text, match.start(), match.end())
    for match in _INCHES.finditer(text):
        value = number(match["a"], "en") * 25.4
        yield figure(
            "tolerance" if match["sign"] or value < 0.2 else "size", None, value, text, match.start(), match.end()
        )
    for match in BARE_TOLERANCE.finditer(text):
        value = number(match["a"], language)
        if value < 2:
            yield figure("tolerance", None, value, text, match.start(), match.end())
    for match in BARE_DIMS.finditer(text):
        values = [number(match[name], language) for name in ("a", "d2", "d3") if match[name]]
        if match["round"] and len(values) == 2:
            yield figure("diameter", None, values[0], text, match.start(), match.end("a"))
            yield figure("length", None, values[1], text, match.start("d2"), match.end())
        elif min(values) >= 5:
            dims = tuple(sorted(values, reverse=True))
            yield replace(figure("size", None, dims[0], text, match.start(), match.end()), dims=dims)
    for match in BARE_TOLERANCE_NAMED.finditer(text):
        yield figure("tolerance", None, number(match["a"], language), text, match.start(), match.end())
    for match in BARE_MEASURE.finditer(text):
        kind, value = _MEASURED[match["what"].lower()[:3]], number(match["a"], language)
        if value >= 1:
            yield figure(kind, None, value, text, match.start(), match.end())
    for match in BARE_ROUND.finditer(text):
        yield figure("diameter", None, number(match["a"], language), text, match.start(), match.end())
