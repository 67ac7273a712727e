"""Find a capability from what somebody types: any of three languages, synonyms, a part of a word, a slip of the fingers."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from rapidfuzz import fuzz, process

from clubhuis.lib.languages import CONTENT_LANGUAGES

from .snapshot import Snapshot, Term, snapshot


@dataclass(frozen=True, slots=True)
class Hit:
    """A term, and the label that was found when it is not the name on the page."""

    term: Term
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Label:
    folded: str
    text: str
    slug: str
    language: str
    is_name: bool


def folded(text: str) -> str:
    """Lower case, without accents, words of letters and digits with one space between them."""
    text = unicodedata.normalize("NFKD", text[:200].casefold().replace("ß", "ss"))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[0-9a-z+#]+", text))


@lru_cache(maxsize=2)
def _labels(terms: Snapshot) -> list[_Label]:
    return [
        _Label(folded(text), text, term.slug, language, text == term.names.get(language))
        for term in terms.values()
        for language in CONTENT_LANGUAGES
        for text in term.labels(language)
    ]


@lru_cache(maxsize=2)
def _squeezed(terms: Snapshot) -> list[str]:
    return [label.folded.replace(" ", "") for label in _labels(terms)]


@lru_cache(maxsize=2)
def _one_text(terms: Snapshot) -> tuple[str, list[int]]:
    """All labels in one text, a line each, and where each begins: looking through it is one step, not one for each label."""
    begins, at = [], 0
    for label in _squeezed(terms):
        begins.append(at)
        at += len(label) + 1
    return "\n".join(_squeezed(terms)), begins


def _holding(close: str, terms: Snapshot) -> Iterator[int]:
    """The numbers of the labels in which this stands."""
    text, begins = _one_text(terms)
    at = text.find(close)
    while at >= 0:
        number = bisect_right(begins, at)
        yield number - 1
        at = text.find(close, begins[number]) if number < len(begins) else -1


def search(text: str, *, limit: int = 20, kind: str = "", terms: Snapshot | None = None) -> list[Hit]:
    """The best terms for this text, each once: the same words first, then beginnings, parts of words and near misses."""
    asked = folded(text)
    if len(asked) < 2:
        return []
    known = terms or snapshot()
    labels, squeezed = _labels(known), _squeezed(known)
    close = asked.replace(" ", "")
    language = (get_language() or "nl").split("-")[0]
    ranks: dict[str, tuple[tuple[int, int, int, int], _Label]] = {}

    def note(level: int, label: _Label) -> None:
        if kind and known[label.slug].kind != kind:
            return
        rank = (level, not label.is_name, label.language != language, len(label.text))
        if label.slug not in ranks or rank < ranks[label.slug][0]:
            ranks[label.slug] = rank, label

    for number in _holding(close, known):
        label, together = labels[number], squeezed[number]
        if together == close:
            note(0, label)
        elif together.startswith(close):
            note(1, label)
        elif f" {asked}" in label.folded:
            note(2, label)
        elif len(close) > 2:
            note(3, label)
    if len(ranks) < 3 and len(close) > 3:
        near = process.extract(close, squeezed, scorer=fuzz.ratio, score_cutoff=78, limit=60)
        for _, score, index in near:
            note(104 - round(score), labels[index])
    best = sorted(ranks.values(), key=lambda pair: (pair[0], pair[1].slug))[:limit]
    return [Hit(known[label.slug], "" if label.text == known[label.slug].name else label.text) for _, label in best]
