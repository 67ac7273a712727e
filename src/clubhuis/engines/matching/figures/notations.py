# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Quantities with a notation of their own: roughness, cleanliness, cleanrooms, hardness."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clubhuis.engines.matching.figures.cues import around
from clubhuis.engines.matching.figures.hardness import hardness
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
_TIGHT = re.compile(
    rf"\b(?:leak|lek|leck|helium)\w*[^.;\d]{{0,40}}?(?P<a>1?\d(?:[.,]\d)?\s?(?:[eE][-−]|[x×·*]\s?10\s?\^?\s?[-−–])\d{{1,2}}|10\^?[-−–]\d{{1,2}})(?!\s?{UNIT})(?!\w)",
    re.IGNORECASE,
)
"""A leak rate without its unit is in mbar l/s: "helium leak tested to 1e-9"."""
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
    """Quantities that have a notation of their own: roughness, hardness, tightness, cleanrooms, cleanliness."""
    for read in (_roughness, hardness, _tightness, _cleanrooms, _cleanliness):
        yield from read(text, language)


def _roughness(text: str, language: Language) -> Iterator[Figure]:
    """Ra, Rz, Sa, rms and the numbers of ISO 1302, as Ra in µm."""
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
    for match in _FINISH.finditer(text):
        # Roughness numbers of ISO 1302 double at each step: N1 is Ra 0.025, N6 is Ra 0.8.
        place = "a" if match["a"] else "b"
        value = 0.025 * 2 ** (int(match[place]) - 1)
        yield figure("roughness", None, value, text, match.start(place) - 1, match.end(place))


def _tightness(text: str, language: Language) -> Iterator[Figure]:
    """Leak rates without a unit."""
    for match in _TIGHT.finditer(text):
        bare = re.fullmatch(r"10\^?[-−–](\d{1,2})", match["a"])
        rate = 10.0 ** -int(bare[1]) if bare else number(match["a"], language)
        yield figure("leak_rate", None, rate, text, match.start("a"), match.end())


def _cleanrooms(text: str, language: Language) -> Iterator[Figure]:
    """Classes of cleanrooms, those of the old federal standard by their ISO class."""
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


def _cleanliness(text: str, language: Language) -> Iterator[Figure]:
    """Grades of cleanliness, which are no grades of titanium."""
    for match in _CLEANLINESS.finditer(text):
        before, after = text[max(0, match.start() - 100) : match.start()], text[match.end() : match.end() + 60]
        if _TITAN.search(before) or not _CLEAN_WORDS.search(before + match.group() + after):
            continue
        yield figure("cleanliness", None, float(match["a"]), text, match.start(), match.end())
