# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Quantities in a text: what they measure, their limits, and their value in one unit per kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.numbers import NUMBER, number, thousands_read

FigureKind = Literal[
    "tolerance", "size", "diameter", "length", "thickness", "layer", "weight", "batch", "yearly", "roughness",
    "cleanliness", "cleanroom", "leak_rate", "pressure", "temperature", "force", "voltage", "angle", "resolution",
    "power", "volume", "area", "hardness", "torque", "it_grade", "particle",
]  # fmt: skip

UNITS: dict[FigureKind, str] = {
    "tolerance": "mm", "size": "mm", "diameter": "mm", "length": "mm", "thickness": "mm", "layer": "mm", "weight": "kg",
    "batch": "pieces", "yearly": "pieces/year", "roughness": "µm", "cleanliness": "grade", "cleanroom": "ISO class",
    "leak_rate": "mbar l/s", "pressure": "mbar", "temperature": "°C", "force": "kN", "voltage": "kV", "angle": "arcsec",
    "resolution": "mm", "power": "kW", "volume": "l", "area": "m²", "hardness": "HRC", "torque": "Nm", "it_grade": "IT",
    "particle": "mm",
}  # fmt: skip
FINER_IS_BETTER: frozenset[FigureKind] = frozenset(
    ("tolerance", "roughness", "cleanliness", "cleanroom", "leak_rate", "angle", "resolution", "it_grade", "particle")
)
"""Kinds of which a smaller offered value covers a larger asked one; of all others a larger one covers a smaller."""

Series = Literal["", "prototype", "small", "medium", "large"]
SERIES: dict[Series, tuple[float, float]] = {
    "prototype": (1, 10), "small": (2, 500), "medium": (200, 10_000), "large": (5_000, 100_000_000),
}  # fmt: skip
"""How many pieces people may mean by a prototype, a small, a medium and a large series; wide on purpose, they overlap."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as read: `low` and `high` in the unit of its kind (`UNITS`), `None` where the text sets no limit.

    A size has `dims`, largest first. `about` is the concept it is limited to ("25 mm *staal*"). `series` holds a
    number of pieces said in words. `start` and `end` are the characters of the text that say so.
    """

    kind: FigureKind
    low: float | None
    high: float | None
    unit: str
    text: str
    start: int
    end: int
    dims: tuple[float, ...] = ()
    about: str | None = None
    series: Series = ""


