"""A segment: documents that were indexed together, in immutable files that are mapped into memory.

docs.bin, docs.npy        packed documents and where each begins
keys.npy, owners.npy      numbers of the keys in order, and whose they are
terms.npy, starts.npy     numbers of the terms in order, and where their postings begin
postings.npy, weights.npy document and weight (0..255 of a BM25 term weight)
sites.npy, sited.npy      unit vectors of places, and whose they are
vectors.npy, spoken.npy   sentence vectors as bytes, and whose they are
signs.npy                 the signs of the vectors, 512 bits each, for large segments
centres.npy, cells.npy    in large segments: centres of cells of vectors, and where the rows of each begin
meta.json                 counts
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clubhuis.engines.matching.documents import Site
from clubhuis.engines.matching.index.cells import cells_of
from clubhuis.engines.matching.index.terms import term_id
from clubhuis.engines.matching.known import Known, pack, unpack
from clubhuis.engines.matching.sentences import SIZE

SATURATION = 1.2
"""k1 of BM25: how soon more of the same word stops helping."""
LENGTH_SHARE = 0.6
"""b of BM25: how much a long text pays for its length."""
TOP_WEIGHT = SATURATION + 1.0
EXACT_VECTORS = 24_000
"""Up to so many sentence vectors a segment compares them all; beyond, they lie in cells and their signs choose which ones."""
VECTOR_SCALE = 127.0 * 4.0
"""Vectors have length one and 512 numbers, seldom above a quarter: four times finer than plain bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on its way into a segment: read, its terms counted, its sentences encoded."""

    known: Known
    terms: Counter[str]
    vectors: NDArray[np.float32]


def write_segment(folder: Path, entries: Sequence[Entry], *, average: float) -> None:
    """Write a segment; `average` is the usual number of words of a document in this index."""
    folder.mkdir(parents=True)
    packed = [pack(entry.known) for entry in entries]
    (folder / "docs.bin").write_bytes(b"".join(packed))
    np.save(folder / "docs.npy", np.cumsum([0, *map(len, packed)], dtype=np.uint64))
    keys = np.array([term_id(entry.known.key) for entry in entries], dtype=np.uint64)
    order = np.argsort(keys, kind="stable")
    np.save(folder / "keys.npy", keys[order])
    np.save(folder / "owners.npy", order.astype(np.uint32))
    total = _write_terms(folder, entries, average)
    sited = [(place, _unit(site)) for place, entry in enumerate(entries) for site in entry.known.sites]
    np.save(folder / "sites.npy", np.array([unit for _, unit in sited], dtype=np.float32).reshape(-1, 3))
    np.save(folder / "sited.npy", np.array([place for place, _ in sited], dtype=np.uint32))
    vectors = np.concatenate([entry.vectors for entry in entries]) if entries else np.zeros((0, SIZE), dtype=np.float32)
    owners = np.repeat(np.arange(len(entries), dtype=np.uint32), [len(entry.vectors) for entry in entries])
    write_vectors(
        folder,
        np.clip(np.rint(vectors * VECTOR_SCALE), -127, 127).astype(np.int8),
        np.packbits(vectors > 0, axis=1).view(np.uint64).reshape(-1, SIZE // 64),
        owners,
    )
    meta = {"documents": len(entries), "vectors": len(vectors), "words": total}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")


def write_vectors(
    folder: Path, vectors: NDArray[np.int8], signs: NDArray[np.uint64], owners: NDArray[np.uint32]
) -> None:
    """Few vectors in the order of their owners; many in cells, in the order of their cell."""
    if len(vectors) > EXACT_VECTORS:
        order, centres, cells = cells_of(vectors)
    else:
        order = np.argsort(owners, kind="stable")
        centres, cells = np.zeros((0, SIZE), dtype=np.float32), np.zeros(1, dtype=np.uint64)
    for name, rows in (("vectors", vectors), ("signs", signs), ("spoken", owners)):
        np.save(folder / f"{name}.npy", rows[order])
    np.save(folder / "centres.npy", centres)
    np.save(folder / "cells.npy", cells)


def _write_terms(folder: Path, entries: Sequence[Entry], average: float) -> int:
    terms: list[int] = []
    documents: list[int] = []
    weights: list[int] = []
    total = 0
    for place, entry in enumerate(entries):
        length = sum(count for term, count in entry.terms.items() if term[0] == "w")
        total += length
        norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / average)
        for term, count in entry.terms.items():
            weight = count * TOP_WEIGHT / (count + norm) if term[0] == "w" else 1.0
            terms.append(term_id(term))
            documents.append(place)
            weights.append(max(1, round(weight / TOP_WEIGHT * 255)))
    ids = np.array(terms, dtype=np.uint64)
    order = np.argsort(ids, kind="stable")
    ids = ids[order]
    distinct, starts = np.unique(ids, return_index=True)
    np.save(folder / "terms.npy", distinct)
    np.save(folder / "starts.npy", np.append(starts, len(ids)).astype(np.uint64))
    np.save(folder / "postings.npy", np.array(documents, dtype=np.uint32)[order])
    np.save(folder / "weights.npy", np.array(weights, dtype=np.uint8)[order])
    return total


def _unit(site: Site) -> tuple[float, float, float]:
    return unit_vector(site.lat, site.lon)


def unit_vector(lat: float, lon: float) -> tuple[float, float, float]:
    """A place as a point on the unit sphere, so that nearness is a product of vectors."""
    phi, theta = np.radians(lat), np.radians(lon)
    return float(np.cos(phi) * np.cos(theta)), float(np.cos(phi) * np.sin(theta)), float(np.sin(phi))


class Segment:
    """A segment, opened for reading."""

    def __init__(self, folder: Path, deleted: NDArray[np.uint32]) -> None:
        """`deleted` are the documents that were replaced or removed since."""
        self.folder = folder
        self.name = folder.name
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.size: int = meta["documents"]
        self.words: int = meta["words"]
        self.deleted = deleted
        self.terms = self._open("terms")
        self.starts = self._open("starts")
        self.postings = self._open("postings")
        self.weights = self._open("weights")
        self.sites = self._open("sites")
        self.sited = self._open("sited")
        self.vectors = self._open("vectors")
        self.signs = self._open("signs")
        self.spoken = self._open("spoken")
        self.centres = self._open("centres")
        self.cells = self._open("cells")
        self._keys = self._open("keys")
        self._owners = self._open("owners")
        self._docs = self._open("docs")

    @property
    def live(self) -> int:
        """How many documents are still there."""
        return self.size - len(self.deleted)

    def postings_of(self, ids: NDArray[np.uint64]) -> list[tuple[int, int]]:
        """For each term where its postings begin and end; the same twice when nobody has it."""
        if not len(self.terms):
            return [(0, 0)] * len(ids)
        places = np.searchsorted(self.terms, ids)
        found = []
        for wanted, place in zip(ids, places, strict=True):
            if place < len(self.terms) and self.terms[place] == wanted:
                found.append((int(self.starts[place]), int(self.starts[place + 1])))
            else:
                found.append((0, 0))
        return found

    def place_of(self, key: str) -> int | None:
        """Which document of the segment has a key, deleted or not."""
        wanted = np.uint64(term_id(key))
        place = int(np.searchsorted(self._keys, wanted))
        return int(self._owners[place]) if place < len(self._keys) and self._keys[place] == wanted else None

    def places_of(self, ids: NDArray[np.uint64]) -> NDArray[np.uint32]:
        """The documents with these numbers of keys."""
        if not len(self._keys):
            return np.zeros(0, dtype=np.uint32)
        places = np.minimum(np.searchsorted(self._keys, ids), len(self._keys) - 1)
        return np.asarray(self._owners[places[self._keys[places] == ids]])

    def document(self, place: int) -> Known:
        """A document of the segment."""
        return unpack(self.packed(place))

    def packed(self, place: int) -> bytes:
        """A document of the segment, as bytes."""
        return bytes(self._bin[int(self._docs[place]) : int(self._docs[place + 1])])

    @cached_property
    def _bin(self) -> NDArray[np.uint8]:
        path = self.folder / "docs.bin"
        return np.memmap(path, dtype=np.uint8, mode="r") if path.stat().st_size else np.zeros(0, dtype=np.uint8)

    def _open(self, name: str) -> NDArray[Any]:
        path = self.folder / f"{name}.npy"
        # As a plain array over the mapped file: a piece of it costs half of what a piece of a memmap does.
        array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
        return array
