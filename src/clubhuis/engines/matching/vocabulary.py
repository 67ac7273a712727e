"""The concepts that can be recognised, how they relate, and what they are called in three languages."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from clubhuis.engines.matching.languages import LANGUAGES, Language
from clubhuis.engines.matching.words import folded_words

Relation = Literal["same", "narrower", "broader", "wide", "related"]
KINDS = ("process", "material", "equipment", "certificate", "service", "technology", "market")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing an organisation may be able to do, use, hold or serve.

    `broader` and `related` are ids of other concepts. `labels` gives per language the preferred
    label first and then its synonyms.
    """

    id: str
    kind: str
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    labels: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)

    def label(self, language: Language) -> str:
        """The preferred label in a language, or in the next that has one."""
        for spoken in (language, *LANGUAGES):
            if self.labels.get(spoken):
                return self.labels[spoken][0]
        return self.id


class Vocabulary:
    """All concepts, with the ways up and down between them. Immutable; make one and keep it."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Ids must be unique (`ValueError` otherwise); unknown ids in `broader` and `related` are ignored."""
        self._concepts: dict[str, Concept] = {}
        for concept in concepts:
            if concept.id in self._concepts:
                raise ValueError(f"Two concepts have the id {concept.id!r}.")
            self._concepts[concept.id] = concept
        self._narrower: dict[str, list[str]] = {}
        for concept in self._concepts.values():
            for above in concept.broader:
                if above in self._concepts:
                    self._narrower.setdefault(above, []).append(concept.id)
        self._related_from: dict[str, list[str]] = {}
        for concept in self._concepts.values():
            for other in concept.related:
                self._related_from.setdefault(other, []).append(concept.id)
        self._around: dict[tuple[str, ...], Mapping[str, Relation]] = {}
        self._above: dict[str, Mapping[str, int]] = {}
        self._below: dict[str, Mapping[str, int]] = {}
        self._by_label: dict[str, str] | None = None

    def __len__(self) -> int:
        return len(self._concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._concepts

    def __getitem__(self, concept_id: str) -> Concept:
        return self._concepts[concept_id]

    def get(self, concept_id: str) -> Concept | None:
        """The concept with this id, if there is one."""
        return self._concepts.get(concept_id)

    def above(self, concept_id: str) -> Mapping[str, int]:
        """All broader concepts with the number of steps up to them (1 is the next one)."""
        found = self._above.get(concept_id)
        if found is None:
            found = self._above[concept_id] = self._walk(concept_id, self._broader_of)
        return found

    def below(self, concept_id: str) -> Mapping[str, int]:
        """All narrower concepts with the number of steps down to them."""
        found = self._below.get(concept_id)
        if found is None:
            found = self._below[concept_id] = self._walk(concept_id, self._narrower_of)
        return found

    def related(self, concept_id: str) -> tuple[str, ...]:
        """Concepts that are near without being broader or narrower."""
        concept = self._concepts.get(concept_id)
        return tuple(other for other in concept.related if other in self._concepts) if concept else ()

    def around(self, concepts: tuple[str, ...]) -> Mapping[str, Relation]:
        """How other concepts stand to the asked ones: the same, narrower, broader (two steps), wide (more steps), related."""
        found = self._around.get(concepts)
        if found is None:
            if len(self._around) > 5_000:
                self._around.clear()
            found = self._around[concepts] = self._relations(concepts)
        return found

    def _relations(self, concepts: tuple[str, ...]) -> Mapping[str, Relation]:
        found: dict[str, Relation] = {}
        for concept in concepts:
            for other in (*self.related(concept), *self._related_from.get(concept, ())):
                found.setdefault(other, "related")
        for concept in concepts:
            for other, steps in self.above(concept).items():
                if found.get(other) != "broader":
                    found[other] = "broader" if steps <= 2 else "wide"
        for concept in concepts:
            found.update(dict.fromkeys(self.below(concept), "narrower"))
        found.update(dict.fromkeys(concepts, "same"))
        return found

    def covers(self, wide: str, narrow: str) -> bool:
        """Whether someone who offers `narrow` thereby offers `wide`: the same concept, or one below it."""
        return wide == narrow or wide in self.above(narrow)

    def named(self, label: str) -> Concept | None:
        """The concept that has exactly this label in some language, capitals and accents aside."""
        if self._by_label is None:
            self._by_label = {}
            for concept in self._concepts.values():
                for language in LANGUAGES:
                    for text in concept.labels.get(language, ()):
                        self._by_label.setdefault(_together(text), concept.id)
        found = self._by_label.get(_together(label))
        return None if found is None else self._concepts[found]

    def words(self) -> dict[Language, set[str]]:
        """All folded words of the labels, by language."""
        found: dict[Language, set[str]] = {language: set() for language in LANGUAGES}
        for concept in self._concepts.values():
            for language in LANGUAGES:
                for text in concept.labels.get(language, ()):
                    found[language].update(folded_words(text))
        return found

    def _broader_of(self, concept_id: str) -> Iterable[str]:
        return (above for above in self._concepts[concept_id].broader if above in self._concepts)

    def _narrower_of(self, concept_id: str) -> Iterable[str]:
        return self._narrower.get(concept_id, ())

    def _walk(self, concept_id: str, step: object) -> Mapping[str, int]:
        if concept_id not in self._concepts:
            return {}
        follow = self._broader_of if step == self._broader_of else self._narrower_of
        steps: dict[str, int] = {}
        front, distance = [concept_id], 0
        while front:
            distance += 1
            following: list[str] = []
            for here in front:
                for there in follow(here):
                    if there not in steps and there != concept_id:
                        steps[there] = distance
                        following.append(there)
            front = following
        return steps


def _together(label: str) -> str:
    """A label without spaces and marks, capitals and accents."""
    return "".join(folded_words(label))


def concepts_from_files(folder: Path) -> list[Concept]:
    """Read concepts from the TSV files of a folder (columns id kind broader nl en de nl_alt en_alt de_alt related).

    Lists within a cell are separated by `|` or `;`. Other columns are left alone.
    """
    found = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                labels = {}
                for language in LANGUAGES:
                    names = (*cell(row, language), *cell(row, f"{language}_alt"))
                    if names:
                        labels[language] = tuple(dict.fromkeys(names))
                found.append(
                    Concept(
                        row["id"].strip(),
                        (row.get("kind") or "").strip(),
                        cell(row, "broader"),
                        cell(row, "related"),
                        labels,
                    )
                )
    return found


def cell(row: Mapping[str, str | None], column: str) -> tuple[str, ...]:
    """The values in one cell of a row."""
    text = (row.get(column) or "").replace(";", "|")
    return tuple(part.strip() for part in text.split("|") if part.strip())
