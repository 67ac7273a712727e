# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""How exact: tolerances that are named, spans in words ("in the micron range"), fits and IT grades."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clubhuis.engines.matching.figures.cues import around
from clubhuis.engines.matching.figures.kinds import Figure, figure
from clubhuis.engines.matching.figures.units import UNIT
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.numbers import number

EXACT = (
    r"\w*toleran(?:tie|ties|ce|ces|z|zen)|(?:\w*nauwkeurig|exact|precies|precise|accurate|genau|präzise)(?:heid|heden|ly|e)?|accuracy|accuracies|precision|\w*(?:genauigkeit|präzision)(?:en)?|form error|form deviation|formabweichung|maatvast(?:heid)?|"
    r"vlakheid|flatness|ebenheit|rondheid|roundness|circularity|rundheit|rundlauf|planlauf|rondloop|slingering|run-?out|TIR|parallelliteit|parallelism|parallelität|planparallel\w*|evenwijdigheid|haaksheid|perpendicularity|squareness|rechtwinkligkeit|"
    r"rechtheid|straightness|geradheit|cilindriciteit|cylindricity|zylindrizität|zylinderform|concentriciteit|concentricity|koaxialität|coaxialiteit|symmetri\w+|true position|(?:plaats|positie)(?:tolerantie)?|positions?|posities|positionen|vorm en plaats|form und lage|geometrical tolerances?|profile of a (?:surface|line)"
)
_LEADING = r"(?:(?:van|of|von|tot|bis|op|auf|to|within|down|up|better than|beter dan|besser als|max\.?|maximaal|maximal|wel|zu|ca\.?|is|are|ist|zijn|in|den|het|de|der)\s|[≤<=:±]\s?){0,4}"
_NAMED = re.compile(
    rf"(?i:(?<!\w)(?:{EXACT})(?!\w)\s?[:=(]?\s?{_LEADING})(?P<a>0?[.,]\d{{1,4}})(?!\s?(?:%|°|{UNIT}))(?!\w|[.,]\d)"
)
_NAMED_BEHIND = re.compile(
    r"(?<![\w.,])(?P<a>0[.,]\d{1,4})\s(?:mm\s)?(?i:nauwkeurig|genau|exact|accurate|precies|maatvast)(?!\w)"
)
_FINISHED_TO = re.compile(
    rf"(?<!\w)(?i:(?:\w*ge\w{{3,}}|\w*bewerkt|\w*bearbeitet|na\w*|nach\w*|ground|machined|finished|turned|milled|held|kept|good|fräsen|drehen|schleifen|frezen|draaien|slijpen|bewerken)\s(?:op|auf|to|tot op|tot|bis|within|binnen)\s(?:±\s?)?)(?P<a>0[.,]0\d{{1,3}})(?!\s?(?:%|°|{UNIT}))(?!\w|[.,]\d)"
)
_FRACTION = re.compile(r"(?<![\w./])(?P<n>[1-9])\s?/\s?(?P<d>100|1000|1\.000)\s?(?P<mm>mm|millimeter)?(?![\w/]|\.\d)")
_SPAN = re.compile(
    r"(?i:\b(?:(?P<micron>micron|micrometer|mikrometer|µm?|μm?|mu|my|um)|(?P<hundredth>honderdste[n]?|hundredths?(?: of a mm)?|hundertstel)|(?P<thousandth>duizendste[n]?|tausendstel)|(?P<submicron>sub-?micron|nanometer|sub-?µm|sub-?mikrometer))[\s-]?(?:mm-?)?(?:range|bereich\w*|bereik|gebied|level|niveau|region))"
)
_SPANS = {"micron": 0.005, "hundredth": 0.01, "thousandth": 0.001, "submicron": 0.0005}
"""What a range in words stands for, in millimetres: "a few microns" are about five."""
_OF_A_WAVE = re.compile(
    r"(?:λ|\blambda)\s?/\s?(?P<a>\d{1,3})(?!\d)|(?<![\w/])1\s?/\s?(?P<b>\d{1,3})\s(?:of a )?(?:wave(?:length)?s?|golflengte|wellenlänge|λ|lambda)\b",
    re.IGNORECASE,
)
_WAVE = 632.8e-6
"""The light flatness is measured with, in millimetres: helium-neon."""
_CUE = re.compile(rf"\b(?:{EXACT})", re.IGNORECASE)
_IT_GRADE = re.compile(
    r"\bIT\s?-?(?P<a>1[0-8]|[1-9])\b|(?i:toleran\w*\s?(?:grade|graad|klasse|class|kwaliteit))\s(?:IT\s?)?(?P<b>1[0-8]|[1-9])(?![\w.,]*\w)"
)
_FIT = re.compile(
    r"(?:(?<![\w.,/-])|(?<=[HhGgKk]\d/)|(?<=\d))(?:[HhGgFfKkNnPpm]|js|JS)(?P<a>[4-9]|1[01])(?![\w.,-]*\w)"
)
_DIAMETER = re.compile(r"(?<![\w.,/-])[1-9]\d{0,3}$")
_FITTED = re.compile(
    r"[Øø⌀∅]|passing\w*|passung\w*|\bfits?\b|toleran\w*|\bas(?:sen)?\b|shafts?\b|wellen?\b|\bbor(?:e|es|ing|ingen)\b|bohrung\w*|diameter\w*|durchmesser\w*|\bOD\b|\bID\b|\bturn\w*|gedraai\w*|draai\w*|dreh\w*|gedreht\w*|lagerzitting\w*|bearing seats?|lagersitz\w*",
    re.IGNORECASE,
)


def fits(text: str, language: Language) -> Iterator[Figure]:
    """IT grades, and the grades of fits: H7, h6, "25H7", "H7/g6"."""
    for match in _IT_GRADE.finditer(text):
        yield figure("it_grade", None, float(match["a"] or match["b"]), text, match.start(), match.end())
    for match in _FIT.finditer(text):
        before, after = around(text, match.start(), match.end(), 60, 30)
        if _DIAMETER.search(before) or (
            not before[-1:].isdigit() and (_FITTED.search(before) or _FITTED.search(after))
        ):
            yield figure("it_grade", None, float(match["a"]), text, match.start(), match.end())


def exactness(text: str, language: Language) -> Iterator[Figure]:
    """Tolerances by their name, as a fraction or as a range in words."""
    for pattern in (_NAMED, _NAMED_BEHIND, _FINISHED_TO):
        for match in pattern.finditer(text):
            yield figure("tolerance", None, number(match["a"], language), text, match.start(), match.end())
    for match in _FRACTION.finditer(text):
        before, after = around(text, match.start(), match.end(), 40, 25)
        if match["mm"] or _CUE.search(before) or _CUE.search(after):
            value = int(match["n"]) / float(match["d"].replace(".", ""))
            yield figure("tolerance", None, value, text, match.start(), match.end())
    for match in _OF_A_WAVE.finditer(text):
        yield figure("tolerance", None, _WAVE / int(match["a"] or match["b"]), text, match.start(), match.end())
    for match in _SPAN.finditer(text):
        value = next(value for name, value in _SPANS.items() if match[name])
        yield figure("tolerance", None, value, text, match.start(), match.end())
