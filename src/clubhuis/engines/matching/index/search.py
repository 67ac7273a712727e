"""The first look: every document of the index gets a score from words, concepts, meaning and nearness."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from clubhuis.engines.matching.index.cells import PROBED, near_cells
from clubhuis.engines.matching.index.query import BOUNDS, Query, Weights
from clubhuis.engines.matching.index.segment import TOP_WEIGHT, VECTOR_SCALE, Segment, unit_vector
from clubhuis.engines.matching.index.terms import term_id

SURE = 2.0
"""How many times more concepts count when they name the whole question."""
FROM_SIGNS = 3_000
"""Vectors that are looked at closely, over all large segments together."""
LONG_LIST = 20_000
"""In segments of so many documents the words of a question are added up over all of them at once."""
FAINT = 0.15
"""A translation that counts for less than this part of the best one of its group is left out."""
_EARTH_KM = 6371.0088
_EVEN_BYTES, _ADD_LANES = np.uint64(0x00FF00FF00FF00FF), np.uint64(0x0001000100010001)
_BYTE, _TOP_LANE = np.uint64(8), np.uint64(48)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may fit, with what the first look saw in it (each 0..1)."""

    segment: Segment
    place: int
    score: float
    words: float
    concepts: float
    meaning: float
    nearness: float


@dataclass(frozen=True, slots=True)
class Measure:
    """How much each signal of the first look counts for one question (adding up to one), and the requirements beside them."""

    words: float
    concepts: float
    meaning: float
    nearness: float
    requirements: float

    def parts(self, candidate: Candidate, fulfilled: float, asked: float) -> dict[str, float]:
        """What each brings to the score of a document that fulfils so much of what is asked."""
        share = self.requirements * min(1.0, asked / 5.0)
        return {
            "requirements": share * fulfilled / (share + 1.0),
            "meaning": self.meaning * candidate.meaning / (share + 1.0),
            "words": self.words * candidate.words / (share + 1.0),
            "concepts": self.concepts * candidate.concepts / (share + 1.0),
            "nearness": self.nearness * candidate.nearness / (share + 1.0),
        }


def first_look(weights: Weights) -> Weights:
    """Concepts that people have seen and left standing count for more than those of a passing search."""
    return replace(weights, concepts=min(weights.concepts * 5, BOUNDS["concepts"][1]))


def measure_for(query: Query, weights: Weights) -> Measure:
    return Measure(*shares_of(query, first_look(weights)), weights.requirements)


