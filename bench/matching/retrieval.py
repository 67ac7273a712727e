"""How well labels in one language find the same label in another."""

from __future__ import annotations

import math
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.matching.sources import evaluated_labels, vocabulary
from clubhuis.engines.matching import Document, Index, Language, Passage, SentenceModel, Vocabulary, Weights
from clubhuis.engines.matching.lexicon import Lexicon

PAIRS: tuple[tuple[Language, Language], ...] = (
    ("nl", "en"),
    ("de", "en"),
    ("en", "nl"),
    ("en", "de"),
    ("nl", "de"),
    ("de", "nl"),
)
SYSTEMS: dict[str, Weights] = {
    "words": Weights(words=1.0, concepts=0.0, meaning=0.0, nearness=0.0),
    "vocabulary": Weights(words=0.0, concepts=1.0, meaning=0.0, nearness=0.0),
    "model": Weights(words=0.0, concepts=0.0, meaning=1.0, nearness=0.0),
    "fusion": Weights(),
}
"""The word search includes the learned lexicon, the model the English gloss; rows with `plain` go without."""


@dataclass(frozen=True, slots=True)
class Scores:
    """recall@1, recall@10, mean reciprocal rank and nDCG@10 over the questions."""

    at_1: float
    at_10: float
    reciprocal: float
    gain: float


def scores(ranks: Sequence[int | None]) -> Scores:
    """From the rank (0 is best) of the one right answer of each question; `None` where it was not among the first ten."""
    number = len(ranks)
    found = [rank for rank in ranks if rank is not None]
    return Scores(
        sum(rank == 0 for rank in found) / number,
        len(found) / number,
        sum(1 / (rank + 1) for rank in found) / number,
        sum(1 / math.log2(rank + 2) for rank in found) / number,
    )


def build(
    texts: Sequence[str],
    language: Language,
    folder: Path,
    words: Vocabulary,
    model: SentenceModel | None,
    lexicon: Lexicon | None,
) -> Index:
    """An index of short texts, one a document."""
    index = Index(folder, words, model=model, lexicon=lexicon)
    index.rebuild(
        Document(str(place), passages=(Passage("label", text, language),)) for place, text in enumerate(texts)
    )
    return index


def ask(
    index: Index, questions: Sequence[tuple[str, int]], language: Language, systems: dict[str, Weights]
) -> dict[str, Scores]:
    """Ask each question of each system; the right answer is the document with the number beside it."""
    ranks: dict[str, list[int | None]] = {name: [] for name in systems}
    for text, right in questions:
        query = index.question(text, language=language)
        for name, weights in systems.items():
            keys = [hit.key for hit in index.rank(query, limit=10, weights=weights)]
            ranks[name].append(keys.index(str(right)) if str(right) in keys else None)
    return {name: scores(found) for name, found in ranks.items()}


def measure(
    model: SentenceModel | None, *, questions: int = 1000, pairs: Sequence[tuple[Language, Language]] = PAIRS
) -> list[str]:
    """A table: system by language pair."""
    labels = evaluated_labels()
    asked = random.Random(1).sample(range(len(labels)), questions)
    words = vocabulary()
    lines = ["| from → to | system | recall@1 | recall@10 | MRR | nDCG@10 |", "|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        for target in dict.fromkeys(target for _, target in pairs):
            texts = [row[target] for row in labels]
            shipped = build(texts, target, Path(folder) / target, words, model, None)
            plain = build(texts, target, Path(folder) / f"{target}-plain", words, model, Lexicon(Path(folder) / "none"))
            for source, _ in (pair for pair in pairs if pair[1] == target):
                wanted = [(labels[place][source], place) for place in asked]
                bare = {name: SYSTEMS[name] for name in ("words", "model") if model is not None or name == "words"}
                full = {name: weights for name, weights in SYSTEMS.items() if model is not None or name != "model"}
                results = {f"{name} plain": one for name, one in ask(plain, wanted, source, bare).items()}
                results.update(ask(shipped, wanted, source, full))
                for name, one in results.items():
                    figures = " | ".join(f"{value:.3f}" for value in (one.at_1, one.at_10, one.reciprocal, one.gain))
                    lines.append(f"| {source} → {target} | {name} | {figures} |")
                    print(lines[-1], flush=True)
    return lines