# Units: how they are written, what they measure, and the factor to the unit of `UNITS`.
_MEASURES: dict[str, tuple[str, float]] = {
    "nm": ("length", 1e-6), "nanometer": ("length", 1e-6), "µm": ("length", 1e-3), "μm": ("length", 1e-3),
    "um": ("length", 1e-3), "mu": ("length", 1e-3), "micron": ("length", 1e-3), "microns": ("length", 1e-3),
    "micrometer": ("length", 1e-3), "micrometre": ("length", 1e-3), "mikrometer": ("length", 1e-3), "mm": ("length", 1),
    "millimeter": ("length", 1), "millimetre": ("length", 1), "millimetres": ("length", 1), "cm": ("length", 10),
    "centimeter": ("length", 10), "dm": ("length", 100), "m": ("length", 1e3), "meter": ("length", 1e3),
    "meters": ("length", 1e3), "metre": ("length", 1e3), "metres": ("length", 1e3), "mtr": ("length", 1e3),
    "inch": ("length", 25.4), "inches": ("length", 25.4), "zoll": ("length", 25.4),
    "mg": ("mass", 1e-6), "g": ("mass", 1e-3), "gr": ("mass", 1e-3), "gram": ("mass", 1e-3), "gramm": ("mass", 1e-3),
    "grams": ("mass", 1e-3), "kg": ("mass", 1), "kilo": ("mass", 1), "kilogram": ("mass", 1), "kilogramm": ("mass", 1),
    "t": ("mass", 1e3), "ton": ("mass", 1e3), "tons": ("mass", 1e3), "tonne": ("mass", 1e3), "tonnes": ("mass", 1e3),
    "tonnen": ("mass", 1e3),
    "stuks": ("pieces", 1), "stuk": ("pieces", 1), "st.": ("pieces", 1), "stück": ("pieces", 1), "stueck": ("pieces", 1),
    "stk": ("pieces", 1), "st": ("pieces", 1), "stk.": ("pieces", 1), "pcs": ("pieces", 1), "pcs.": ("pieces", 1), "pieces": ("pieces", 1),
    "piece": ("pieces", 1), "parts": ("pieces", 1), "units": ("pieces", 1), "exemplaren": ("pieces", 1),
    "teile": ("pieces", 1), "teilen": ("pieces", 1), "producten": ("pieces", 1), "onderdelen": ("pieces", 1),
    "delen": ("pieces", 1), "bauteile": ("pieces", 1), "components": ("pieces", 1), "eenheden": ("pieces", 1),
    "exemplare": ("pieces", 1), "exemplaar": ("pieces", 1),
    "mbar l/s": ("leak_rate", 1), "mbar·l/s": ("leak_rate", 1), "mbar.l/s": ("leak_rate", 1), "mbar*l/s": ("leak_rate", 1),
    "mbarl/s": ("leak_rate", 1), "mbar×l/s": ("leak_rate", 1), "mbar l / s": ("leak_rate", 1), "mbar ltr/s": ("leak_rate", 1),
    "mbar liter/s": ("leak_rate", 1), "pa m³/s": ("leak_rate", 10), "pa·m³/s": ("leak_rate", 10),
    "mbar": ("pressure", 1), "bar": ("pressure", 1e3), "hpa": ("pressure", 1), "kpa": ("pressure", 10),
    "mpa": ("pressure", 1e4), "torr": ("pressure", 1.33322),
    "°c": ("temperature", 1), "° c": ("temperature", 1), "º c": ("temperature", 1), "ºc": ("temperature", 1),
    "graden celsius": ("temperature", 1), "grad celsius": ("temperature", 1), "degrees celsius": ("temperature", 1),
    "degrees c": ("temperature", 1), "℃": ("temperature", 1),
    "kn": ("force", 1), "n": ("force", 1e-3), "mn": ("force", 1e3), "kv": ("voltage", 1), "volt": ("voltage", 1e-3),
    "arcsec": ("angle", 1), "arcseconds": ("angle", 1), "arcsecond": ("angle", 1), "boogseconde": ("angle", 1),
    "boogseconden": ("angle", 1), "bogensekunde": ("angle", 1), "bogensekunden": ("angle", 1), "arcmin": ("angle", 60),
    "µrad": ("angle", 0.206265), "μrad": ("angle", 0.206265), "urad": ("angle", 0.206265),
    "kw": ("power", 1), "w": ("power", 1e-3), "watt": ("power", 1e-3), "mw": ("power", 1e3),
    "liter": ("volume", 1), "litre": ("volume", 1), "litres": ("volume", 1), "liters": ("volume", 1), "l": ("volume", 1),
    "ml": ("volume", 1e-3), "m³": ("volume", 1e3), "m3": ("volume", 1e3), "m²": ("area", 1), "m2": ("area", 1),
    "hrc": ("hardness", 1), "nm torque": ("torque", 1),
}  # fmt: skip
_CASED = {
    "nm": ("nm",), "mm": ("mm", "MM"), "cm": ("cm",), "dm": ("dm",), "m": ("m",), "g": ("g",), "t": ("t",), "n": ("N",), "mn": ("MN",),
    "kn": ("kN", "KN"), "kv": ("kV", "KV", "kv"), "kw": ("kW", "KW"), "w": ("W",), "mw": ("MW",), "l": ("l",), "ml": ("ml",), "mg": ("mg",),
    "kg": ("kg", "Kg", "KG"), "mu": ("mu",), "um": ("um", "µ", "μ"), "hpa": ("hPa",), "kpa": ("kPa",), "mpa": ("MPa",), "gr": ("gr",),
}  # fmt: skip


