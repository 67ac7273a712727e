"""Very large indexes from a smaller one: copies with other keys, places and slightly other sentences.

What a question costs depends on how many documents, postings and vectors there are and how they are spread, not on
whether each was read from its own text; reading two million made-up texts would take days.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

import numpy as np

from clubhuis.engines.matching.index.merging import merge_segments
from clubhuis.engines.matching.index.segment import Segment
from clubhuis.engines.matching.index.store import Store

SEED = 20_000
"""Organisations that are really made; the others are their copies."""
_SEGMENT = 100_000
_GOLDEN = 0x9E3779B97F4A7C15


def grow(small: Path, large: Path, count: int) -> int:
    """Write an index of at least `count` documents into `large`; `small` holds `SEED` of them. Returns how many."""
    store, out, chance = Store(small), Store(large), np.random.default_rng(3)
    published = store.read()
    seeds = [Segment(store.segment(name), np.zeros(0, dtype=np.uint32)) for name in published.segments]
    names: dict[str, tuple[int, ...]] = {}
    made = copies = 0
    while made < count:
        group: list[Segment] = []
        while sum(one.size for one in group) < min(_SEGMENT, count - made):
            copies += 1
            group.extend(_copy(one, copies, chance) for one in seeds)
        name = uuid.uuid4().hex[:12]
        out.segment(name).parent.mkdir(parents=True, exist_ok=True)
        merge_segments(group, out.segment(name))
        names[name] = ()
        made += sum(one.size for one in group)
    out.publish(replace(published, number=1, segments=names))
    return made


def _copy(segment: Segment, salt: int, chance: np.random.Generator) -> Segment:
    copied = Segment(segment.folder, segment.deleted)
    keys = segment._keys ^ np.uint64(salt * _GOLDEN % 2**64)
    order = np.argsort(keys)
    copied._keys, copied._owners = keys[order], segment._owners[order]
    shaken = segment.vectors.astype(np.int16) + chance.integers(-2, 3, segment.vectors.shape, dtype=np.int8)
    copied.vectors = np.clip(shaken, -127, 127).astype(np.int8)
    copied.signs = np.packbits(copied.vectors > 0, axis=1).view(np.uint64).reshape(-1, segment.signs.shape[1])
    sites = segment.sites + chance.normal(0, 0.003, segment.sites.shape).astype(np.float32)
    copied.sites = sites / np.linalg.norm(sites, axis=1, keepdims=True)
    return copied
