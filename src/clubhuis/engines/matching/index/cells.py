"""Sentence vectors in cells around centres, so that a question about a large segment looks at some of them only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

CELLS = 256
PROBED = 24
"""Cells a question looks at in a segment: the nearest tenth; fewer where there are many segments to look at."""
_SAMPLE, _ROUNDS, _BLOCK = 8_192, 5, 16_384


def cells_of(vectors: NDArray[np.int8]) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.uint64]]:
    """The order that puts vectors of one cell together, the centres (unit vectors), and where each cell begins.

    Spherical k-means on a sample (Dhillon and Modha, 2001); the same vectors give the same cells.
    """
    chance = np.random.default_rng(len(vectors))
    sample = _unit(vectors[np.sort(chance.choice(len(vectors), min(_SAMPLE, len(vectors)), replace=False))])
    centres = sample[chance.choice(len(sample), min(CELLS, len(sample)), replace=False)]
    for _ in range(_ROUNDS):
        nearest = np.argmax(sample @ centres.T, axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, sample)
        filled = np.linalg.norm(sums, axis=1) > 1e-6
        centres[filled] = _unit(sums[filled])
    cell = np.empty(len(vectors), dtype=np.int32)
    for start in range(0, len(vectors), _BLOCK):
        cell[start : start + _BLOCK] = np.argmax(vectors[start : start + _BLOCK].astype(np.float32) @ centres.T, axis=1)
    order = np.argsort(cell, kind="stable")
    starts = np.searchsorted(cell[order], np.arange(len(centres) + 1)).astype(np.uint64)
    return order, centres, starts


def near_cells(
    centres: NDArray[np.float32], starts: NDArray[np.uint64], vector: NDArray[np.float32], probed: int = PROBED
) -> list[tuple[int, int]]:
    """Where the rows of the nearest cells begin and end."""
    filled = np.flatnonzero(np.diff(starts.astype(np.int64)))
    count = min(probed, len(filled))
    chosen = filled[np.argpartition(-(centres[filled] @ vector), count - 1)[:count]]
    return [(int(starts[cell]), int(starts[cell + 1])) for cell in np.sort(chosen)]


def _unit(rows: NDArray[np.generic]) -> NDArray[np.float32]:
    floats: NDArray[np.float32] = rows.astype(np.float32)
    floats /= np.maximum(np.linalg.norm(floats, axis=1, keepdims=True), 1e-6)
    return floats