def _unit_pattern() -> str:
    spelled: list[tuple[str, str]] = []
    for unit in _MEASURES:
        for form in _CASED.get(unit, (unit,)):
            escaped = re.escape(form).replace(r"\ ", r"\s?")
            spelled.append((form, escaped if unit in _CASED else f"(?i:{escaped})"))
    spelled.sort(key=lambda pair: -len(pair[0]))
    return "(?:" + "|".join(pattern for _, pattern in spelled) + ")"


_UNIT = _unit_pattern() + r"(?![\w²³°µ]|/(?:min|s\b|h\b|m|cm|mm))"
_LOWER_WORDS = r"vanaf|from|ab|van|von|minimaal|minimum|min\.?|mindestens|minstens|at least|≥|>=|>|meer dan|more than|mehr als|above|boven|over|über|groter dan|larger than|größer als"
_UPPER_WORDS = (
    r"up to and including|up to|tot en met|tot wel|tot|t/m|bis zu|bis max\.?|bis|down to|maximaal|maximum|maximal|max\.?|≤|<=|<|kleiner dan|smaller than|"
    r"less than|below|under|onder|unter|beneden|hooguit|höchstens|hoogstens|at most|to within|to|binnen|within|innerhalb von|besser als|better than|beter dan"
)
_LIMIT = rf"(?:(?P<between>tussen|between|zwischen)\s+|(?P<lower>(?<!\w)(?:{_LOWER_WORDS}))\s*(?:ca\.?\s|circa\s)?|(?P<upper>(?<!\w)(?:{_UPPER_WORDS}))\s*(?:ca\.?\s|circa\s|een\s|a\s|max\.?\s)?)?"
_SIGN = r"(?P<sign>±|\+\s?/\s?[-−–]|\+-|plus/minus\s)?\s?"
_ROUND = r"(?P<round>[ØøΦ⌀∅]|(?i:dia\.?|diam\.?|rond|rund|round)\s)?\s?"
_TO = r"\s?(?:-|–|—|−|tot en met|tot|t/m|to|bis zu|bis|until|\.\.\.?|…|en|and|und|à)\s?"
_BY = r"\s?(?:[x×*X]|bij|by|maal|mal)\s?"
_QUANTITY = re.compile(
    rf"{_LIMIT}{_SIGN}{_ROUND}(?<![\w.,\-–/])(?P<a>[-−]?{NUMBER})(?:\s?(?P<ua>{_UNIT}))?"
    rf"(?:(?:{_TO}{_ROUND.replace('round', 'round2')}(?P<b>[-−]?{NUMBER}))|"
    rf"(?:{_BY}[ØøΦ⌀∅]?\s?(?P<d2>{NUMBER})(?:\s?(?:{_UNIT}))?(?:{_BY}(?P<d3>{NUMBER}))?))?"
    rf"\s?-?(?P<unit>{_UNIT})"
)
_SINGLE = re.compile(rf"{_LIMIT}{_SIGN}{_ROUND}(?<![\w.,\-–/])(?P<a>[-−]?{NUMBER})\s?-?(?P<unit>{_UNIT})")
_BARE_TOLERANCE = re.compile(rf"(?P<sign>±|\+\s?/\s?[-−–])\s?(?P<a>{NUMBER})(?!\s?(?:%|°|K\b|{_UNIT}))(?!\w)")
_BARE_DIMS = re.compile(
    rf"(?<![\w.,\-–/])[ØøΦ⌀∅]?\s?(?P<a>{NUMBER})\s?[x×]\s?[ØøΦ⌀∅]?\s?(?P<d2>{NUMBER})(?:\s?[x×]\s?(?P<d3>{NUMBER}))?(?![\w%])"
)
_BARE_ROUND = re.compile(rf"[Ø⌀∅]\s?(?P<a>{NUMBER})(?![\w%])")
_BATCH_BEFORE = (
    r"(?i:qty\.?|anzahl|menge|quantity|batch(?:es|grootte| sizes?)?|lot ?sizes?|lots?|serie(?:s|n|grootte|groottes)?|seriegröße[n]?|losgröße[n]?|losgroesse[n]?|oplages?|oplagen|"
    r"stückzahl(?:en)?|stueckzahl(?:en)?|aantal(?:len)?|quantit(?:y|ies)|volumes?|auflagen?|auflage|run(?:s| sizes?)?)"
)
_BATCH = re.compile(
    rf"(?<!\w){_BATCH_BEFORE}:?\s+(?:(?:van|von|of|from|ab|vanaf|between|tussen|zwischen|ca\.?|circa)\s+)?(?P<limit>(?i:tot|up to|to|bis zu|bis|max\.?|maximaal|maximal|maximum)\s+)?"
    rf"(?P<a>{NUMBER})(?:{_TO}(?P<b>{NUMBER}))?(?!\s?(?:%|{_UNIT}))(?![\w:])"
)
_ORDERED = re.compile(
    rf"\b(?i:need|require|order|nodig|zoek|zoeken|bestellen|brauchen|benötigen|suchen|supply of|levering van|productie van|production of|herstellung von|fertigung von|maken van)\s+(?:ca\.?\s|circa\s|about\s)?"
    rf"(?P<a>{NUMBER})(?=\s(?!(?:{_UNIT}|%|°|dagen|weken|weeks|days|wochen|tage|uur|hours|stunden|jaar|years|jahre|as|assen|axis|axes|achsen|mensen|people|leute|partijen|leveranciers|suppliers|lieferanten|offertes)\b)[a-zäöüß])"
)
_PER_YEAR = re.compile(
    r"^\s?(?:stuks?\s|stück\s|pieces\s|pcs\s)?(?:per jaar|per annum|p\.?\s?a\.|per year|a year|/\s?year|/\s?jaar|pro jahr|im jahr|/\s?jahr|jährlich|jaarlijks|annually|yearly)",
    re.IGNORECASE,
)
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
    rf"(?:class|klasse)\s?(?P<fed>100\.?000|100,000|10[.,]?000|1[.,]?000|100|10)(?!\d)\s*{_ROOM}|{_ROOM}[\s(,]*(?:class|klasse)\s?(?P<fed2>100\.?000|100,000|10[.,]?000|1[.,]?000|100|10)(?!\d))"
)
_ISO_CLASS = re.compile(r"\bISO[- ]?(?P<a>[3-9])(?![\d.,:/-]*\d)\b")
_FEDERAL = {10: 4.0, 100: 5.0, 1_000: 6.0, 10_000: 7.0, 100_000: 8.0}
_IT_GRADE = re.compile(r"\bIT\s?-?(?P<a>1[0-8]|[1-9])\b")
_SERIES: tuple[tuple[Series, re.Pattern[str]], ...] = (
    ("prototype", re.compile(r"\b(?:prototyp\w*|enkel-?stuk\w*|einzelst[uü]ck\w*|einzelteil\w*|einzelanfertigung\w*|one[- ]offs?|single pieces?|proefmodel\w*|stuksproductie|losse stuks)\b", re.IGNORECASE)),
    ("small", re.compile(r"\b(?:kleine(?:re)? (?:en middel(?:grote)? )?(?:serie\w*|oplage\w*|aantal\w*|batch\w*|losgr\w*|st[uü]ckzahl\w*|volumes)|klein(?:st)?serie\w*|small(?:er)? (?:series|batch\w*|lots?|runs?|volumes?|quantit\w+)|low[- ]volume|kleinstserie\w*|short runs?|small[- ]series|small[- ]batch)\b", re.IGNORECASE)),
    ("small", re.compile(r"\b(?:kleine|small)(?= (?:tot|to|bis|en|and|und|-|–) (?:middel\w*|medium|mittlere\w*)[ -]?(?:grote |großen? |sized? )?(?:serie|batch|lot|run|volume))", re.IGNORECASE)),
    ("medium", re.compile(r"\b(?:middel(?:grote)?[- ]?(?:serie\w*|oplage\w*)|middelgrote (?:serie\w*|oplage\w*|aantallen)|medium(?:[- ]sized?)?[- ](?:series|batch\w*|runs?|volumes?|lots?)|mittlere\w* (?:serie\w*|losgr\w*|st[uü]ckzahl\w*)|mittelserie\w*|mid[- ]volume)\b", re.IGNORECASE)),
    ("large", re.compile(r"\b(?:grote(?:re)? (?:serie\w*|oplage\w*|aantallen|volumes)|gro(?:ß|ss)e\w* (?:serie\w*|losgr\w*|st[uü]ckzahl\w*)|gro(?:ß|ss)serie\w*|(?:large|high)[- ](?:series|batch\w*|runs?|volumes?|lots?|quantit\w+)|mass[- ]?produc\w*|massaproductie|massafabricage|massenfertigung|massenproduktion)\b", re.IGNORECASE)),
)  # fmt: skip

