"""What a text says about itself: a title, its kind, where and until when. Proposed once; people have the last word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from clubhuis.engines.matching import LANGUAGES, Reading, Requirement, requirements_from

from .models import Need
from .reading import read_text, vocabulary

LONGEST_TITLE = 75
SEARCHING = re.compile(
    r"^(?:(?:wij|we|ik|wir|ich|i)\s+(?:zijn\s+(?:op\s+zoek\s+naar|dringend\s+op\s+zoek\s+naar)|zoeken(?:\s+naar)?|zoek|suchen|suche|"
    r"are\s+looking\s+for|am\s+looking\s+for|look\s+for|need|seek)|gezocht|gesucht|wanted|looking\s+for|op\s+zoek\s+naar)\s*[:,-]?\s+(?=\S{3})",
    re.IGNORECASE,
)
KIND_OF_HELP = {
    "make": Need.Kind.OUTSOURCE,
    "develop": Need.Kind.DEVELOP,
    "advise": Need.Kind.KNOWLEDGE,
    "teach": Need.Kind.KNOWLEDGE,
    "lend": Need.Kind.EQUIPMENT,
}
PARTNER = re.compile(
    r"\b(?:consorti\w*|projectpartner\w*|project\s?partner\w*|partners?\s+(?:voor|for)\s+(?:een|a|ons|our)\b|projektpartner\w*|konsortium|"
    r"subsidie(?:aanvraag|project)|call\s+for\s+proposals|eurostars|horizon\s+europe|interreg)",
    re.IGNORECASE,
)
ANSWERING = re.compile(
    r"\b(?:reactie\w*|reageer\w*|reageren|offerte\w*|aanbieding\w*|antwoord\w*|quote\w*|quotation\w*|answer\w*|repl(?:y|ies)|respon[ds]\w*|"
    r"angebot\w*|antwort\w*|deadline)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is understood of the text of a need. `requirements` leave out the place and the kind of help, which have fields of their own."""

    title: str
    kind: Need.Kind
    language: str
    requirements: tuple[Requirement, ...]
    place: str = ""
    radius_km: int | None = None
    deadline: date | None = None


def proposal(text: str, language: str | None = None) -> Proposal:
    reading = read_text(text, language, asking=True)
    requirements = requirements_from(reading, vocabulary())
    area = next((one.area for one in requirements if one.area and one.area.place), None)
    deadline = _deadline(reading)
    return Proposal(
        title=title_of(text),
        kind=_kind(reading),
        language=reading.language if reading.language in LANGUAGES else "nl",
        requirements=tuple(
            one
            for one in requirements
            if one.kind not in ("place", "help") and (one.day is None or one.day != deadline)
        ),
        place=area.name[:100] if area else "",
        radius_km=max(1, round(area.radius_km)) if area else None,
        deadline=deadline,
    )


def title_of(text: str) -> str:
    """The first sentence without "we are looking for"; a long one is cut after a clause, else after a word."""
    line = next((line.strip() for line in text.strip().splitlines() if line.strip()), "")
    line = "".join(c for c in line if c.isprintable())
    line = re.split(r"(?<=\w\w)[.!?](?=\s+[A-ZÀ-Ý]|\s*$)", line, maxsplit=1)[0]
    line = SEARCHING.sub("", line).strip(" .,:;-–")
    if len(line) > LONGEST_TITLE:
        short = line[:LONGEST_TITLE]
        clause = max(short.rfind(mark) for mark in (", ", "; ", " (", " – "))
        line = short[:clause] if clause > 20 else short[:-1].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"
    return line[:1].upper() + line[1:]


def _kind(reading: Reading) -> Need.Kind:
    if PARTNER.search(reading.text):
        return Need.Kind.PARTNER
    first = min(reading.helping, key=lambda one: one.start, default=None)
    return KIND_OF_HELP[first.kind] if first else Need.Kind.OUTSOURCE


def _deadline(reading: Reading) -> date | None:
    """A date in a sentence about answering; a date of delivery is a requirement."""
    for day in reading.days:
        start, end = reading.sentence_at(day.start)
        if ANSWERING.search(reading.text[start:end]):
            return day.day
    return None
