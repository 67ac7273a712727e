"""What texts mean, turned so that names that translate each other lie close: learned once from parallel names.

The sentence model was made for whole sentences; on the short names of this trade it keeps apart what belongs together.
Three matrices put that right, one for English, one for the other languages, one for their English gloss.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from clubhuis.engines.matching.languages import LANGUAGES, Language

Floats = NDArray[np.float32]
Pair = tuple[Language, Language, float]

PAIRS: tuple[Pair, ...] = (("nl", "en", 1.0), ("de", "en", 1.0), ("nl", "de", 0.5))
"""Languages that are brought together, and how much each counts."""
ALIGNED = "universal-sentence-encoder-multilingual"
"""The model the shipped matrices were learned for."""


class Alignment:
    """Three square matrices: what they do to a text in English, to one in another language and to its gloss."""

    def __init__(self, matrices: NDArray[np.generic]) -> None:
        """`matrices`: 3 × size × size."""
        self._english, self._foreign, self._gloss = matrices.astype(np.float32)

    @cached_property
    def mark(self) -> bytes:
        """Differs between alignments that turn texts differently."""
        digest = hashlib.blake2b(digest_size=8)
        for matrix in (self._english, self._foreign, self._gloss):
            digest.update(np.ascontiguousarray(matrix))
        return digest.digest()

    def english(self, own: Floats) -> Floats:
        """Unit vectors of English texts."""
        return unit(own @ self._english)

    def foreign(self, own: Floats, gloss: Floats) -> Floats:
        """Unit vectors of texts in another language, from the model's vectors of the text and of its English gloss."""
        return unit(own @ self._foreign + gloss @ self._gloss)


def plain(size: int) -> Alignment:
    """Turns nothing: text and gloss count the same."""
    return Alignment(np.stack([np.eye(size, dtype=np.float32)] * 3))


@lru_cache(maxsize=2)
def alignment_for(model: str, size: int) -> Alignment:
    """The alignment that comes with the engine, for the model it was learned for; for another one that turns nothing."""
    if model != ALIGNED:
        return plain(size)
    with as_file(files("clubhuis.engines.matching") / "data" / "alignment.npy") as path:
        return Alignment(np.load(path, allow_pickle=False))


def unit(rows: Floats) -> Floats:
    """Rows of length one."""
    scaled: Floats = rows.astype(np.float32)
    scaled /= np.maximum(np.linalg.norm(scaled, axis=1, keepdims=True), 1e-6)
    return scaled


def learn_alignment(
    own: Mapping[Language, Floats],
    gloss: Mapping[Language, Floats],
    *,
    rounds: int = 8,
    batch: int = 1024,
    warmth: float = 0.07,
    step: float = 2e-3,
    back: float = 0.02,
    trust: float = 0.6,
) -> NDArray[np.float16]:
    """Learn the matrices from names in parallel languages: row `n` names the same thing in each.

    A name must be nearer to its translation than to the other names of a batch: the loss of InfoNCE (van den Oord et al.,
    2018) in both directions, stepped down with Adam (Kingma and Ba, 2015), starting from matrices that turn nothing and
    drawn back to them by `back`. Seven in ten names of a batch come from neighbouring clusters, so that there is something to
    tell apart; the gloss of a name is left out now and then, because on names that nobody has seen it is worse. The result
    goes only `trust` of the way from turning nothing to what was learned: texts longer than names lose less by it.
    """
    chance = np.random.default_rng(0)
    count, size = own["en"].shape
    still = np.stack([np.eye(size, dtype=np.float32)] * 3)
    matrices, slope, spread = still.copy(), np.zeros_like(still), np.zeros_like(still)
    cluster = _clusters(own["en"], max(2, count // 150), chance)
    steps, done = rounds * max(1, count // batch), 0
    for _ in range(rounds):
        for rows in _batches(cluster, min(batch, count), chance):
            done += 1
            gradient = _gradient(matrices, own, gloss, rows, warmth, chance)
            slope = 0.9 * slope + 0.1 * gradient
            spread = 0.99 * spread + 0.01 * gradient**2
            rate = step * (1 - done / (steps + 1))
            matrices -= rate * (slope / (1 - 0.9**done)) / (np.sqrt(spread / (1 - 0.99**done)) + 1e-8)
            matrices -= rate * back * (matrices - still)
    return (still + trust * (matrices - still)).astype(np.float16)


def _gradient(
    matrices: Floats,
    own: Mapping[Language, Floats],
    gloss: Mapping[Language, Floats],
    rows: NDArray[np.intp],
    warmth: float,
    chance: np.random.Generator,
) -> Floats:
    """Which way the matrices make the loss of these names grow."""
    inputs: dict[Language, tuple[tuple[int, Floats], ...]] = {"en": ((0, own["en"][rows]),)}
    for language in gloss:
        luck = chance.random(len(rows))[:, None]
        inputs[language] = ((1, own[language][rows] * (luck >= 0.1)), (2, gloss[language][rows] * (luck <= 0.75)))
    turned = {one: np.sum([part @ matrices[place] for place, part in parts], axis=0) for one, parts in inputs.items()}
    lengths = {one: np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6) for one, vectors in turned.items()}
    units = {one: vectors / lengths[one] for one, vectors in turned.items()}
    pull = {one: np.zeros_like(vectors) for one, vectors in units.items()}
    for first, second, weight in PAIRS:
        for one, other in ((first, second), (second, first)):
            likeness = units[one] @ units[other].T / warmth
            shares = np.exp(likeness - likeness.max(axis=1, keepdims=True))
            shares /= shares.sum(axis=1, keepdims=True)
            shares[np.arange(len(rows)), np.arange(len(rows))] -= 1.0
            shares *= weight / (len(rows) * warmth)
            pull[one] += shares @ units[other]
            pull[other] += shares.T @ units[one]
    gradient = np.zeros_like(matrices)
    for language in LANGUAGES:
        here, vectors = pull[language], units[language]
        across = (here - (here * vectors).sum(axis=1, keepdims=True) * vectors) / lengths[language]
        for place, part in inputs[language]:
            gradient[place] += part.T @ across
    return gradient


def _clusters(vectors: Floats, count: int, chance: np.random.Generator) -> NDArray[np.intp]:
    """For each vector the cluster it belongs to (spherical k-means)."""
    centres = vectors[chance.choice(len(vectors), count, replace=False)]
    for _ in range(6):
        nearest = np.argmax(vectors @ centres.T, axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        filled = np.bincount(nearest, minlength=count) > 0
        centres[filled] = unit(sums[filled])
    return np.argmax(vectors @ centres.T, axis=1)


def _batches(cluster: NDArray[np.intp], size: int, chance: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    """All names in parts: most of each from a few clusters, the rest from anywhere."""
    count, near = len(cluster), int(size * 0.7)
    by_cluster = np.argsort(chance.permutation(cluster.max() + 1)[cluster] + chance.random(count) * 0.5)
    anyhow = chance.permutation(count)
    for number in range(max(1, count // size)):
        start = number * near % count
        chosen = (by_cluster[start : start + near], anyhow[number * size : (number + 1) * size - near])
        yield np.unique(np.concatenate(chosen))