_CUES: tuple[tuple[FigureKind, re.Pattern[str]], ...] = (
    ("tolerance", re.compile(r"toleran\w*|toleranz\w*|nauwkeurig\w*|accura\w*|genauigkeit\w*|genau\b|precisi\w*|präzision\w*|maatvast\w*|herhaalbaar\w*|repeatab\w*|wiederhol\w*|rondheid|roundness|rundheit|vlakheid|flatness|ebenheit|rondloop\w*|parallel\w*|evenwijdig\w*|positi\w+|uitlijn\w*|align\w*", re.IGNORECASE)),
    ("layer", re.compile(r"laagdikte\w*|schichtdicke\w*|layer thickness|coating thickness|film thickness|\blagen\b|\blayers?\b|\bschicht\w*|\blaag\b|\blaagje\w*|spessore", re.IGNORECASE)),
    ("thickness", re.compile(r"plaatdikte\w*|materiaaldikte\w*|wanddikte\w*|wandst[aä]rke\w*|wall thickness\w*|blechdicke\w*|blechst[aä]rke\w*|materialst[aä]rke\w*|\bdikte\w*|\bdik(?:ke)?\b|thick\w*|\bdicke\w*|\bdick\b|\bstark\b|\bsheet\b|\bplaat\b|\bblech\w*|\bplate\b|lasersnij\w*|laser ?cut\w*|laserschneid\w*|laser ?snij\w*|waterstraal\w*|waterjet\w*|wasserstrahl\w*|plasmasnij\w*|plasma ?cut\w*|plasmaschneid\w*|kanten\b|zetten\b|abkanten|knippen|ponsen|autogeen\w*|snijbranden", re.IGNORECASE)),
    ("diameter", re.compile(r"diameter\w*|durchmesser\w*|\bdiam\b|\bdia\b|doorsne\w*|spindeldoorlaat|\bOD\b|bar capacity|stafdoorlaat|stangendurchlass", re.IGNORECASE)),
    ("length", re.compile(r"lengte\w*|\blengths?\b|länge\w*|\blang(?:e|en)?\b|\blong\b|werkstuklengte|draailengte|turning length|drehlänge", re.IGNORECASE)),
    ("resolution", re.compile(r"resoluti\w*|auflösung\w*|resolution", re.IGNORECASE)),
    ("particle", re.compile(r"particle\w*|deeltje\w*|partikel\w*|restvuil|filter\w*", re.IGNORECASE)),
    ("roughness", re.compile(r"ruwheid\w*|ruwheden|roughness|rauheit\w*|rauigkeit\w*|rautiefe\w*|oppervlakteruwheid|surface finish", re.IGNORECASE)),
    ("size", re.compile(r"afmeting\w*|dimension\w*|depth|diepte|tiefe|height|hoogte|höhe|width|breedte|breite|abmessung\w*|formaat|formaten|formate?\b|bouwvolume|build (?:volume|size|envelope)|bauraum\w*|bereik\b|werkbereik|work(?:ing)? (?:area|envelope)|verfahrweg\w*|travel|groot\b|grootte\w*|sizes?\b|größe\w*|bauteile?\b|werkst[uü](?:k|ck)\w*|onderdelen|parts\b|tafel\w*|tisch\w*|table|tank\w*|becken\w*|bad\b|baden\b", re.IGNORECASE)),
)  # fmt: skip
_PRESS = re.compile(
    r"sluitkracht\w*|schlie(?:ß|ss)kraft\w*|clamp\w*|spuitgiet\w*|spritzgie\w*|inject\w*|kantpers\w*|\bpers(?:en|kracht)?\b|press\w*|machines?\b|tonnage|abkantpresse\w*|pons\w*|stans\w*|stanz\w*|drukkracht|presskraft",
    re.IGNORECASE,
)
_HEAVY = re.compile(
    r"gewicht\w*|weigh\w*|hijs\w*|kraan\w*|crane\w*|hebe\w*|werkst[uü]\w*|stukgewicht\w*|wegen\b|wiegen|massa\b|\blast(?:en)?\b|load\w*|payload|hef\w*|lift\w*",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"^\s?(?:of|or|oder|en|and|und)\s(?:kleiner|beter|better|less|smaller|finer|besser|fijner|feiner|minder|lager|lower)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^\s?(?:of|or|oder|en|and|und)\s(?:meer|groter|more|larger|bigger|mehr|größer|hoger|higher|zwaarder|heavier|langer|longer)|^\s?\+(?!\s?/)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;\n!?]|[.](?=\s|$)")


