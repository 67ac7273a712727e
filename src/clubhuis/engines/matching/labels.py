"""The labels of a vocabulary by the stems that find them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from clubhuis.engines.matching.inflections import is_inflection
from clubhuis.engines.matching.languages import LANGUAGES, Language
from clubhuis.engines.matching.parts import MORE_PARTS, parts_of_compounds
from clubhuis.engines.matching.verbs import compound_forms, doers, finite_forms, participles
from clubhuis.engines.matching.vocabulary import Vocabulary
from clubhuis.engines.matching.words import Splitter, folded_words, forget_words, loosened, stem, without_spelt_umlauts

FORMULA = re.compile(r"[A-Z][a-z]?[A-Z][a-z]?(?:[A-Z][a-z]?)?(?<=[a-zA-Z])(?<![A-Z]{3})(?<!^[A-Z]{2})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A label under its key: what it means and how strictly it must be written."""

    concepts: tuple[str, ...]
    surfaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A label of one word, or a form of it, folded: what it means, whether grammar may add to it, whether it has an umlaut."""

    folded: str
    concept: str
    bends: bool
    umlaut: bool


class Labels:
    """What every label means, by language and key; and the parts that compounds can have."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.entries: dict[Language, dict[str, Entry]] = {language: {} for language in LANGUAGES}
        self.formulas: set[str] = set()
        self.exact: dict[tuple[Language, str], tuple[str, ...]] = {}
        """Where several concepts share a stem, those that are written just so: `silicone` is no `silicon`."""
        self._words: dict[Language, dict[str, tuple[_Word, ...]]] = {language: {} for language in LANGUAGES}
        """The words that share the key of an entry, a label each or a form of one."""
        self.kinds = {concept.id: concept.kind for concept in vocabulary}
        parts: dict[Language, set[str]] = {language: set() for language in LANGUAGES}
        verbs: list[tuple[str, Language, str]] = []
        written: dict[tuple[Language, str], tuple[str, tuple[str, ...]]] = {}
        for concept in vocabulary:
            for language in LANGUAGES:
                for label in concept.labels.get(language, ()):
                    words = folded_words(label)
                    if (keys := self._add(label, words, language, concept.id)) is not None:
                        key, form = keys
                        others = written.get((language, form), ("", ()))[1]
                        written[language, form] = key, tuple(dict.fromkeys((*others, concept.id)))
                    if concept.kind in ("process", "service"):
                        verbs.append((label, language, concept.id))
                    parts[language].update(word for word in words if len(word) >= 4)
        for (language, form), (key, concepts) in written.items():
            shared = (*self.entries[language][key].concepts, *self.entries[language][form].concepts)
            if not set(shared) <= set(concepts):
                self.exact[language, form] = concepts
        plain: dict[Language, set[str]] = {language: set() for language in LANGUAGES}
        for label, language, _ in verbs:
            plain[language].add(label.lower())
        for label, language, concept_id in verbs:
            self._add_verb(label, language, concept_id, plain[language])
        for language in LANGUAGES:
            # A label that is one word may be part of a compound in its stem, too: frees-, draai-.
            parts[language].update(key for key in self.entries[language] if key.isalpha() and 4 <= len(key) <= 14)
            parts[language].update(MORE_PARTS[language])
            parts[language].update(parts_of_compounds().get(language, ()))
        self.splitter = Splitter(parts)
        self._keep_equals_once()
        forget_words()  # of the labels: those of the texts are others

    def _keep_equals_once(self) -> None:
        """What is equal stands in memory once; words without an entry are never asked for."""
        for language, entries in self.entries.items():
            self.entries[language] = _each_once(entries)
            words = {key: words for key, words in self._words[language].items() if key in entries}
            alike: dict[_Word, _Word] = {}
            self._words[language] = _each_once(
                {key: tuple(alike.setdefault(one, one) for one in words[key]) for key in words}
            )

    def meant(
        self, key: str, folded: str, entry: Entry, language: Language, *, own: bool, without_umlaut: bool = False
    ) -> tuple[str, ...]:
        """The concepts of an entry that one word names: those of whose labels it is a form, not only the same stem.

        Of another language than the text's (`own` is false) only the label itself and its plural in s are borrowed.
        `without_umlaut`: written without one by somebody who writes them, so that `sagen` is no `Sägen`.
        """
        if entry.surfaces:
            return entry.concepts
        just_so = self.exact.get((language, folded))
        if just_so is not None and not without_umlaut:
            return just_so
        if language == "de":
            folded = without_spelt_umlauts(folded)
        alike = (folded, folded.removesuffix("s"))
        meant = {
            word.concept
            for word in self._words[language].get(key, ())
            if (word.folded in alike or (own and word.bends and is_inflection(folded, word.folded, language)))
            and not (without_umlaut and word.umlaut)
        }
        return tuple(concept for concept in entry.concepts if concept in meant)

    def long_ones(self) -> Iterator[tuple[Language, str]]:
        """The keys that are long enough to be recognised with a wrong letter."""
        for language, entries in self.entries.items():
            for key in entries:
                if len(key) >= 7 and key.isalpha():
                    yield language, key

    def _add(self, label: str, folded: list[str], language: Language, concept_id: str) -> tuple[str, str] | None:
        """Keep a label under its stems and as it is written; returns the two keys."""
        words = [piece for word in folded for piece in loosened(word)]
        if not words:
            return None
        key = "".join([stem(word, language) for word in words])
        if len(words) == 1:
            self._word(language, key, _Word(words[0], concept_id, bends=True, umlaut=_has_umlaut(label)))
        is_formula = FORMULA.fullmatch(label) is not None
        if is_formula:
            self.formulas.add(label)
        letters = "".join(filter(str.isalnum, label))
        # Short words in capitals are abbreviations (CT, HIP, MES): they mean something else in small letters.
        strict = letters.isdigit() or len(letters) <= 2 or (len(letters) <= 4 and letters.isupper())
        strict = strict or is_formula  # GaN is no `gaan`
        written = "".join(words)
        for form in {key, written}:
            entry = self.entries[language].get(form)
            if entry is None:
                self.entries[language][form] = Entry((concept_id,), (label,) if strict else ())
                continue
            concepts = entry.concepts if concept_id in entry.concepts else (*entry.concepts, concept_id)
            surfaces = (*entry.surfaces, label) if strict and entry.surfaces else ()
            self.entries[language][form] = Entry(concepts, surfaces)
        return key, written

    def _word(self, language: Language, key: str, word: _Word) -> None:
        known = self._words[language]
        for form in {key, word.folded}:
            there = known.get(form, ())
            if word not in there:
                known[form] = (*there, word)

    def _add_verb(self, label: str, language: Language, concept_id: str, verbs: set[str]) -> None:
        """ "Hoekstra freest en draait" and "gefreesde delen" say what `frezen` and `draaien` say."""
        made = compound_forms(label, language, verbs) or participles(label, language)
        for form in (*finite_forms(label, language), *made, *doers(label, language)):
            key = stem(form, language)
            self._word(language, key, _Word(form, concept_id, bends=form in made, umlaut=_has_umlaut(label)))
            if key not in self.entries[language] and form not in self.entries[language]:
                self.entries[language][key] = self.entries[language][form] = Entry((concept_id,), ())


def _each_once[Kept: Hashable](values: dict[str, Kept]) -> dict[str, Kept]:
    once: dict[Kept, Kept] = {}
    return {key: once.setdefault(value, value) for key, value in values.items()}


def _has_umlaut(label: str) -> bool:
    return any(letter in "äöüÄÖÜ" for letter in label)
