"""Finds the concepts of a vocabulary in text, however they are inflected, compounded, hyphenated or split."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from clubhuis.engines.matching.bare_names import ShyNames, is_participle
from clubhuis.engines.matching.keeping import made_once
from clubhuis.engines.matching.labels import Labels
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.misspelt import Misspelt
from clubhuis.engines.matching.naming import Candidate, Naming
from clubhuis.engines.matching.vocabulary import Vocabulary
from clubhuis.engines.matching.word_pieces import WordPieces, as_done
from clubhuis.engines.matching.words import Token, stem, tokens
from clubhuis.engines.matching.worked_things import WorkedThings

_IDIOM = re.compile(
    r"\bdraai(?:t|en)\s+(?:\w+\s+){0,2}om\b|\bboring(?:en)?\s(?:van\s)?[Øø]?\s?\d+(?:[.,]\d+)?\s?(?:mm\s)?[Hh]\d|\bground\s(?:floor|plane|wire|station|level|support|breaking|up)\b",
    re.IGNORECASE,
)
"""What sounds like work and is none: "bij ons draait alles om kwaliteit"."""


@dataclass(frozen=True, slots=True)
class Found:
    """A concept and the characters that name it."""

    concept: str
    start: int
    end: int
    language: Language


class Recogniser:
    """Labels of a vocabulary by key, and the search for them. Immutable after it is made; keep one per vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        labels = Labels(vocabulary)
        self._entries, self._kinds, self.splitter = labels.entries, labels.kinds, labels.splitter
        self._misspelt = Misspelt(labels)
        self._naming = Naming(labels, WordPieces(labels, self._misspelt))
        self._shy = ShyNames(vocabulary)
        self._things = WorkedThings(vocabulary, labels)
        self._above = {concept.id: frozenset(vocabulary.above(concept.id)) for concept in vocabulary}

    def find(
        self, text: str, language: Language, *, tolerant: bool = False, figures: Sequence[tuple[int, int]] = ()
    ) -> list[Found]:
        """Concepts in a text, longest first where they overlap, in the order of the text.

        `tolerant` also accepts one or two wrong letters in a long word; meant for questions people type. What stands
        on `figures` is compared as a figure and not taken for a certificate ("grade 2", "ISO class 5 cleanroom").
        """
        words = tokens(text)
        if language == "en":
            words = [as_done(word, text) for word in words]
        candidates = self._naming.candidates(words, text, language, tolerant=tolerant)
        idioms = [match.start() for match in _IDIOM.finditer(text)]
        if idioms:
            candidates = [one for one in candidates if one[1] not in idioms]
        if figures:
            candidates = [one for one in candidates if not self._counts(one, figures)]
        found = self._settle(candidates)
        found.extend(self._done_to(words, found, language))
        found = self._with_things(words, found, language, text)
        found.extend(self._in_company(words, found, language, alone=tolerant))
        if tolerant:
            found.extend(self._tolerant(words, found, language))
        return sorted(found, key=lambda one: (one.start, one.end))

    def _done_to(self, words: list[Token], found: list[Found], language: Language) -> list[Found]:
        """ "Gelaste frames" names a product and welding as well."""
        more: list[Found] = []
        beginnings = {one.start: one for one in found}
        for word in words:
            one = beginnings.get(word.start)
            if one is None or one.end <= word.end or not is_participle(word.folded, language):
                continue
            entry = self._entries[language].get(stem(word.folded, language))
            if entry is None or entry.surfaces:
                continue
            beyond = {one.concept, *self._above[one.concept]}
            more.extend(
                Found(concept, word.start, word.end, language)
                for concept in entry.concepts
                if self._kinds[concept] == "process" and concept not in beyond
            )
        return more

    def _with_things(self, words: list[Token], found: list[Found], language: Language, text: str) -> list[Found]:
        """ "Buizen buigen" instead of "buigen" alone, where there is a process of that name."""
        done = [(one.concept, one.start, one.end) for one in found if self._kinds[one.concept] == "process"]
        made_of = [(one.concept, one.start, one.end) for one in found if self._kinds[one.concept] == "material"]
        special = [
            Found(concept, start, end, language)
            for concept, start, end in self._things.find(words, language, done, made_of, text)
        ]
        if not special:
            return found
        said = {(one.concept, one.start) for one in found}
        return [
            *(one for one in special if (one.concept, one.start) not in said),
            *(
                one
                for one in found
                if not any(
                    other.start <= one.start and one.end <= other.end and one.concept in self._above[other.concept]
                    for other in special
                )
            ),
        ]

    def _in_company(self, words: list[Token], found: list[Found], language: Language, *, alone: bool) -> list[Found]:
        """Shy words beside named work or material; `alone`, too, where nothing else says what work is wanted."""
        firm = [(one.start, one.end) for one in found if self._kinds[one.concept] in ("process", "material")]
        if alone and not any(self._kinds[one.concept] == "process" for one in found):
            firm.append((0, words[-1].end if words else 0))
        if not firm:
            return []
        taken = [
            (one.start, one.end) for one in found if self._kinds[one.concept] in ("process", "material", "equipment")
        ]
        return [
            Found(concept, start, end, language)
            for concept, start, end in self._shy.find(words, language, firm)
            if not any(begin < end and start < until for begin, until in taken)
        ]

    def _counts(self, candidate: Candidate, figures: Sequence[tuple[int, int]]) -> bool:
        _, start, end, concepts, _, _ = candidate
        if not any(start < until and begin < end for begin, until in figures):
            return False
        return all(self._kinds[concept] == "certificate" for concept in concepts)

    def _settle(self, candidates: list[Candidate]) -> list[Found]:
        """The longest naming wins its characters; a material inside a longer name is kept beside it."""
        taken: list[tuple[int, int, bool]] = []
        substances: list[tuple[int, int]] = []
        found: list[Found] = []
        seen: set[tuple[str, int]] = set()
        for _, start, end, concepts, spoken, gapped in sorted(candidates, key=lambda one: (-one[0], one[1])):
            inside = [loose for begin, until, loose in taken if begin < end and start < until]
            materials = tuple(concept for concept in concepts if self._kinds[concept] == "material")
            if inside and not materials and (gapped or not all(inside)):
                continue
            if materials and any(begin < end and start < until for begin, until in substances):
                continue
            if any(begin == start and until == end for begin, until, _ in taken):
                continue
            if not inside or all(inside):
                taken.append((start, end, gapped))
            if materials:
                substances.append((start, end))
            for concept in concepts if not inside or all(inside) else materials:
                if (concept, start) not in seen:
                    seen.add((concept, start))
                    found.append(Found(concept, start, end, spoken))
        # Within a gapped name the skipped word stays free, the named ones do not: drop what repeats a broader part.
        gaps = [(start, end) for start, end, gapped in taken if gapped]
        firm = {(one.start, one.end) for one in found if (one.start, one.end) in gaps}
        return [
            one
            for one in found
            if (one.start, one.end) in firm
            or self._kinds[one.concept] == "material"
            or not any(
                start <= one.start and one.end <= end and (one.start == start or one.end == end) for start, end in gaps
            )
        ]

    def _tolerant(self, words: list[Token], found: list[Found], language: Language) -> list[Found]:
        more: list[Found] = []
        for word in words:
            if any(one.start < word.end and word.start < one.end for one in found):
                continue
            if self._misspelt.is_known(word.folded, language):
                continue
            entry, spoken = self._misspelt.meaning(word.folded, language)
            if entry is not None:
                more.extend(Found(concept, word.start, word.end, spoken) for concept in entry.concepts)
        return more


_kept: WeakKeyDictionary[Vocabulary, Recogniser] = WeakKeyDictionary()


def recogniser_for(vocabulary: Vocabulary) -> Recogniser:
    """The recogniser of a vocabulary, made once."""
    found = _kept.get(vocabulary)
    if found is None:
        found = _kept[vocabulary] = Recogniser(vocabulary)
    return found


def read_labels(vocabulary: Vocabulary, *, kept: Path) -> None:
    """Have the recogniser of a vocabulary before somebody asks: from the file `kept`, where it is written once it is made."""
    if vocabulary not in _kept:
        _kept[vocabulary] = made_once(kept, repr(list(vocabulary)), lambda: Recogniser(vocabulary))