def figures(text: str, language: Language) -> list[Figure]:
    """All quantities of a text, in order. Overlapping readings are settled in favour of the more specific one."""
    found: list[Figure] = []
    taken: list[tuple[int, int]] = []

    def keep(figure: Figure | None) -> None:
        if figure is None or any(figure.start < end and start < figure.end for start, end in taken):
            return
        taken.append((figure.start, figure.end))
        found.append(figure)

    for read in (_special, _quantities, _batches, _bare, _series):
        for figure in read(text, language):
            keep(figure)
    return sorted(found, key=lambda figure: figure.start)


def _figure(kind: FigureKind, low: float | None, high: float | None, text: str, start: int, end: int) -> Figure:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Figure(kind, low, high, UNITS[kind], text[start:end], start, end)


def _special(text: str, language: Language) -> Iterator[Figure]:
    """Quantities that have a notation of their own: roughness, cleanliness, cleanrooms, IT grades."""
    for match in _ROUGHNESS.finditer(text):
        value = number(match["a"], language)
        unit = match.group()[match.end("a") - match.start() :]
        if "nm" in unit:
            value /= 1000
        # Rz is about four to six times Ra for machined surfaces; compare in Ra, on the cautious side.
        value = value / 4 if match["which"] == "Rz" else value
        yield _figure("roughness", None, value, text, match.start(), match.end())
    for match in _CLEANROOM.finditer(text):
        federal = match["fed"] or match["fed2"]
        digits = [match[name] for name in ("a", "b", "b2", "c") if match[name]]
        value = _FEDERAL[int(re.sub(r"[.,]", "", federal))] if federal else float(min(int(digit) for digit in digits))
        yield _figure("cleanroom", None, value, text, match.start(), match.end())
    if re.search(_ROOM, text, re.IGNORECASE):
        for match in _ISO_CLASS.finditer(text):
            yield _figure("cleanroom", None, float(match["a"]), text, match.start(), match.end())
    for match in _CLEANLINESS.finditer(text):
        before, after = _around(text, match.start(), match.end(), 80, 60)
        if _TITAN.search(before) or not _CLEAN_WORDS.search(before + match.group() + after):
            continue
        yield _figure("cleanliness", None, float(match["a"]), text, match.start(), match.end())
    for match in _IT_GRADE.finditer(text):
        yield _figure("it_grade", None, float(match["a"]), text, match.start(), match.end())


