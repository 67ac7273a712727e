# ruff: noqa: E501  (tables)
"""How long a whole question takes, with evidence for the first twenty, as the number of organisations grows.

The organisations are made up from the sentences of `data/profiles.tsv`: two to five sentences each, at places spread
over the Netherlands and its neighbours. Their sentence vectors are those of the sentences, slightly shaken, so that an
index of any size is made without encoding each text again; each sentence is read once, too. Building is therefore faster here
than in life: `built in s` says what writing costs, the rest is 1 ms a passage to read and 2 to 3 ms to encode.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.matching.baselines import exact_vectors, postgresql_full_text, sqlite_full_text
from bench.matching.growing import SEED, grow
from bench.matching.needs import TODAY, Places
from bench.matching.sources import WEIGHTS, rows, vocabulary
from clubhuis.engines.matching import (
    Document,
    Index,
    Need,
    Passage,
    SentenceModel,
    Site,
    known,
    read,
    requirements_from,
    sentence_model,
)

COMPARED = 100_000
"""Up to so many organisations are really made one by one, and the same questions are asked elsewhere too."""


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
    """A table: size, time to build, megabytes on disk and in this process, milliseconds of a question here and elsewhere."""
    words, texts = vocabulary(), _questions()
    known.read = lru_cache(maxsize=1000)(read)  # type: ignore[attr-defined]
    lines = [
        "| organisations | built in s | MB on disk | MB resident | MB of its own | question p50 ms | p95 ms | processor p50 ms | p95 ms | changed and found s | FTS5 p95 ms | PostgreSQL p95 ms | its processor ms | exact vectors p95 ms |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    print("\n".join(lines), flush=True)
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            shaken = Remembered(model) if model is not None else None
            index = Index(Path(place) / "index", words, model=shaken)
            start = time.process_time()
            if size <= COMPARED:
                index.rebuild(organisations(size), total=size)
            else:
                seed = Index(Path(place) / "seed", words, model=shaken)
                seed.rebuild(organisations(SEED), total=SEED)
                grow(Path(place) / "seed", Path(place) / "index", size)
            built = time.process_time() - start
            asking = Index(Path(place) / "index", words, model=model)
            times, costs, resident, own = _asked_elsewhere(Path(place) / "index", with_model=model is not None)
            disk = sum(file.stat().st_size for file in (Path(place) / "index").rglob("*") if file.is_file()) / 1e6
            elsewhere = _elsewhere(Path(place), size, texts, index, model) if size <= COMPARED else ["–"] * 4
            shown = [*np.percentile(times, (50, 95)), *np.percentile(costs, (50, 95))]
            lines.append(
                f"| {size:,} | {built:.0f} | {disk:.0f} | {resident:.0f} | {own:.0f} | "
                + " | ".join(f"{one:.1f}" for one in shown)
                + f" | {_changed(index, asking):.2f} | "
                + " | ".join(elsewhere)
                + " |"
            )
            print(f"{lines[-1]} load {os.getloadavg()[0]:.1f}", flush=True)
    return lines


def _elsewhere(folder: Path, size: int, texts: Sequence[str], index: Index, model: SentenceModel | None) -> list[str]:
    """The same questions asked of full-text search and of all vectors."""

    def firms() -> Iterator[tuple[str, str]]:
        return ((one.key, " ".join(passage.text for passage in one.passages)) for one in organisations(size))

    found = [f"{sqlite_full_text(folder / 'fts.sqlite', firms(), texts):.1f}"]
    server = postgresql_full_text(firms(), texts)
    found.extend(f"{one:.1f}" for one in server) if server else found.extend("–" * 2)
    found.append(f"{exact_vectors(model, index, texts):.1f}" if model is not None else "–")
    return found


type Asked = tuple[list[float], list[float], float, float]


def _asked_elsewhere(folder: Path, *, with_model: bool) -> Asked:
    """In a process of its own, as a web process is: without what it took to make up and write the organisations."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        return other.submit(_ask, folder, with_model=with_model).result()


def _ask(folder: Path, *, with_model: bool) -> Asked:
    """Milliseconds on the clock and of the processor (on a busy machine the second is what the question costs), and megabytes."""
    words, places, texts = vocabulary(), Places(), _questions()
    known.read = lru_cache(maxsize=1000)(read)  # type: ignore[attr-defined]
    index = Index(folder, words, model=sentence_model(WEIGHTS) if with_model else None)
    times, costs = [], []
    for turn in range(2):
        for text in texts:
            start, cost = time.perf_counter(), time.process_time()
            reading = read(text, words, gazetteer=places, today=TODAY, tolerant=True)
            index.match(Need(text, requirements_from(reading, words), reading.language), today=TODAY, limit=20)
            if turn:
                times.append((time.perf_counter() - start) * 1000)
                costs.append((time.process_time() - cost) * 1000)
    return times, costs, *_memory()


def _questions() -> list[str]:
    return [row[language] for row in rows("needs.tsv") for language in ("nl", "en", "de")]


def _changed(index: Index, asking: Index) -> float:
    """Seconds from an organisation that changed until another reader of the index finds what it says now."""
    word = "zirkoniumtoverhazelaar"
    start = time.perf_counter()
    index.update(
        [Document("o1", "Firm 1", (Passage("profile", f"Wij bewerken {word} voor de halfgeleiderindustrie."),))]
    )
    while [hit.key for hit in asking.search(word, language="nl", limit=1)] != ["o1"]:
        time.sleep(0.001)
    return time.perf_counter() - start


def _memory() -> tuple[float, float]:
    """Megabytes of this process: all that is mapped and in memory, and what it shares with nobody and wrote itself."""
    found = {}
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition(":")
        if rest.endswith("kB"):
            found[name] = int(rest.split()[0]) / 1000
    return found["Rss"], found["Anonymous"]
