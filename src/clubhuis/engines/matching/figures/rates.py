# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""So many a year, a quarter, a month, a week or a day; all are kept by the year."""

from __future__ import annotations

import re

_PERIODS: tuple[tuple[float, str, str], ...] = (
    (1, r"jaar|jr|jahr|year|yr|annum", r"jaarlijks\w*|jährlich\w*|annual(?:ly)?|yearly"),
    (4, r"kwartaal|quartal|quarter", r"quarterly|vierteljährlich"),
    (12, r"maand|mnd|monat|month|mo", r"maandelijks\w*|monatlich\w*|monthly"),
    (50, r"week|wk|woche", r"wekelijks\w*|wöchentlich\w*|weekly"),
    (220, r"(?:werk|arbeits)?(?:dag|tag)|(?:working )?day", r"dagelijks\w*|täglich\w*|daily"),
)
"""How many of a period a working year has; its names; how something is called that comes once in it."""
_NOUNS = "|".join(names for _, names, _ in _PERIODS)
_WORDS = "|".join(words for _, _, words in _PERIODS)
OFTEN = rf"(?P<often>(?i:{_WORDS}))"
"""A word in front that makes what follows a rate: "jaarlijks", "monatlich"."""
_PIECES = r"(?:stuks?|st\.?|stk\.?|stück|pieces|pcs\.?|parts|teile|delen|units|sets|off)"
RATE = rf"(?i:(?:per|pro|a|each|every|je|im|/)\s?(?P<period>{_NOUNS})(?![\w])|p\.?\s?a\.?(?![\w])|p/j(?![\w])|(?P<often>{_WORDS})(?![\w]))"
"""The words behind a number that make it a rate."""
_BEHIND = re.compile(rf"^\s?(?:{_PIECES}\s)?{RATE}", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?:(?P<often>{_WORDS})(?:\s(?:volume\w*|demand|quantit\w+|need|usage|requirement|bedarf))?|(?:jaar|jahres)(?:volume|serie|aantal|afname|verbruik|bedarf|menge|stückzahl)\w*|per (?P<period>{_NOUNS})|EAU)"
    r"(?:\s(?:van|von|of|ca\.?|circa|about|etwa|rund|zo'n|about|approx\.?|from|ab|vanaf))*\s?:?\s?$",
    re.IGNORECASE,
)
_IN_CLAUSE = re.compile(
    rf"\b(?:per|pro|a|each|every|je|im)\s(?P<period>{_NOUNS})(?!\w)|(?<!\w)(?P<often>{_WORDS})(?!\w)|\bp\.\s?a\.",
    re.IGNORECASE,
)


def rate_behind(after: str) -> tuple[float, int] | None:
    """How many times a year, and how many characters say so: "per maand", "a week", "p.a."."""
    match = _BEHIND.match(after)
    return (times_a_year(match), match.end()) if match else None


def rate_before(before: str) -> float | None:
    """How many times a year, told by the word in front: "monatlich 100 Stück", "Jahresbedarf: 5.000"."""
    match = _BEFORE.search(before)
    return times_a_year(match) if match else None


def rate_in_clause(after: str) -> float | None:
    """How many times a year, said somewhere behind in the same clause: "800 small clips in POM per year"."""
    clause = re.split(r"[,;\n\d]|\.(?=\s|$)", after, maxsplit=1)[0]
    match = _IN_CLAUSE.search(clause)
    return times_a_year(match) if match else None


_EVERY = re.compile(rf"\b(?:elke|iedere|jede[nrs]?|every|each)\s(?P<period>{_NOUNS})(?!\w)", re.IGNORECASE)


def rate_of_all(text: str) -> float | None:
    """How many times a year a need comes round, said apart from its number: "6000 delen …, elke maand"."""
    match = _EVERY.search(text)
    return times_a_year(match) if match else None


def times_a_year(match: re.Match[str]) -> float:
    """How many times a year what a pattern with `RATE` has found comes round."""
    groups = match.groupdict()
    said = (groups.get("period") or groups.get("often") or "year").lower()
    return next((times for times, names, words in _PERIODS if re.fullmatch(f"{names}|{words}", said)), 1.0)