def _quantities(text: str, language: Language) -> Iterator[Figure]:
    position = 0
    while True:
        found = _QUANTITY.search(text, position)
        if found is None:
            return
        match = found
        joined = match["b"] is not None and re.search(
            r"(?:en|and|und)\s?[-−\d]", match.group()[match.end("a") - match.start() :]
        )
        if joined and not match["between"]:
            # "25 mm en 15 mm" are two figures, "tussen 10 en 50 kg" is one range.
            alone = _SINGLE.match(text, match.start()) if match["ua"] else _SINGLE.search(text, match.start("b"))
            if alone is None:
                position = match.end()
                continue
            match = alone
        figure = _quantity(text, match, language)
        if figure is not None:
            yield figure
        position = match.end()


def _quantity(text: str, match: re.Match[str], language: Language) -> Figure | None:
    groups = match.groupdict()
    measure, factor = _measure(groups["unit"])
    whole = measure == "pieces"
    try:
        a = number(groups["a"].replace("−", "-"), language, whole=whole)
        b = number(groups["b"].replace("−", "-"), language, whole=whole) if groups.get("b") else None
        dims = [number(groups[name], language) for name in ("d2", "d3") if groups.get(name)]
    except ValueError:
        return None
    if dims:
        return _dims(text, match, groups, a, dims, factor, measure)
    own_factor = _measure(groups["ua"])[1] if groups.get("ua") else factor
    a *= own_factor
    b = b * factor if b is not None else None
    start, end = match.start(), match.end()
    before, after = _around(text, start, end, 70, 40)
    kind = _kind(measure, a if b is None else max(a, b), groups, before, after, text[start:end])
    if kind is None:
        return None
    if measure == "mass" and kind == "force":
        # Tonnes of a press: a tonne-force is 9.81 kN.
        a, b = a * 9.80665e-3, b * 9.80665e-3 if b is not None else None
    if kind == "roughness":
        a, b = a * 1e3, b * 1e3 if b is not None else None
    low: float | None = a
    high: float | None = a
    if b is not None:
        low, high = min(a, b), max(a, b)
    elif (groups["lower"] and groups["lower"].lower() not in ("van", "von")) or _MORE.match(after):
        low, high = a, None
    elif groups["upper"] or _BETTER.match(after) or groups["sign"]:
        low, high = None, a
    if kind in FINER_IS_BETTER and b is None:
        low, high = None, a
    if kind == "batch" and _PER_YEAR.match(after):
        kind = "yearly"
        year = _PER_YEAR.match(after)
        end += year.end() if year else 0
    return replace(_figure(kind, low, high, text, start, end), dims=())


