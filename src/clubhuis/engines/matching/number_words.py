# ruff: noqa: SIM905  (lists of words are easier to read as text)
"""Numbers written as words, in Dutch, German and English: "twaalf", "fünfundzwanzig", "two hundred", "anderthalb"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from clubhuis.engines.matching.languages import Language

_UNITS: dict[Language, list[str]] = {
    "nl": "een twee drie vier vijf zes zeven acht negen".split(),
    "de": "ein zwei drei vier fünf sechs sieben acht neun".split(),
    "en": "one two three four five six seven eight nine".split(),
}
_TEENS: dict[Language, list[str]] = {
    "nl": "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split(),
    "de": "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split(),
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
}
_TENS: dict[Language, list[str]] = {
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split(),
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(),
    "en": "twenty thirty forty fifty sixty seventy eighty ninety".split(),
}
_MANY: dict[Language, tuple[str, str]] = {
    "nl": ("honderd", "duizend"),
    "de": ("hundert", "tausend"),
    "en": (" hundred", " thousand"),
}
_LINK: dict[Language, str] = {"nl": "en", "de": "und", "en": ""}
_OTHERWISE: dict[Language, frozenset[str]] = {
    "nl": frozenset(("zeven", "een")),
    "de": frozenset(("ein",)),
    "en": frozenset(("one",)),
}
"""Words that are mostly something else: sieves, an article, "a small one"."""


def _words(language: Language) -> dict[str, int]:
    units, tens = _UNITS[language], _TENS[language]
    found = {word: place for place, word in enumerate((*units, *_TEENS[language]), 1)}
    for place, ten in enumerate(tens, 2):
        found[ten] = 10 * place
        for digit, unit in enumerate(units, 1):
            joined = f"{ten}-{unit}" if language == "en" else f"{unit}{_LINK[language]}{ten}"
            found[joined] = 10 * place + digit
            if language == "nl" and unit.endswith("e"):
                found[f"{unit}ën{ten}"] = 10 * place + digit
    hundred, thousand = _MANY[language]
    small = dict(found)
    for word, value in small.items():
        found[word + thousand] = value * 1000
        if value < 20:
            found[word + hundred] = value * 100
    found[hundred.strip()], found[thousand.strip()] = 100, 1000
    return {word: value for word, value in found.items() if word not in _OTHERWISE[language]}


_WORDS: Mapping[Language, Mapping[str, int]] = {language: _words(language) for language in ("nl", "de", "en")}
_WORD = re.compile(
    r"(?<![\w-])[a-zäöüßëé]{3,24}(?:-(?:one|two|three|four|five|six|seven|eight|nine))?(?: (?:hundred|thousand)(?!\w))?(?![\w-])",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:few|couple of|several|paar|enkele|einige|mehrere|dozen|of|een|ein)\s$", re.IGNORECASE)
"""In front of a hundred that is not counted: "a few hundred", "een paar honderd"."""


_ONE = re.compile(r"één\b|eins\b|(?:one|einem)(?=\s(?:to|up to|till|bis)\s)", re.IGNORECASE)
"""One that is counted and no article."""


def number_words(text: str, language: Language) -> list[tuple[int, int, int]]:
    """Numbers that are written as words: where they begin and end, and their value."""
    known = _WORDS[language]
    found = []
    for match in _WORD.finditer(text):
        word = match.group().lower()
        value = known.get(word) or (1 if _ONE.match(text, match.start()) else None)
        if value is None or (value in (100, 1000) and _OPEN.search(text, 0, match.start())):
            continue
        found.append((match.start(), match.end(), value))
    return found


COUNTS: Mapping[str, float] = {
    **{word: value for words in _WORDS.values() for word, value in words.items() if value <= 99},
    **dict.fromkeys("een één one a ein eine einen einer".split(), 1),
    **dict.fromkeys("anderhalve anderhalf anderthalb eineinhalb".split(), 1.5),
    "zeven": 7,
}
"""What small numbers are called in any of the languages, articles included: for spans of time."""
