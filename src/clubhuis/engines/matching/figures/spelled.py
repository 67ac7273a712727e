# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Quantities in words: "five microns", "op een honderdste nauwkeurig", "enkele honderden per jaar", "een dozijn"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clubhuis.engines.matching.figures.cues import around, kind_of
from clubhuis.engines.matching.figures.kinds import FINER_IS_BETTER, Figure, figure
from clubhuis.engines.matching.figures.rates import rate_before, rate_behind
from clubhuis.engines.matching.figures.units import UNIT, measure_of
from clubhuis.engines.matching.languages import Language

_COUNTS = {
    word: number
    for number, words in {
        1: "één one ein einem", 2: "twee two zwei", 3: "drie three drei", 4: "vier four", 5: "vijf five fünf", 6: "zes six sechs", 7: "seven sieben",
        8: "acht eight", 9: "negen nine neun", 10: "tien ten zehn", 12: "twaalf twelve zwölf", 15: "vijftien fifteen fünfzehn",
        20: "twintig twenty zwanzig", 25: "vijfentwintig twenty-five fünfundzwanzig", 30: "dertig thirty dreißig", 40: "veertig forty vierzig",
        50: "vijftig fifty fünfzig", 100: "honderd hundred hundert",
    }.items()
    for word in words.split()
}  # fmt: skip
_WORD = "|".join(sorted(_COUNTS, key=len, reverse=True))
_WITH_UNIT = re.compile(
    rf"\b(?:(?P<upper>(?i:tot|max\.?|maximaal|up to|bis|bis zu|binnen|within|onder|unter|under)\s))?(?P<a>(?i:{_WORD}))\s(?:(?P<many>(?i:miljoen|million(?:en|s)?|duizend|thousand|tausend|honderd|hundred|hundert))\s)?(?P<unit>{UNIT})"
)
_MANY = {"mi": 1_000_000, "du": 1_000, "th": 1_000, "ta": 1_000, "ho": 100, "hu": 100}
_FROM_TO = re.compile(rf"\b(?P<a>(?i:{_WORD}))\s(?i:to|tot|bis|-|–)\s(?P<b>(?i:{_WORD}))\s(?P<unit>{UNIT})")
_PART_OF = re.compile(
    rf"\b(?:(?P<n>\d{{1,2}}|{_WORD}|een|a|eine?n?)\s)?(?P<part>honderdste[n]?|hundertstel\w*|hundredths?|duizendste[n]?|tausendstel\w*|thousandths?|tiende[n]?|zehntel\w*|tenths?)(?P<mm>\s?(?:(?:of a|van een|eines?)\s)?(?:mm|millimet\w+))?",
    re.IGNORECASE,
)
_EXACT = re.compile(r"nauwkeurig|\bvlak\b|\bflat\b|\beben\b|genau|accura|toleran|maatvast|precis|präzis", re.IGNORECASE)
_PARTS = {"h": 0.01, "d": 0.001, "t": 0.1, "z": 0.1}
_ROUGHLY: tuple[tuple[float, float, re.Pattern[str]], ...] = (
    (12, 12, re.compile(r"\b(?:een dozijn|a dozen|(?:ein|einem) dutzend)\b", re.IGNORECASE)),
    (10, 10, re.compile(r"\been tiental\b", re.IGNORECASE)),
    (2, 5, re.compile(r"\b(?:een paar|a few|ein paar|a couple of|enkele|einige|a handful of|een handvol|eine handvoll)\s(?=stuks\b|st\.|pieces|pcs|stück|parts|teile|onderdelen|prototyp)", re.IGNORECASE)),
    (20, 90, re.compile(r"\b(?:(?:enkele|een paar|several|some|a few|einige|mehrere)\s(?:tientallen|tens|dozen|dutzend)|tientallen|dozens|dutzende)\b", re.IGNORECASE)),
    (200, 900, re.compile(r"\b(?:(?:enkele|een paar|several|some|a few|einige|mehrere)\s(?:honderd(?:en)?|hundreds?|hundert)|honderden|hundreds|hunderte)\b", re.IGNORECASE)),
    (2_000, 9_000, re.compile(r"\b(?:(?:enkele|een paar|several|some|a few|einige|mehrere)\s(?:duizend(?:en)?|thousands?|tausend)|duizenden|thousands|tausende)\b", re.IGNORECASE)),
)  # fmt: skip
"""Numbers of pieces people leave open, and between what they lie."""