def _measure(unit: str) -> tuple[str, float]:
    exact = {form: name for name, forms in _CASED.items() for form in forms}
    if unit in exact:
        return _MEASURES[exact[unit]]
    plain = re.sub(r"\s+", " ", unit.strip().lower())
    if plain in _MEASURES:
        return _MEASURES[plain]
    squeezed = plain.replace(" ", "")
    return next(value for name, value in _MEASURES.items() if name.replace(" ", "") == squeezed)


def _dims(
    text: str,
    match: re.Match[str],
    groups: dict[str, str | None],
    a: float,
    rest: list[float],
    factor: float,
    measure: str,
) -> Figure | None:
    if measure != "length":
        return None
    written = [groups["a"] or "", *(groups[name] or "" for name in ("d2", "d3") if groups.get(name))]
    values = [a, *rest]
    # "1.200 × 800 mm" is a metre and a bit, in whatever language it stands.
    for place, value in enumerate(values):
        other = thousands_read(written[place])
        if other is not None and value * 20 < max(values):
            values[place] = other
    dims = tuple(sorted((value * factor for value in values), reverse=True))
    low, high = (dims[0], None) if groups["lower"] else (None, dims[0])
    return replace(_figure("size", low, high, text, match.start(), match.end()), dims=dims)


def _kind(
    measure: str, value: float, groups: dict[str, str | None], before: str, after: str, own: str
) -> FigureKind | None:
    if measure == "mass":
        press, heavy = _nearest(_PRESS, before, after), _nearest(_HEAVY, before, after)
        return "force" if value >= 1000 and press is not None and (heavy is None or press < heavy) else "weight"
    if measure == "pieces":
        return "batch"
    if measure != "length":
        return measure  # type: ignore[return-value]  # the other measures are kinds of figures by the same name
    if groups.get("sign"):
        return "tolerance"
    if groups.get("round") or groups.get("round2"):
        return "diameter"
    cues: list[tuple[int, FigureKind]] = []
    for kind, pattern in _CUES:
        near = _nearest(pattern, before, after)
        if near is not None:
            cues.append((near, kind))
    kinds = {kind for _, kind in cues}
    if value < 0.2 and (not cues or not kinds & {"layer", "particle", "resolution", "roughness", "thickness"}):
        return "tolerance"
    if not cues:
        return (
            "length"
            if value >= 1000 and re.search(r"m\b|met(?:er|re)", own, re.IGNORECASE) and "mm" not in own
            else "size"
        )
    kind = min(cues)[1]
    if kind == "tolerance" and value > 5:
        later = [cue for cue in cues if cue[1] != "tolerance"]
        kind = min(later)[1] if later else "size"
    if kind == "roughness" and value > 0.1:
        return "size"
    if kind in ("size", "thickness") and value >= 1000 and "mm" not in own:
        return "length"
    if kind == "thickness" and value > 400:
        return "size"
    return kind


