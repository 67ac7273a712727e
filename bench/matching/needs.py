# ruff: noqa: E501
"""Needs in three languages against profiles: is the need read right, the right organisation found, each requirement judged right?

`data/needs.tsv` holds per need what it asks (`cap= mat= fig= cert= place= date= lang= help=`; `?` behind it for a wish, `!` for an
implied one; `not=` for what must not be read as asked), the best organisations, and judgements of some organisations in the order of what is asked: + met,
? unknown, - not met.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from bench.matching.sources import rows, vocabulary
from clubhuis.engines.matching import (
    LANGUAGES,
    Certificate,
    Document,
    Index,
    Language,
    Need,
    Passage,
    Place,
    Requirement,
    SentenceModel,
    Site,
    Vocabulary,
    fold,
    judge,
    read,
    requirements_from,
)

TODAY = date(2026, 11, 21)
_STATES = {"+": "met", "?": "unknown", "-": "not_met"}


class Places:
    """The towns of the data."""

    def __init__(self) -> None:
        self._places = {
            row["name"].lower(): Place(
                row["name"], float(row["lat"]), float(row["lon"]), float(row["radius_km"]) if row["radius_km"] else None
            )
            for row in rows("places.tsv")
        }

    def find(self, name: str, country: str | None = None) -> Place | None:
        """A town by its name."""
        return self._places.get(name.lower())


def documents(places: Places, name: str = "profiles.tsv") -> list[Document]:
    """The profiles."""
    found = []
    for row in rows(name):
        place = places.find(row["place"])
        assert place is not None, row["place"]
        held = []
        for one in filter(None, row["certificates"].split(";")):
            name, _, expires = one.partition("@")
            held.append(Certificate(name, date.fromisoformat(expires)))
        found.append(
            Document(
                row["key"],
                row["key"],
                (Passage("profile", row["text"]),),
                certificates=tuple(held),
                sites=(Site(place.lat, place.lon, row["place"]),),
            )
        )
    return found


def asked_for(ask: str, requirement: Requirement, words: Vocabulary) -> bool:
    """Whether a requirement is the one that was expected."""
    kind, _, value = ask.rstrip("?!").partition("=")
    figure = requirement.figure
    match kind:
        case "cap" | "mat":
            if requirement.kind not in ("capability", "material", "certificate") or not requirement.concepts:
                return False
            if kind == "cap" and requirement.kind == "material":
                return False
            names = [
                fold(name)
                for concept in requirement.concepts
                for name in (
                    concept,
                    *(label for language in LANGUAGES for label in words[concept].labels.get(language, ())),
                )
            ]
            return any(fold(value).replace("-", " ") in name.replace("-", " ") for name in names)
        case "fig":
            name, _, amount = value.partition(":")
            if figure is None or figure.kind != name:
                return False
            if not amount:
                return True
            if "x" in amount:
                return figure.dims == tuple(sorted(map(float, amount.split("x")), reverse=True))
            return any(
                limit is not None and abs(limit - float(amount)) <= 1e-6 * abs(float(amount))
                for limit in (figure.low, figure.high)
            )
        case "cert":
            return requirement.standard is not None and str(requirement.standard) == value.replace("_", " ")
        case "place":
            name, _, radius = value.partition("/")
            area = requirement.area
            return area is not None and area.name == name and area.radius_km == float(radius) and area.place is not None
        case "help":
            return requirement.help == value
        case "date":
            return requirement.day is not None
        case "lang":
            return requirement.spoken == value
    raise ValueError(ask)


SETS = {
    "needs": "",
    "unseen": "unseen_",
    "second": "second_",
    "third": "third_",
    "fourth": "fourth_",
    "fifth": "fifth_",
    "sixth": "sixth_",
    "seventh": "seventh_",
    "eighth": "eighth_",
    "ninth": "ninth_",
    "tenth": "tenth_",
    "eleventh": "eleventh_",
    "twelfth": "twelfth_",
    "thirteenth": "thirteenth_",
    "fourteenth": "fourteenth_",
    "fifteenth": "fifteenth_",
    "sixteenth": "sixteenth_",
}
"""The first was used while building; the others were judged before they were first run."""


def measure(model: SentenceModel | None, name: str = "needs", *, shown: bool = False) -> list[str]:
    """Tables: reading by kind, judging by kind, finding by language; with `shown` every mistake as well.

    `name` is one of `SETS`.
    """
    words, places = vocabulary(), Places()
    prefix = SETS[name]
    known = {document.key: document for document in documents(places, f"{prefix}profiles.tsv")}
    read_right: dict[str, Counter[str]] = defaultdict(Counter)
    judged: dict[str, Counter[bool]] = defaultdict(Counter)
    found: dict[Language, Counter[str]] = defaultdict(Counter)
    mistakes: list[str] = []
    seconds: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder), words, model=model)
        index.rebuild(known.values())
        for row in rows(f"{prefix}needs.tsv"):
            asks = row["asks"].split()
            for language, text in _texts(row):
                reading = read(text, words, language=None, gazetteer=places, today=TODAY, tolerant=True)
                need = Need(text, requirements_from(reading, words), reading.language)
                matched = _reading(asks, need, words, read_right, mistakes, f"{row['id']} {language} {text}")
                _judging(row["judged"], asks, matched, need, known, words, judged, mistakes, f"{row['id']} {language}")
                if row["best"] == "*":
                    continue
                start = time.perf_counter()
                keys = [match.key for match in index.match(need, today=TODAY, limit=10)]
                seconds.append(time.perf_counter() - start)
                best = row["best"].split(";")
                found[language]["asked"] += 1
                found[language]["first"] += keys[0] in best
                found[language]["three"] += any(key in best for key in keys[:3])
                if not any(key in best for key in keys[:3]):
                    mistakes.append(f"{row['id']} {language} found {keys[:4]} not {best}: {text}")
    lines = ["| what is read | precision | recall |", "|---|---|---|"]
    for kind, counts in sorted(read_right.items()):
        precision = counts["right"] / max(1, counts["right"] + counts["extra"])
        lines.append(
            f"| {kind} | {precision:.3f} | {counts['right'] / max(1, counts['right'] + counts['missed']):.3f} |"
        )
    lines.extend(("", "| what is judged | right | of |", "|---|---|---|"))
    for kind, counts in sorted(judged.items()):
        lines.append(f"| {kind} | {counts[True] / counts.total():.3f} | {counts.total()} |")
    total = sum((counts for counts in judged.values()), Counter())
    lines.append(f"| all | {total[True] / total.total():.3f} | {total.total()} |")
    lines.extend(
        ("", "| language of the need | right one first | among the first three | needs |", "|---|---|---|---|")
    )
    for language, counts in found.items():
        lines.append(
            f"| {language} | {counts['first'] / counts['asked']:.3f} | {counts['three'] / counts['asked']:.3f} | {counts['asked']} |"
        )
    return [*lines, *(["", *mistakes] if shown else [])]


def _texts(row: dict[str, str]) -> list[tuple[Language, str]]:
    """A need in the languages it was written in."""
    return [(language, row[language]) for language in LANGUAGES if row.get(language)] or [
        (language, row["text"]) for language in LANGUAGES if language == row["language"]
    ]


_NAMES = {
    "lang": "language",
    "date": "date",
    "cap": "capability",
    "mat": "material",
    "fig": "figure",
    "cert": "certificate",
    "place": "place",
    "help": "help",
}


def _reading(
    asks: list[str], need: Need, words: Vocabulary, counts: dict[str, Counter[str]], mistakes: list[str], where: str
) -> dict[int, Requirement]:
    matched: dict[int, Requirement] = {}
    for place, ask in enumerate(asks):
        if ask.startswith("not="):
            _denied(ask, need, words, counts, mistakes, where)
            continue
        kind = _NAMES[ask.partition("=")[0]]
        fitting = [one for one in need.requirements if asked_for(ask, one, words)]
        right = min(fitting, key=lambda one: one.kind != kind, default=None)
        if right is None:
            counts[kind]["missed"] += 1
            mistakes.append(f"{where} | missed {ask} | read {[(one.kind, one.text) for one in need.requirements]}")
            continue
        counts[kind]["right"] += 1
        matched[place] = right
        wish = bool(re.search(r"[?!]", ask))
        if wish == right.must:
            counts["must or wish"]["missed"] += 1
            mistakes.append(f"{where} | {ask} read as {'must' if right.must else 'wish'}")
        else:
            counts["must or wish"]["right"] += 1
    for one in need.requirements:
        # What else is named in passing is no mistake for capabilities; a figure, norm or place out of nowhere is.
        if one.kind in ("figure", "certificate", "place", "material") and not any(
            one is right for right in matched.values()
        ):
            if one.kind == "figure" and any(
                one.figure and right.figure and one.figure.kind == right.figure.kind for right in matched.values()
            ):
                continue
            counts[one.kind]["extra"] += 1
            mistakes.append(f"{where} | extra {one.kind} {one.text!r} {one.concepts}")
    return matched


def _denied(
    ask: str, need: Need, words: Vocabulary, counts: dict[str, Counter[str]], mistakes: list[str], where: str
) -> None:
    value = ask.partition("=")[2]
    wrong = next(
        (one for one in need.requirements for kind in ("cap", "cert") if asked_for(f"{kind}={value}", one, words)), None
    )
    counts["what is not wanted"]["right" if wrong is None else "extra"] += 1
    if wrong is not None:
        mistakes.append(f"{where} | {wrong.text!r} read as asked")


def _judging(
    expected: str,
    asks: list[str],
    matched: dict[int, Requirement],
    need: Need,
    known: dict[str, Document],
    words: Vocabulary,
    counts: dict[str, Counter[bool]],
    mistakes: list[str],
    where: str,
) -> None:
    for one in expected.split():
        key, _, marks = one.partition(":")
        judgements = {id(judgement.requirement): judgement for judgement in judge(need, known[key], words, today=TODAY)}
        for place, mark in enumerate(marks):
            kind = _NAMES[asks[place].partition("=")[0]]
            requirement = matched.get(place)
            judgement = judgements.get(id(requirement)) if requirement is not None else None
            right = judgement is not None and judgement.state == _STATES[mark]
            counts[kind][right] += 1
            if judgement is not None and judgement.state == "met" and not judgement.sentence:
                counts["met without a sentence"][False] += 1
            if not right and judgement is not None:
                mistakes.append(
                    f"{where} {key} {asks[place]} judged {judgement.state} not {_STATES[mark]} ({judgement.reason}) {judgement.sentence[:80]!r}"
                )


if __name__ == "__main__":
    print("\n".join(measure(None, shown=True)))