def spelled(text: str, language: Language) -> Iterator[Figure]:
    """Numbers written as words."""
    for match in _FROM_TO.finditer(text):
        measure, factor = measure_of(match["unit"])
        if measure == "pieces":
            yield figure(
                "batch", _COUNTS[match["a"].lower()], _COUNTS[match["b"].lower()], text, match.start(), match.end()
            )
    for match in _WITH_UNIT.finditer(text):
        measure, factor = measure_of(match["unit"])
        value = _COUNTS[match["a"].lower()] * factor * (_MANY[match["many"][:2].lower()] if match["many"] else 1)
        before, after = around(text, match.start(), match.end(), 70, 40)
        kind = kind_of(measure, value, {}, before, after, match.group())
        if kind is None:
            continue
        behind = rate_behind(text[match.end() : match.end() + 40]) if kind == "batch" else None
        times = behind[0] if behind else rate_before(before) if kind == "batch" else None
        if times is not None:
            kind, value = "yearly", value * times
        low = None if match["upper"] or kind in FINER_IS_BETTER else value
        yield figure(kind, low, value, text, match.start(), match.end())
    for match in _PART_OF.finditer(text):
        before, after = around(text, match.start(), match.end(), 30, 30)
        if match["mm"] or _EXACT.search(before) or _EXACT.search(after):
            written = (match["n"] or "").lower()
            many = int(written) if written.isdigit() else _COUNTS.get(written, 1)
            share = 0.001 if match["part"].lower().startswith(("tau", "tho")) else _PARTS[match["part"][0].lower()]
            yield figure("tolerance", None, many * share, text, match.start(), match.end())
    for low_count, high_count, pattern in _ROUGHLY:
        for match in pattern.finditer(text):
            rate = rate_behind(text[match.end() : match.end() + 30])
            times, more = rate or (1.0, 0)
            kind = "yearly" if rate else "batch"
            yield figure(kind, low_count * times, high_count * times, text, match.start(), match.end() + more)


_SOME_THINGS = re.compile(
    rf"(?:^|[:;|(,.]\s?|\b(?:need|require|order|have|zoek|zoeken|nodig|bestellen|brauchen|benötigen|suchen|haben|make|made|maken|kan|can|kann|wer|wie|who|of|for|van|von|voor|für|ons|us|uns)\s(?:wij |we |wir |ik |ich )?)(?P<a>(?i:{_WORD}))\s"
    r"(?!(?i:weeks?|weken|wochen?|days?|dagen|tagen?|months?|maanden|monaten?|years?|jaar|jahren?|hours?|uur|stunden?|minut\w+|working|werkdagen|arbeitstagen?|axes|assen|achsen|sides|zijden|kanten|seiten|places|plaatsen|stellen|holes|gaten|bohrungen|löcher|steps|stappen|schritten?|shifts|ploegen|schichten|people|mensen|leute|persons?|personen|operators?|suppliers|leveranciers|lieferanten|parties|partijen|quotes|offertes|angebote|companies|bedrijven|languages|talen|sprachen|times|keer|mal|and|en|und|or|of|oder|to|tot|bis|percent|procent|prozent)\b)"
    r"(?P<thing>[A-Za-zÄÖÜäöüß][\w-]{2,})"
)


def some_things(text: str, language: Language) -> Iterator[Figure]:
    """ "Twee gelaste frames", "ten brackets": in a need, a number in words before a thing says how many."""
    for match in _SOME_THINGS.finditer(text):
        count = _COUNTS[match["a"].lower()]
        if count >= 2:
            yield figure("batch", count, count, text, match.start("a"), match.end("a"))
