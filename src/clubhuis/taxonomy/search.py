"""Find a capability from what somebody types: any of three languages, synonyms, a part of a word, a slip of the fingers."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

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
    text: str
    slug: str
    language: str
    is_name: bool

    def has_word_like(self, asked: str) -> bool:
        """Whether a word in it, though not the first, begins like this."""
        return f" {asked}" in folded(self.text)


def folded(text: str) -> str:
    """Lower case, without accents, words of letters and digits with one space between them."""
    text = unicodedata.normalize("NFKD", text[:200].casefold().replace("ß", "ss"))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[0-9a-z+#]+", text))


class _Labels:
    """All labels in one text, a line each: looking through it is one step, not one for each label."""

    def __init__(self, terms: Snapshot) -> None:
        self._labels = [
            _Label(text, term.slug, language, text == term.names.get(language))
            for term in terms.values()
            for language in CONTENT_LANGUAGES
            for text in term.labels(language)
        ]
        squeezed = [folded(label.text).replace(" ", "") for label in self._labels]
        self._text = "\n".join(squeezed)
        self._begins = array("I", accumulate((len(line) + 1 for line in squeezed), initial=0))

    def holding(self, close: str) -> Iterator[tuple[_Label, str]]:
        """The labels in which this stands, each with how it is written together."""
        at = self._text.find(close)
        while at >= 0:
            number = bisect_right(self._begins, at)
            yield self._labels[number - 1], self._text[self._begins[number - 1] : self._begins[number] - 1]
            at = self._text.find(close, self._begins[number])

    def near(self, close: str) -> Iterator[tuple[_Label, float]]:
        """Labels that are written nearly so, with how near: 100 is the same."""
        found = process.extract(close, self._text.split("\n"), scorer=fuzz.ratio, score_cutoff=78, limit=60)
        for _, score, number in found:
            yield self._labels[number], score


@lru_cache(maxsize=2)
def _labels(terms: Snapshot) -> _Labels:
    return _Labels(terms)


def search(text: str, *, limit: int = 20, kind: str = "", terms: Snapshot | None = None) -> list[Hit]:
    """The best terms for this text, each once: the same words first, then beginnings, parts of words and near misses."""
    asked = folded(text)
    if len(asked) < 2:
        return []
    known = terms or snapshot()
    labels = _labels(known)
    close = asked.replace(" ", "")
    language = (get_language() or "nl").split("-")[0]
    ranks: dict[str, tuple[tuple[int, int, int, int], _Label]] = {}

    def note(level: int, label: _Label) -> None:
        if kind and known[label.slug].kind != kind:
            return
        rank = (level, not label.is_name, label.language != language, len(label.text))
        if label.slug not in ranks or rank < ranks[label.slug][0]:
            ranks[label.slug] = rank, label

    for label, together in labels.holding(close):
        if together == close:
            note(0, label)
        elif together.startswith(close):
            note(1, label)
        elif label.has_word_like(asked):
            note(2, label)
        elif len(close) > 2:
            note(3, label)
    if len(ranks) < 3 and len(close) > 3:
        for label, score in labels.near(close):
            note(104 - round(score), label)
    best = sorted(ranks.values(), key=lambda pair: (pair[0], pair[1].slug))[:limit]
    return [Hit(known[label.slug], "" if label.text == known[label.slug].name else label.text) for _, label in best]
