"""Several segments written as one, without the documents that were replaced or removed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clubhuis.engines.matching.index.segment import Segment, write_vectors


def merge_segments(segments: Sequence[Segment], target: Path) -> None:
    """Write several segments as one, without their deleted documents."""
    target.mkdir(parents=True)
    shifts, keep, base = [], [], 0
    for segment in segments:
        mask = np.ones(segment.size, dtype=np.bool_)
        mask[segment.deleted] = False
        keep.append(mask)
        shifts.append((np.cumsum(mask) - 1 + base).astype(np.uint32))
        base += int(mask.sum())
    with (target / "docs.bin").open("wb") as file:
        lengths = []
        for segment, mask in zip(segments, keep, strict=True):
            for place in np.flatnonzero(mask):
                data = segment.packed(int(place))
                file.write(data)
                lengths.append(len(data))
    np.save(target / "docs.npy", np.cumsum([0, *lengths], dtype=np.uint64))
    _merge_sorted(target, segments, keep, shifts)
    sited = [mask[segment.sited] for segment, mask in zip(segments, keep, strict=True)]
    np.save(target / "sites.npy", _chosen(segments, "sites", sited))
    np.save(target / "sited.npy", _owners(segments, "sited", sited, shifts))
    spoken = [mask[segment.spoken] for segment, mask in zip(segments, keep, strict=True)]
    write_vectors(
        target,
        _chosen(segments, "vectors", spoken),
        _chosen(segments, "signs", spoken),
        _owners(segments, "spoken", spoken, shifts),
    )
    vectors = sum(int(mask[segment.spoken].sum()) for segment, mask in zip(segments, keep, strict=True))
    meta = {"documents": base, "vectors": vectors, "words": sum(segment.words for segment in segments)}
    (target / "meta.json").write_text(json.dumps(meta), encoding="utf-8")


def _chosen(segments: Sequence[Segment], name: str, chosen: list[NDArray[np.bool_]]) -> NDArray[Any]:
    return np.concatenate([getattr(segment, name)[one] for segment, one in zip(segments, chosen, strict=True)])


def _owners(
    segments: Sequence[Segment], name: str, chosen: list[NDArray[np.bool_]], shifts: list[NDArray[np.uint32]]
) -> NDArray[np.uint32]:
    return np.concatenate(
        [shift[getattr(segment, name)[one]] for segment, shift, one in zip(segments, shifts, chosen, strict=True)]
    ).astype(np.uint32)


def _merge_sorted(
    target: Path, segments: Sequence[Segment], keep: list[NDArray[np.bool_]], shifts: list[NDArray[np.uint32]]
) -> None:
    keys = np.concatenate([segment._keys[mask[segment._owners]] for segment, mask in zip(segments, keep, strict=True)])
    owners = np.concatenate(
        [
            shift[segment._owners[mask[segment._owners]]]
            for segment, mask, shift in zip(segments, keep, shifts, strict=True)
        ]
    )
    order = np.argsort(keys, kind="stable")
    np.save(target / "keys.npy", keys[order])
    np.save(target / "owners.npy", owners[order].astype(np.uint32))
    ids, places, weights = [], [], []
    for segment, mask, shift in zip(segments, keep, shifts, strict=True):
        live = mask[segment.postings]
        ids.append(np.repeat(segment.terms, np.diff(segment.starts).astype(np.intp))[live])
        places.append(shift[segment.postings[live]])
        weights.append(segment.weights[live])
    every = np.concatenate(ids)
    order = np.argsort(every, kind="stable")
    every = every[order]
    distinct, starts = np.unique(every, return_index=True)
    np.save(target / "terms.npy", distinct)
    np.save(target / "starts.npy", np.append(starts, len(every)).astype(np.uint64))
    np.save(target / "postings.npy", np.concatenate(places)[order].astype(np.uint32))
    np.save(target / "weights.npy", np.concatenate(weights)[order])
