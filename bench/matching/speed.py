# ruff: noqa: E501  (tables)
"""How long a whole question takes, with evidence for the first twenty, as the number of organisations grows.

The organisations are made up from the sentences of `data/profiles.tsv`: two to five sentences each, at places spread
over the Netherlands and its neighbours. Their sentence vectors are those of the sentences, slightly shaken, so that an
index of any size is made without encoding each text again; each sentence is read once, too. Building is therefore faster here
than in life: `built in s` says what writing costs, the rest is 1 ms a passage to read and 2 to 3 ms to encode.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.matching.growing import SEED, grow
from bench.matching.needs import TODAY, Places
from bench.matching.sources import rows, vocabulary
from clubhuis.engines.matching import (
    Document,
    Index,
    Need,
    Passage,
    SentenceModel,
    Site,
    Vocabulary,
    known,
    read,
    requirements_from,
)


class Remembered:
    """The sentence model with a memory: sentences of the made-up organisations are encoded once."""

    def __init__(self, model: SentenceModel) -> None:
        self.name, self._model = model.name, model
        self._known: dict[str, NDArray[np.float32]] = {}
        self._chance = np.random.default_rng(1)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of the texts; a text that was seen before comes out slightly different each time."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        if fresh:
            self._known.update(zip(fresh, self._model.encode(fresh), strict=True))
        found = np.stack([self._known[text] for text in texts])
        if len(texts) > 2:
            found += self._chance.normal(0, 0.01, found.shape).astype(np.float32)
            found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found


def organisations(count: int) -> Iterator[Document]:
    """Made-up organisations."""
    chance = random.Random(7)
    sentences = [
        part.strip()
        for row in rows("profiles.tsv")
        for part in row["text"].replace(";", ".").split(". ")
        if len(part) > 20
    ]
    for number in range(count):
        texts = chance.sample(sentences, chance.randint(2, 5))
        lat, lon = chance.uniform(50.6, 53.4), chance.uniform(3.4, 8.0)
        yield Document(
            f"o{number}",
            f"Firm {number}",
            tuple(Passage("profile", f"{text}.") for text in texts),
            sites=(Site(lat, lon, f"{lat:.2f}, {lon:.2f}"),),
        )


def measure(model: SentenceModel | None, sizes: Sequence[int], *, folder: Path | None = None) -> list[str]:
    """A table: size, time to build, megabytes on disk and in this process, milliseconds of a question."""
    words, places = vocabulary(), Places()
    known.read = lru_cache(maxsize=1000)(read)  # type: ignore[attr-defined]
    texts = [row[language] for row in rows("needs.tsv") for language in ("nl", "en", "de")]
    lines = [
        "| organisations | built in s | MB on disk | MB resident | question p50 ms | p95 ms | processor p50 ms | p95 ms | FTS5 p95 ms | exact vectors p95 ms |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            shaken = Remembered(model) if model is not None else None
            index = Index(Path(place) / "index", words, model=shaken)
            start = time.process_time()
            if size <= 100_000:
                index.rebuild(organisations(size), total=size)
            else:
                seed = Index(Path(place) / "seed", words, model=shaken)
                seed.rebuild(organisations(SEED), total=SEED)
                grow(Path(place) / "seed", Path(place) / "index", size)
            built = time.process_time() - start
            asking = Index(Path(place) / "index", words, model=model)
            times, costs = _ask(asking, texts, words, places)
            disk = sum(file.stat().st_size for file in (Path(place) / "index").rglob("*") if file.is_file()) / 1e6
            resident = _resident()
            full_text = _full_text(Path(place) / "fts.sqlite", size, texts) if size <= 100_000 else float("nan")
            exact = _exact(model, index, texts) if model is not None and size <= 100_000 else float("nan")
            shown = [
                np.percentile(times, 50),
                np.percentile(times, 95),
                np.percentile(costs, 50),
                np.percentile(costs, 95),
                full_text,
                exact,
            ]
            lines.append(
                f"| {size:,} | {built:.0f} | {disk:.0f} | {resident:.0f} | "
                + " | ".join(f"{one:.1f}" for one in shown)
                + " |"
            )
            print(lines[-1], flush=True)
    return lines


def _ask(index: Index, texts: Sequence[str], words: Vocabulary, places: Places) -> tuple[list[float], list[float]]:
    """Milliseconds on the clock and of the processor; on a busy machine the second is what the question costs."""
    times, costs = [], []
    for turn in range(2):
        for text in texts:
            start, cost = time.perf_counter(), time.process_time()
            reading = read(text, words, gazetteer=places, today=TODAY, tolerant=True)
            index.match(Need(text, requirements_from(reading, words), reading.language), today=TODAY, limit=20)
            if turn:
                times.append((time.perf_counter() - start) * 1000)
                costs.append((time.process_time() - cost) * 1000)
    return times, costs


def _resident() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _full_text(path: Path, size: int, texts: Sequence[str]) -> float:
    """Full-text search of SQLite: any of the words, ranked by bm25; no evidence, no other languages."""
    with sqlite3.connect(path) as base:
        base.execute(
            "CREATE VIRTUAL TABLE firms USING fts5(key UNINDEXED, text, tokenize='unicode61 remove_diacritics 2')"
        )
        base.executemany(
            "INSERT INTO firms VALUES (?, ?)",
            ((one.key, " ".join(passage.text for passage in one.passages)) for one in organisations(size)),
        )
        base.commit()
        times = []
        for text in texts:
            wanted = " OR ".join(f'"{word}"' for word in "".join(c if c.isalnum() else " " for c in text).split())
            start = time.perf_counter()
            base.execute(
                "SELECT key FROM firms WHERE firms MATCH ? ORDER BY bm25(firms) LIMIT 20", (wanted,)
            ).fetchall()
            times.append((time.perf_counter() - start) * 1000)
    return float(np.percentile(times, 95))


def _exact(model: SentenceModel, index: Index, texts: Sequence[str]) -> float:
    """Exact search over all sentence vectors, as bytes turned into floats block by block; encoding included."""
    index.match(Need("x"), today=TODAY)
    times = []
    for text in texts[:30]:
        start = time.perf_counter()
        vector = model.encode([text])[0]
        for segment in index._segments:
            best = [
                segment.vectors[begin : begin + 8192].astype(np.float32) @ vector
                for begin in range(0, len(segment.vectors), 8192)
            ]
            np.argpartition(-np.concatenate(best), 20)
        times.append((time.perf_counter() - start) * 1000)
    return float(np.percentile(times, 95))
