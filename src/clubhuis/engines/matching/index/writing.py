"""Writing an index: anew from all documents, or with the few that changed."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from clubhuis.engines.matching.documents import Document
from clubhuis.engines.matching.index.encoding import Encoder
from clubhuis.engines.matching.index.merging import merge_segments
from clubhuis.engines.matching.index.pieces import chunks_of, digest_of
from clubhuis.engines.matching.index.segment import Entry, Segment, write_segment
from clubhuis.engines.matching.index.store import Generation, Store

CHUNK = 2_000
"""Documents read at a time while building; what is finished survives an interruption."""
LARGEST = 120_000
"""Documents in the largest segment."""
SMALL_SEGMENTS = 12
"""So many small segments from updates, then they are written together."""

type Segments = dict[str, tuple[int, ...]]  # names in order, each with the places of its deleted documents


class Writer:
    """Writes into a store what an encoder makes of documents."""

    def __init__(self, store: Store, encoder: Encoder) -> None:
        self._store = store
        self._encoder = encoder

    def rebuild(
        self, documents: Iterable[Document], *, total: int | None, progress: Callable[[int, int | None], None] | None
    ) -> int:
        """Build anew and publish; returns how many. What an interrupted build finished is used again."""
        with self._store.writing():
            building = self._building()
            chunks: list[Path] = []
            done = 0
            for chunk in chunks_of(documents, CHUNK):
                chunks.append(self._written(building, chunk))
                done += len(chunk)
                if progress is not None:
                    progress(done, total)
            merged: Segments = {self._merged(group): () for group in chunks_of(chunks, max(1, LARGEST // CHUNK))}
            number = self._store.read().number + 1
            average = _usual_length(building) if chunks else Generation().average
            self._store.publish(Generation(number, merged, average, self._encoder.model_name, self._encoder.mark))
            shutil.rmtree(building.parent, ignore_errors=True)
        return done

    def update(self, documents: Iterable[Document]) -> None:
        """Add documents or replace those with the same keys."""
        changed = list({document.key: document for document in documents}.values())
        if not changed:
            return
        entries = self._encoder.entries(changed)
        with self._store.writing():
            generation = self._store.read()
            if not generation.segments:
                generation = replace(generation, model=self._encoder.model_name, vocabulary=self._encoder.mark)
            segments = self._without(generation, [document.key for document in changed])
            name, folder = self._new()
            write_segment(folder, entries, average=generation.average)
            segments[name] = ()
            self._store.publish(replace(generation, number=generation.number + 1, segments=self._tidied(segments)))

    def remove(self, keys: Iterable[str]) -> None:
        """Forget documents."""
        with self._store.writing():
            generation = self._store.read()
            segments = self._without(generation, list(keys))
            self._store.publish(replace(generation, number=generation.number + 1, segments=segments))

    def _building(self) -> Path:
        """The folder for what is finished before all is: of this engine, vocabulary and model; of others it is thrown away."""
        building = self._store.folder / "building" / f"{self._encoder.mark}-{self._encoder.model_name or 'words'}"
        for other in building.parent.glob("*"):
            if other != building:
                shutil.rmtree(other, ignore_errors=True)
        building.mkdir(parents=True, exist_ok=True)
        return building

    def _written(self, building: Path, chunk: Sequence[Document]) -> Path:
        """The segment of these documents, whole or not there."""
        folder = building / digest_of(chunk)
        if not folder.is_dir():
            entries = self._encoder.entries(chunk)
            making = building / f".{uuid.uuid4().hex}"
            write_segment(making, entries, average=_usual_length(building, entries))
            making.replace(folder)
        return folder

    def _merged(self, folders: Sequence[Path]) -> str:
        name, target = self._new()
        merge_segments([Segment(folder, np.zeros(0, dtype=np.uint32)) for folder in folders], target)
        return name

    def _new(self) -> tuple[str, Path]:
        """A name for a segment, and its folder, which is not there yet."""
        name = uuid.uuid4().hex[:12]
        folder = self._store.segment(name)
        folder.parent.mkdir(parents=True, exist_ok=True)
        return name, folder

    def _without(self, generation: Generation, keys: list[str]) -> Segments:
        segments = {}
        for name, deleted in generation.segments.items():
            segment = Segment(self._store.segment(name), np.zeros(0, dtype=np.uint32))
            gone = {place for key in keys if (place := segment.place_of(key)) is not None}
            left = set(deleted) | gone
            if len(left) < segment.size:
                segments[name] = tuple(sorted(left))
        return segments

    def _tidied(self, segments: Segments) -> Segments:
        """Write many small segments together, so that questions do not get slower with every change."""
        small = [
            segment
            for name, deleted in segments.items()
            if (segment := Segment(self._store.segment(name), np.array(deleted, dtype=np.uint32))).size < CHUNK
        ]
        if len(small) <= SMALL_SEGMENTS:
            return segments
        name, folder = self._new()
        merge_segments(small, folder)
        gone = {segment.name for segment in small}
        return {**{key: value for key, value in segments.items() if key not in gone}, name: ()}


def _usual_length(building: Path, first: Sequence[Entry] = ()) -> float:
    """How many words a document has, by the first ones; the same for all that is built in this folder."""
    kept = building / "average"
    if not kept.exists():
        counts = [sum(times for term, times in entry.terms.items() if term[0] == "w") for entry in first]
        kept.write_text(str(max(5.0, float(np.mean(counts)))), encoding="utf-8")
    return float(kept.read_text(encoding="utf-8"))