def candidates(segments: Sequence[Segment], query: Query, weights: Weights, *, most: int) -> list[Candidate]:
    """The most promising documents, best first."""
    total = max(1, sum(segment.size for segment in segments))
    word_ids, word_spots, word_top = _look_up_words(segments, query, total)
    shares = shares_of(query, weights)
    closely = max(150, min(600, FROM_SIGNS // max(1, sum(len(one.centres) > 0 for one in segments))))
    found: list[Candidate] = []
    floor = 0.0
    for number, segment in enumerate(segments):
        if not segment.live:
            continue
        words = _words(segment, word_ids, word_spots[number], word_top)
        concepts = _concepts(segment, query)
        meaning = _meaning(segment, query.vector, closely)
        nearness = _nearness(segment, query.centre)
        scores = words * np.float32(shares[0])
        for share, signal in zip(shares[1:], (concepts, meaning, nearness), strict=True):
            if share:
                scores += signal * np.float32(share)
        allowed = _allowed(segment, query)
        if allowed is not None:
            scores[~allowed] = -1.0
        if len(segment.deleted):
            scores[segment.deleted] = -1.0
        found.extend(
            Candidate(
                segment,
                int(place),
                float(scores[place]),
                float(words[place]),
                float(concepts[place]),
                float(meaning[place]),
                float(nearness[place]),
            )
            for place in _best(scores, most, floor)
        )
        if len(found) > most:
            found.sort(key=lambda one: (-one.score, one.segment.name, one.place))
            del found[most:]
            floor = found[-1].score
    found.sort(key=lambda one: (-one.score, one.segment.name, one.place))
    return found[:most]


def _best(scores: Floats, most: int, floor: float) -> NDArray[np.intp]:
    """The places with the highest scores, of those above what others have reached already."""
    places = np.flatnonzero(scores > floor) if floor else np.arange(len(scores))
    if len(places) > most:
        places = places[np.argpartition(-scores[places], most - 1)[:most]]
    return places[scores[places] > 0]


def shares_of(query: Query, weights: Weights) -> tuple[float, float, float, float]:
    """The weights of the signals this question has, adding up to one."""
    parts = (
        weights.words if query.words else 0.0,
        weights.concepts * (1.0 + SURE * query.covered**2) if query.concepts else 0.0,
        weights.meaning if query.vector is not None else 0.0,
        weights.nearness if query.centre is not None else 0.0,
    )
    total = sum(parts) or 1.0
    return (parts[0] / total, parts[1] / total, parts[2] / total, parts[3] / total)


def _look_up_words(
    segments: Sequence[Segment], query: Query, total: int
) -> tuple[list[list[float]], list[list[list[tuple[int, int]]]], float]:
    """For each group the weight of each term, where its postings are in each segment, and the most a text can get."""
    weights: list[list[float]] = []
    spots: list[list[list[tuple[int, int]]]] = [[] for _ in segments]
    top = 0.0
    for group in query.words:
        ids = np.array([term_id(f"w:{word}") for word in group], dtype=np.uint64)
        per_segment = [segment.postings_of(ids) for segment in segments]
        values, best, rarest = [], 0.0, 0.0
        for place, share in enumerate(group.values()):
            frequency = sum(spot[place][1] - spot[place][0] for spot in per_segment)
            if not frequency:
                values.append(0.0)
                continue
            idf = math.log(1.0 + (total - frequency + 0.5) / (frequency + 0.5))
            values.append(share * idf)
            best, rarest = max(best, share * idf), max(rarest, idf)
        # A word nobody uses still asks for something: a text without it does not say all.
        top += best or 0.5 * math.log(1.0 + total)
        weights.append(values)
        for number, spot in enumerate(per_segment):
            spots[number].append(spot)
    return weights, spots, top


def _words(segment: Segment, weights: list[list[float]], spots: list[list[tuple[int, int]]], top: float) -> Floats:
    scores = np.zeros(segment.size, dtype=np.float32)
    if not top:
        return scores
    dense = np.zeros(segment.size, dtype=np.float32) if segment.size > LONG_LIST else None
    for values, group in zip(weights, spots, strict=True):
        worth = FAINT * max(values, default=0.0)
        live = [
            (value, start, end)
            for value, (start, end) in zip(values, group, strict=True)
            if value > worth and end > start
        ]
        if len(live) == 1:
            value, start, end = live[0]
            scores[segment.postings[start:end]] += segment.weights[start:end] * np.float32(value / 255.0)
        elif live and dense is not None:
            # Writing over all documents costs less than finding out which ones were meant.
            for value, start, end in live:
                here = segment.postings[start:end]
                dense[here] = np.maximum(dense[here], segment.weights[start:end] * np.float32(value / 255.0))
            scores += dense
            dense.fill(0.0)
        elif live:
            places, best = _best_of(segment, live)
            scores[places] += best
    shares: Floats = np.minimum(scores / np.float32(top) * np.float32(TOP_WEIGHT / 1.6), np.float32(1.0))
    return shares


def _best_of(segment: Segment, live: list[tuple[float, int, int]]) -> tuple[NDArray[np.uint32], Floats]:
    """Of words that mean the same a document counts the best one."""
    places = np.concatenate([segment.postings[start:end] for _, start, end in live])
    values = np.concatenate([segment.weights[start:end] * np.float32(value / 255.0) for value, start, end in live])
    order = np.lexsort((values, places))
    places, values = places[order], values[order]
    last = np.append(places[1:] != places[:-1], True)
    return places[last], values[last]


def _concepts(segment: Segment, query: Query) -> Floats:
    scores = np.zeros(segment.size, dtype=np.float32)
    total = sum(weight for _, weight in query.concepts)
    if not total:
        return scores
    for group, weight in query.concepts:
        ids = np.array([term_id(term) for term in group], dtype=np.uint64)
        best = np.zeros(segment.size, dtype=np.float32)
        for share, (start, end) in zip(group.values(), segment.postings_of(ids), strict=True):
            if end > start:
                here = segment.postings[start:end]
                best[here] = np.maximum(best[here], np.float32(share))
        scores += best * np.float32(weight / total)
    return scores


def _meaning(segment: Segment, vector: Floats | None, closely: int) -> Floats:
    scores = np.zeros(segment.size, dtype=np.float32)
    if vector is None or not len(segment.vectors):
        return scores
    if not len(segment.centres):
        near = segment.vectors.astype(np.float32) @ (vector / np.float32(VECTOR_SCALE))
        owners, starts = _runs(segment, "spoken")
        scores[owners] = np.maximum.reduceat(near, starts)
    else:
        chosen = _by_signs(segment, vector, closely)
        near = segment.vectors[chosen].astype(np.float32) @ (vector / np.float32(VECTOR_SCALE))
        owners = segment.spoken[chosen]
        np.maximum.at(scores, owners, near)
    return np.clip(scores, 0.0, 1.0)


def _by_signs(segment: Segment, vector: Floats, count: int) -> NDArray[np.intp]:
    """Of the nearest cells the vectors whose signs differ least from the question's: 64 bits compared at a time."""
    signs = np.packbits(vector > 0).view(np.uint64)
    rows, apart = [], []
    for start, end in near_cells(segment.centres, segment.cells, vector, max(8, PROBED * count // 600)):
        differing = np.bitwise_count(segment.signs[start:end] ^ signs).view(np.uint64)[:, 0]
        # Eight counts of at most 64 lie in the bytes of each number; add them two by two, then all at once.
        pairs = (differing & _EVEN_BYTES) + ((differing >> _BYTE) & _EVEN_BYTES)
        apart.append((pairs * _ADD_LANES) >> _TOP_LANE)
        rows.append(np.arange(start, end))
    every, distances = np.concatenate(rows), np.concatenate(apart)
    if len(every) <= count:
        return every
    return np.sort(every[np.argpartition(distances, count - 1)[:count]])


@lru_cache(maxsize=256)
def _runs(segment: Segment, name: str) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """Owners in order and where the rows of each begin."""
    owners = np.asarray(getattr(segment, name))
    starts = np.flatnonzero(np.append(True, owners[1:] != owners[:-1]))
    return owners[starts], starts


def _nearness(segment: Segment, centre: tuple[float, float, float] | None) -> Floats:
    """One within the circle, then less and less until twice the radius."""
    scores = np.zeros(segment.size, dtype=np.float32)
    if centre is None or not len(segment.sites):
        return scores
    lat, lon, radius = centre
    cosines = segment.sites @ np.array(unit_vector(lat, lon), dtype=np.float32)
    km = np.arccos(np.clip(cosines, -1.0, 1.0)) * np.float32(_EARTH_KM)
    values = np.clip(2.0 - km / np.float32(max(radius, 1.0)), 0.0, 1.0).astype(np.float32)
    owners, starts = _runs(segment, "sited")
    scores[owners] = np.maximum.reduceat(values, starts)
    return scores


def _allowed(segment: Segment, query: Query) -> NDArray[np.bool_] | None:
    """Which documents may be found; `None` when all may."""
    mask: NDArray[np.bool_] | None = None
    if query.groups:
        mask = np.zeros(segment.size, dtype=np.bool_)
        ids = np.array([term_id(f"g:{group}") for group in query.groups], dtype=np.uint64)
        for start, end in segment.postings_of(ids):
            mask[segment.postings[start:end]] = True
    if query.allowed is not None:
        keys = np.array([term_id(key) for key in query.allowed], dtype=np.uint64)
        listed = np.zeros(segment.size, dtype=np.bool_)
        listed[segment.places_of(keys)] = True
        mask = listed if mask is None else mask & listed
    return mask
