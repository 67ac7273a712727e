"""The data of the benchmark: parallel labels, names and words (see data/README.md for sources and licences)."""

from __future__ import annotations

import csv
import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

from clubhuis.engines.matching.grades import with_grades
from clubhuis.engines.matching.languages import LANGUAGES, Language
from clubhuis.engines.matching.vocabulary import Vocabulary, concepts_from_files

DATA = Path(__file__).parent / "data"
CONCEPTS = Path(__file__).parents[2] / "src" / "clubhuis" / "taxonomy" / "data" / "concepts"
MANUFACTURING = ("14", "19", "24", "31", "33", "38", "42", "43", "44")
"""Divisions of the procurement vocabulary that are evaluated; nothing is learned from them."""

WEIGHTS = Path(tempfile.gettempdir()) / "clubhuis-bench"
"""Where the sentence model is unpacked."""

Names = dict[Language, str]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of this folder."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def evaluated_labels() -> list[dict[str, str]]:
    """Procurement labels of the manufacturing divisions."""
    return [row for row in rows("cpv2008_en_nl_de.tsv") if row["code"][:2] in MANUFACTURING]


def sectors() -> list[dict[str, str]]:
    """Names of sectors (NACE), as the product ships them."""
    with (CONCEPTS.parent / "nace.tsv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if all(row.get(one) for one in LANGUAGES)]


def vocabulary() -> Vocabulary:
    """The vocabulary of the product."""
    return with_grades({concept.id: concept for concept in concepts_from_files(CONCEPTS)}.values())


def parallel_names() -> Iterator[tuple[Names, int]]:
    """Everything translations are learned from, with how often it counts."""
    for row in rows("cpv2008_en_nl_de.tsv"):
        if row["code"][:2] not in MANUFACTURING:
            yield {language: row[language] for language in LANGUAGES}, 1
    for row in rows("names.tsv"):
        yield {language: row[language] for language in LANGUAGES}, 1
    for row in rows("goods.tsv"):
        yield {language: row[language] for language in LANGUAGES}, 1
    for row in sectors():
        yield {language: row[language] for language in LANGUAGES}, 1
    for row in rows("words.tsv"):
        words = [row[language].split(",") for language in LANGUAGES]
        for place in range(max(map(len, words))):
            yield {language: one[min(place, len(one) - 1)] for language, one in zip(LANGUAGES, words, strict=True)}, 3
        for together in itertools.product(*words):
            yield dict(zip(LANGUAGES, together, strict=True)), 3
    for concept in concepts_from_files(CONCEPTS):
        if concept.kind == "equipment" or not all(concept.labels.get(language) for language in LANGUAGES):
            continue  # equipment is mostly names of makers and types
        first = {language: concept.labels[language][0] for language in LANGUAGES}
        yield first, 1
        for language in LANGUAGES:
            for label in concept.labels[language][1:]:
                yield {**first, language: label}, 1
