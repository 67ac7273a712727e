"""The house rules of the vocabulary. A vocabulary that keeps them has no problems to show."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from clubhuis.lib.languages import CONTENT_LANGUAGES

from .files import Entry

KINDS = ("process", "material", "equipment", "certificate", "service", "technology", "market")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def problems(entries: Collection[Entry], *, sectors: Collection[str], codes: Collection[str]) -> list[str]:
    """Everything that is wrong, as one sentence each; none for a sound vocabulary."""
    return [
        *_ids(entries),
        *_names(entries),
        *_claims(entries),
        *_links(entries),
        *_circles(entries),
        *_mappings(entries, set(sectors), set(codes)),
        *_size(entries),
    ]


def _ids(entries: Iterable[Entry]) -> Iterator[str]:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            yield f"{entry.id}: two concepts have this id"
        seen.add(entry.id)
        if not _SLUG.fullmatch(entry.id) or len(entry.id) > 80:
            yield f"{entry.id!r}: an id is lower-case letters, digits and single hyphens, at most 80"
        if entry.kind not in KINDS:
            yield f"{entry.id}: {entry.kind!r} is not a kind"


def _names(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        for language in ("nl", "en"):
            if not entry.names.get(language):
                yield f"{entry.id}: no name in {language}"
        for language in CONTENT_LANGUAGES:
            for text in (entry.names.get(language, ""), *entry.synonyms.get(language, ())):
                if len(text) > 120:
                    yield f"{entry.id}: {text[:40]!r}… is longer than 120 characters"
                if ";" in text:
                    yield f"{entry.id}: {text!r} has a semicolon; synonyms are separated by |"


def as_claimed(label: str) -> str:
    """How labels are compared when two concepts want the same one: without capitals and composed the same way."""
    return " ".join(unicodedata.normalize("NFC", label).casefold().split())


def claims(entries: Iterable[Entry]) -> dict[tuple[str, str], list[str]]:
    """Which concepts claim a label, by language and label."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in entries:
        for language in CONTENT_LANGUAGES:
            labels = [*filter(None, [entry.names.get(language)]), *entry.synonyms.get(language, ())]
            for label in dict.fromkeys(map(as_claimed, labels)):
                found[language, label].append(entry.id)
    return found


def _claims(entries: Iterable[Entry]) -> Iterator[str]:
    for (language, label), ids in claims(entries).items():
        if len(ids) > 1:
            yield f"{label!r} ({language}) is claimed by {' and '.join(ids)}"


def _links(entries: Collection[Entry]) -> Iterator[str]:
    known = {entry.id for entry in entries}
    broader = {entry.id: entry.broader for entry in entries}
    for entry in entries:
        for word, others in (("broader", entry.broader), ("related", entry.related)):
            for other in others:
                if other == entry.id:
                    yield f"{entry.id}: is {word} than or to itself"
                elif other not in known:
                    yield f"{entry.id}: {word} {other!r} does not exist"
        for other in sorted(above(entry.id, broader) & set(entry.related)):
            yield f"{entry.id}: {other} is broader and related at once"


def above(start: str, broader: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Everything that is broader, however far up (SKOS keeps that apart from what is related, S27)."""
    found: set[str] = set()
    todo = list(broader.get(start, ()))
    while todo:
        here = todo.pop()
        if here not in found:
            found.add(here)
            todo.extend(broader.get(here, ()))
    return found


def _circles(entries: Iterable[Entry]) -> Iterator[str]:
    broader = {entry.id: entry.broader for entry in entries}
    sound: set[str] = set()
    for start in broader:
        path: list[str] = []
        todo: list[tuple[str, bool]] = [(start, False)]
        while todo:
            here, leaving = todo.pop()
            if leaving:
                path.pop()
                sound.add(here)
            elif here in path:
                yield f"{' → '.join([*path[path.index(here) :], here])}: broader goes round in a circle"
                return
            elif here not in sound:
                path.append(here)
                todo.append((here, True))
                todo.extend((above, False) for above in broader.get(here, ()))


def _mappings(entries: Iterable[Entry], sectors: set[str], codes: set[str]) -> Iterator[str]:
    for entry in entries:
        yield from (f"{entry.id}: NACE {code} does not exist" for code in entry.nace if code not in sectors)
        yield from (f"{entry.id}: CPV {code} does not exist" for code in entry.cpv if code not in codes)


def _size(entries: Collection[Entry]) -> Iterator[str]:
    if len(entries) < 1200:
        yield f"there are {len(entries)} concepts; at least 1,200 are promised"
    german = sum(1 for entry in entries if entry.names.get("de"))
    if german < 0.8 * len(entries):
        yield f"{german} of {len(entries)} concepts have a German name; 80 % are promised"