def _nearest(pattern: re.Pattern[str], before: str, after: str) -> int | None:
    """Characters to the nearest cue; one behind the figure counts double, since people say what it is first."""
    nearest: int | None = None
    for match in pattern.finditer(before):
        nearest = len(before) - match.end()
    following = pattern.search(after)
    if following is not None and following.start() < 25:
        behind = following.start() * (1 if following.start() <= 2 else 2)
        nearest = behind if nearest is None else min(nearest, behind)
    return nearest


def _around(text: str, start: int, end: int, back: int, ahead: int) -> tuple[str, str]:
    """What stands before and behind, within the clause."""
    before = text[max(0, start - back) : start]
    for match in _CLAUSE.finditer(before):
        before = " " * match.end() + before[match.end() :]
    after = text[end : end + ahead]
    ending = _CLAUSE.search(after)
    return before, after[: ending.start()] if ending else after


def _batches(text: str, language: Language) -> Iterator[Figure]:
    for match in _BATCH.finditer(text):
        try:
            a = number(match["a"], language, whole=True)
            b = number(match["b"], language, whole=True) if match["b"] else None
        except ValueError:
            continue
        low, high = (a, a) if b is None else (min(a, b), max(a, b))
        after = text[match.end() : match.end() + 30]
        yearly = _PER_YEAR.match(after)
        figure = _figure(
            "yearly" if yearly else "batch",
            low,
            high,
            text,
            match.start(),
            match.end() + (yearly.end() if yearly else 0),
        )
        yield replace(figure, low=None) if match["limit"] and b is None else figure
    for match in _ORDERED.finditer(text):
        count = number(match["a"], language, whole=True)
        if count >= 2 and count == int(count):
            yield _figure("batch", count, count, text, match.start("a"), match.end("a"))


def _bare(text: str, language: Language) -> Iterator[Figure]:
    """Figures without a unit that can only mean one thing: ±0,01 and 400×400×400 are millimetres here."""
    for match in _BARE_TOLERANCE.finditer(text):
        value = number(match["a"], language)
        if value < 2:
            yield _figure("tolerance", None, value, text, match.start(), match.end())
    for match in _BARE_DIMS.finditer(text):
        values = [number(match[name], language) for name in ("a", "d2", "d3") if match[name]]
        if min(values) >= 5:
            dims = tuple(sorted(values, reverse=True))
            yield replace(_figure("size", None, dims[0], text, match.start(), match.end()), dims=dims)
    for match in _BARE_ROUND.finditer(text):
        yield _figure("diameter", None, number(match["a"], language), text, match.start(), match.end())


def _series(text: str, language: Language) -> Iterator[Figure]:
    for series, pattern in _SERIES:
        for match in pattern.finditer(text):
            low, high = SERIES[series]
            yield replace(_figure("batch", low, high, text, match.start(), match.end()), series=series)
