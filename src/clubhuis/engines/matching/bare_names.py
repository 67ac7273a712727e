# ruff: noqa: E501, SIM905  (lists of words and patterns are easier to check when each stands on one line)
"""Names that mean something only in company: "304" beside stainless, "last" and "zetten" beside other work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from clubhuis.engines.matching.languages import LANGUAGES, Language
from clubhuis.engines.matching.vocabulary import Vocabulary
from clubhuis.engines.matching.words import Token

_WROUGHT = r"6061|6082|6060|6063|7075|5083|5754"
_NO_COUNT = r"(?![\w.,]*\d|\s?(?:mm|x|st|stuks|pcs|pieces|stück|kg|parts|teile|off|µm)\b)"
_ALUMINIUM = re.compile(
    rf"(?<![\w.,])(?P<before>{_WROUGHT}|7020|7022|2024|2017|2007)(?=(?:-T\d+)?\s(?:aluminium|aluminum|alu)\b)|"
    rf"\b(?:in|of|uit|van|aus|and|und|en)\s(?P<alone>{_WROUGHT}){_NO_COUNT}",
    re.IGNORECASE,
)
_STAINLESS = re.compile(
    rf"\b(?:rvs|inox|stainless|edelstahl\w*|edelstaal|niro|roestvast\w*|roestvrij\w*|AISI|SS)\b[^.;\n\d]{{0,40}}(?P<first>30[34]|316|321|430|420)(?![\w.,]*\d){_NO_COUNT}"
    rf"(?:\s?(?:,|/|en|and|und|of|or|oder|&)\s?(?P<second>30[34]|316|321|430|420)(?![\w.,]*\d))?",
    re.IGNORECASE,
)
_WELDING = re.compile(
    r"(?:las(?:methode|proces|procedé)\w*|welding process\w*|schwei(?:ß|ss)(?:prozess|verfahren)\w*|ISO 4063|lassen|welding|schwei(?:ß|ss)en)[^.;\n]{0,30}?(?P<numbers>\b1[1-5]\d?(?:\s?(?:,|/|en|and|und|&)\s?1[1-5]\d?)*)(?![\w.,]*\d|\s?(?:mm|m|kg|st|stuks)\b)",
    re.IGNORECASE,
)
_PROCESSES = {
    "111": "MMA-lassen",
    "131": "MAG-lassen",
    "135": "MAG-lassen",
    "136": "MAG-lassen",
    "138": "MAG-lassen",
    "141": "TIG-lassen",
    "142": "TIG-lassen",
    "121": "onder poederdek lassen",
    "15": "plasmalassen",
}
"""Numbers of welding processes by ISO 4063, as they stand on certificates of welders."""
_GRADES = {"303": "1.4305", "304": "1.4301", "316": "1.4401", "321": "1.4541", "420": "1.4021", "430": "1.4016"}
_SHY: dict[Language, dict[str, str]] = {
    "nl": {
        "zetten": "kanten", "zet": "kanten", "gezet": "kanten", "gezette": "kanten", "last": "lassen", "tig": "TIG-lassen", "mig": "MAG-lassen", "mag": "MAG-lassen", "printen": "3D-printen",
        "print": "3D-printen", "geprint": "3D-printen", "geprinte": "3D-printen", "spuiten": "lakken", "gespoten": "lakken", "plaatwerker": "plaatbewerking", "slijper": "slijpen", "centerloos": "centreless grinding", "roestvast": "roestvast staal", "roestvrij": "roestvast staal",
        "pp": "polypropyleen", "pc": "polycarbonaat", "pe": "polyethyleen", "pa": "polyamide", "cu": "koper", "ti": "titanium", "meten": "dimensional measurement", "ingemeten": "dimensional measurement",
    },
    "en": {
        "bonding": "adhesive bonding", "bonded": "adhesive bonding", "measure": "dimensional measurement", "measured": "dimensional measurement", "measuring": "dimensional measurement", "measurement": "dimensional measurement", "inspected": "dimensional inspection", "spun": "metal spinning", "centerless": "centreless grinding", "centreless": "centreless grinding", "wiring": "cable assembly", "cabling": "cable assembly",
        "tig": "TIG-lassen", "mig": "MAG-lassen", "welder": "welding", "machinist": "machining", "pp": "polypropyleen", "pc": "polycarbonaat", "pe": "polyethylene", "pa": "polyamide", "cu": "copper", "ti": "titanium",
    },
    "de": {
        "kanten": "Abkanten", "gekantet": "Abkanten", "gekantete": "Abkanten", "kantteile": "Abkanten", "kantung": "Abkanten", "messen": "dimensional measurement", "gemessen": "dimensional measurement", "gedruckt": "3D-printen", "gedruckte": "3D-printen", "drucken": "3D-printen",
        "schlosserei": "Metallbau", "spitzenlos": "centreless grinding", "mag": "MAG-lassen", "mig": "MAG-lassen", "wig": "TIG-lassen", "lasern": "laser cutting", "gelasert": "laser cutting", "pp": "polypropyleen", "pc": "polycarbonaat", "pe": "polyethylene", "pa": "polyamide", "cu": "copper", "ti": "titanium",
    },
}  # fmt: skip
"""Words that are other words as well (a Dutch `last` is a burden), and whose meaning they share where work or a material is named nearby."""
_CAPITALS = frozenset("pp pc pe pa cu ti mag".split())
_NEAR = 80


def bare_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """ "6061 and 7075", "RVS 304 of 316": alloys and welding processes by their bare number, where no other number can be meant; with a label of theirs."""
    for match in _ALUMINIUM.finditer(text):
        named = match.lastgroup or ""
        yield *match.span(named), f"aluminium {match[named]}"
    for match in _WELDING.finditer(text):
        for number in re.finditer(r"\d+", match["numbers"]):
            if number.group() in _PROCESSES:
                start = match.start("numbers") + number.start()
                yield start, start + len(number.group()), _PROCESSES[number.group()]
    for match in _STAINLESS.finditer(text):
        for place in ("first", "second"):
            if match[place]:
                yield *match.span(place), _GRADES[match[place]]


class ShyNames:
    """The shy words that the labels of a vocabulary give a meaning."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._meanings: Mapping[Language, Mapping[str, str]] = {
            language: {
                word: concept.id
                for word, label in _SHY[language].items()
                if (concept := vocabulary.named(label)) is not None
            }
            for language in LANGUAGES
        }

    def find(
        self, words: list[Token], language: Language, firm: list[tuple[int, int]]
    ) -> Iterator[tuple[str, int, int]]:
        """Shy words that stand near one of the stretches in which work or a material is named for certain."""
        meanings = self._meanings[language]
        for word in words:
            concept = meanings.get(word.folded)
            if concept is None or (word.folded in _CAPITALS and word.text.casefold() == word.text):
                continue
            if any(start - _NEAR < word.end and word.start < end + _NEAR for start, end in firm):
                yield concept, word.start, word.end


_PARTICIPLE: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(r"(?:[a-z]*ge[a-z]{2,}|ver[a-z]{3,}|ont[a-z]{3,}|be[a-z]{3,})(?:d|t|de|te|en)"),
    "en": re.compile(r"[a-z]{3,}ed|bent|ground|cut|cast|spun"),
    "de": re.compile(
        r"(?:[a-z]*ge[a-z]{2,}(?:t|te|ten|ter|tes|en|ene|enen|ener|enes)|ver[a-z]{3,}te?[nrs]?|[a-z]{3,}ierte?[nrs]?)"
    ),
}


def is_participle(folded: str, language: Language) -> bool:
    """Whether a word says that something has been done to a thing: the `gelaste` of "gelaste frames"."""
    return _PARTICIPLE[language].fullmatch(folded) is not None
