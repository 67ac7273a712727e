# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Quantities with a notation of their own: roughness, cleanliness, cleanrooms, hardness."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from clubhuis.engines.matching.figures.cues import around
from clubhuis.engines.matching.figures.kinds import Figure, figure
from clubhuis.engines.matching.figures.units import UNIT
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.numbers import NUMBER, number

_ROUGHNESS = re.compile(
    rf"(?<!\w)(?P<which>R[az]|Sa)\s?(?:-?waarde|-?Wert| value)?\s?(?:van|von|of|=|:|≤|<|tot|bis|to|down to|up to|max\.?|≦)*\s?(?P<a>{NUMBER})(?:\s?(?:µm|μm|um|µ|mu|nm)(?!\w))?"
)
_FINE = r"(?:µm|μm|um|µ|mu|nm|µin|microns?)"
_ROUGH_BEHIND = re.compile(
    rf"(?<![\w.,/-])(?P<a>{NUMBER})\s?(?P<unit>{_FINE})?\s?(?P<which>R[azq]|S[aq]|RMS|rms)(?!\w)"
)
_ROUGH_NAMED = re.compile(
    rf"(?i:(?<!\w)(?:(?:oppervlakte)?ruwheid|(?:surface )?roughness|(?:oberflächen)?(?:rauheit|rauigkeit|rautiefe)|surface finish)\s?[:=]?\s?(?:(?:van|of|von|tot|bis|max\.?|maximaal|down to|to|better than|≤|<)\s?){{0,3}})(?P<a>\d{{1,2}}[.,]\d{{1,3}})(?!\s?(?:%|{UNIT}))(?![\w.,]*\w)"
)
_BLASTED = re.compile(r"straal|strahl|blast|8501|coat|conserv|lak|lack|paint", re.IGNORECASE)
_CASE_DEPTH = re.compile(r"(?<![\w.,])(?P<a>\d{2})\s?\+\s?(?P<more>\d)\s?HRC\b")
_TIGHT = re.compile(
    rf"\b(?:leak|lek|leck|helium)\w*[^.;\d]{{0,40}}?(?P<a>1?\d(?:[.,]\d)?\s?(?:[eE][-−]|[x×·*]\s?10\s?\^?\s?[-−–])\d{{1,2}}|10\^?[-−–]\d{{1,2}})(?!\s?{UNIT})(?!\w)",
    re.IGNORECASE,
)
"""A leak rate without its unit is in mbar l/s: "helium leak tested to 1e-9"."""
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
    rf"(?:class|klasse)\s?(?P<fed>100\.?000|100,000|100k|10[.,]?000|1[.,]?000|100|10)(?!\d)\s*{_ROOM}|{_ROOM}[\s(,]*(?:class|klasse)\s?(?P<fed2>100\.?000|100,000|100k|10[.,]?000|1[.,]?000|100|10)(?!\d))"
)
_ISO_CLASS = re.compile(r"\bISO[- ]?(?P<a>[3-9])(?![\d.,:/-]*\d)\b")
_PLAIN_CLASS = re.compile(r"\b(?i:class|klasse)\s?(?P<a>[5-8])(?![\w.,]*\d)")
_OTHER_CLASS = re.compile(r"IPC|EXC|EN\s?\d|DIN|UL|laser|strength|festigkeit|sterkte", re.IGNORECASE)
_FEDERAL = {10: 4.0, 100: 5.0, 1_000: 6.0, 10_000: 7.0, 100_000: 8.0}
_FINISH = re.compile(
    r"(?:(?:ruwheid\w*|roughness|rauheit\w*|finish|oppervlak\w*|surface|oberfläche\w*)\D{0,12}\bN(?P<a>[2-9]|1[0-2])\b|\bN(?P<b>[2-9]|1[0-2])\s(?:surface|finish|oppervlak|ruwheid|oberfläche)\w*)",
    re.IGNORECASE,
)


def notations(text: str, language: Language) -> Iterator[Figure]:
    """Quantities that have a notation of their own: roughness, hardness, cleanliness, cleanrooms."""
    for match in _ROUGHNESS.finditer(text):
        value = number(match["a"], language)
        if match["which"] == "Sa" and value in (1, 2, 2.5, 3) and _BLASTED.search(text):
            continue  # how clean steel is blasted by ISO 8501
        unit = match.group()[match.end("a") - match.start() :]
        if "nm" in unit:
            value /= 1000
        # Rz is about four to six times Ra for machined surfaces; compare in Ra, on the cautious side.
        value = value / 4 if match["which"] == "Rz" else value
        yield figure("roughness", None, value, text, match.start(), match.end())
    for match in _ROUGH_BEHIND.finditer(text):
        value = number(match["a"], language)
        if match["unit"] == "nm":
            value /= 1000
        elif match["unit"] == "µin" or (not match["unit"] and value > 12.5):
            value *= 0.0254
        yield figure(
            "roughness", None, value / 4 if match["which"] == "Rz" else value, text, match.start(), match.end()
        )
    for match in _ROUGH_NAMED.finditer(text):
        yield figure("roughness", None, number(match["a"], language), text, match.start(), match.end())
    for match in _CASE_DEPTH.finditer(text):
        hard = float(match["a"])
        yield figure("hardness", hard, hard + float(match["more"]), text, match.start(), match.end())
    for match in _TIGHT.finditer(text):
        bare = re.fullmatch(r"10\^?[-−–](\d{1,2})", match["a"])
        rate = 10.0 ** -int(bare[1]) if bare else number(match["a"], language)
        yield figure("leak_rate", None, rate, text, match.start("a"), match.end())
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
    for match in _CLEANROOM.finditer(text):
        federal = match["fed"] or match["fed2"]
        digits = [match[name] for name in ("a", "b", "b2", "c", "d") if match[name]]
        value = (
            _FEDERAL[int(re.sub(r"[.,]", "", federal).lower().replace("k", "000"))]
            if federal
            else float(min(int(digit) for digit in digits))
        )
        yield figure("cleanroom", None, value, text, match.start(), match.end())
    for match in _ISO_CLASS.finditer(text):
        yield figure("cleanroom", None, float(match["a"]), text, match.start(), match.end())
    for match in _PLAIN_CLASS.finditer(text):
        before, after = around(text, match.start(), match.end(), 50, 30)
        if _CLEAN_WORDS.search(before + " " + after) and not _OTHER_CLASS.search(before[-30:]):
            yield figure("cleanroom", None, float(match["a"]), text, match.start(), match.end())
    for match in _CLEANLINESS.finditer(text):
        before, after = text[max(0, match.start() - 100) : match.start()], text[match.end() : match.end() + 60]
        if _TITAN.search(before) or not _CLEAN_WORDS.search(before + match.group() + after):
            continue
        yield figure("cleanliness", None, float(match["a"]), text, match.start(), match.end())
    for match in _FINISH.finditer(text):
        # Roughness numbers of ISO 1302 double at each step: N1 is Ra 0.025, N6 is Ra 0.8.
        place = "a" if match["a"] else "b"
        value = 0.025 * 2 ** (int(match[place]) - 1)
        yield figure("roughness", None, value, text, match.start(place) - 1, match.end(place))


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
