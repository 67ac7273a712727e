# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Kinds of help, and languages that somebody has to speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language somebody has to speak, as an ISO code, and the characters that ask for it."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Helping:
    """A kind of help (make, develop, advise, lend, teach) and the characters that ask for it."""

    kind: Literal["make", "develop", "advise", "lend", "teach"]
    start: int
    end: int


_SPOKEN = {
    "nl": r"nederlands(?:talig\w*|sprekend\w*)?|dutch(?:[- ]speaking)?|niederländisch(?:sprachig\w*)?|hollands",
    "de": r"duits(?:talig\w*|sprekend\w*)?|german(?:[- ]speaking)?|deutsch(?:sprachig\w*|sprechend\w*)?",
    "en": r"engels(?:talig\w*|sprekend\w*)?|english(?:[- ]speaking)?|englisch(?:sprachig\w*|sprechend\w*)?",
    "fr": r"frans(?:talig\w*|sprekend\w*)?|french(?:[- ]speaking)?|französisch(?:sprachig\w*)?",
}
_SPEAKING = re.compile(
    r"spreek\w*|spreken\w*|spoken|gesproken|gesprochen|sprek\w*|speak\w*|sprech\w*|sprach\w*|talig|taal\b|language|communic\w*|kommunik\w*|contact\w*|voertaal|flie(?:ß|ss)end|vloeiend|fluent\w*|in het\s|auf\s|in\s|documentati\w*|tekeningen|dokumentation",
    re.IGNORECASE,
)
_HELP: tuple[tuple[Literal["make", "develop", "advise", "lend", "teach"], re.Pattern[str]], ...] = (
    ("develop", re.compile(r"\b(?:(?:mee[- ]?)?ontwikkel\w*|co-?development|(?:co-)?develop(?:s|ed|ing|ment|er|ers)?|(?:mit)?entwick(?:el|l)\w*|engineeren|engineering|uitontwikkel\w*|ontwerp(?:en|t)?|ontworpen|design(?:en|ing|s|ed|ers?)?|entwerf\w*|entwirft|entworfen|konstruier\w*|konstruktion|doorontwikkel\w*)\b", re.IGNORECASE)),
    ("advise", re.compile(r"\b(?:advies|advis\w+|consult\w+|adviseur\w*|expertise|kennis|sparringpartner|berat\w+|fachwissen|know-?how|advice|guidance|meedenken|onderzoek\w*|research|haalbaarheid\w*|feasibility|machbarkeit\w*)\b", re.IGNORECASE)),
    ("lend", re.compile(r"\b(?:huren|huur|lenen|te leen|verhuur\w*|inhuren|gebruikmaken van|gebruik maken van|rent(?:al|ing|ed)?|borrow\w*|hire|machine ?time|machine-uren|machinecapaciteit huren|mieten|leihen|ausleihen|vermiet\w*|anmieten|lend(?:ing)?|share equipment|apparatuur delen)\b", re.IGNORECASE)),
    ("teach", re.compile(r"\b(?:\w*training(?:en|s)?|\w*cursus\w*|\w*opleid\w*|course\w*|\w*schulung\w*|schul(?:en|t|ten)|lernen|leren|trainen|trainieren|opleiden|\w*kurse?n?\b|\w*lehrgänge?n?|weiterbildung\w*|fortbildung\w*|einweis\w*|leid(?:t|en)\s(?:[\w-]+\s){1,5}op\b|bild(?:et|en)\s(?:[\w-]+\s){1,5}aus\b|instru(?:ct|eer|er)\w*|workshop\w*|bijscholing|onderwijs|leren\b|teach\w*|les(?:sen)?\b|lehrgang|train(?:er|s|ing)? (?:our|your|the|uw|je|jullie|onze|ihre?|unsere)|ausbildung\w*)\b", re.IGNORECASE)),
)  # fmt: skip


def languages_spoken(text: str) -> Iterator[Spoken]:
    for code, pattern in _SPOKEN.items():
        for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            around = text[max(0, match.start() - 30) : match.end() + 25]
            if re.search(r"talig|sprekend|speaking|sprach|sprech", match.group(), re.IGNORECASE) or _SPEAKING.search(
                around
            ):
                yield Spoken(code, match.start(), match.end())
                break


def kinds_of_help(text: str) -> Iterator[Helping]:
    for kind, pattern in _HELP:
        match = pattern.search(text)
        if match is not None:
            yield Helping(kind, match.start(), match.end())
