"""The folder of an index: which segments count now, published by replacing one small file."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

FORMAT = 3
"""How the files are laid out; an index of another format is as good as none."""
READS = 6
"""Goes up when texts are read, encoded or weighed differently; an index made before is served until it is rebuilt."""


@dataclass(frozen=True, slots=True)
class Generation:
    """What is published: segments in order with their deleted documents, and the usual length of a document."""

    number: int = 0
    segments: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    average: float = 40.0
    model: str = ""
    vocabulary: str = ""


class Store:
    """Reads and publishes generations. One writer at a time; any number of readers, in any process of the machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._current = folder / "CURRENT"

    def stamp(self) -> tuple[int, int]:
        """Changes whenever something is published; costs one look at the file."""
        try:
            status = self._current.stat()
        except FileNotFoundError:
            return (0, 0)
        return (status.st_mtime_ns, status.st_ino)

    def read(self) -> Generation:
        """What is published now; empty where nothing is, or where another version of the engine wrote it."""
        try:
            found = json.loads(self._current.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return Generation()
        if found.get("format") != FORMAT:
            return Generation()
        segments = {name: tuple(deleted) for name, deleted in found["segments"].items()}
        return Generation(found["number"], segments, found["average"], found["model"], found["vocabulary"])

    def publish(self, generation: Generation) -> None:
        """Make a generation the current one, at once and whole; files nobody needs any more go a minute later."""
        content = {
            "format": FORMAT,
            "number": generation.number,
            "segments": generation.segments,
            "average": generation.average,
            "model": generation.model,
            "vocabulary": generation.vocabulary,
        }
        fresh = self._current.with_suffix(f".{os.getpid()}")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, self._current)
        self._clean(generation)

    def segment(self, name: str) -> Path:
        """The folder of a segment."""
        return self.folder / "segments" / name

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Only one writer on this machine; others wait."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "LOCK").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _clean(self, generation: Generation) -> None:
        """Readers that still map an old segment keep it: on POSIX the pages outlive the name."""
        for folder in (self.folder / "segments").glob("*"):
            if folder.name not in generation.segments and time.time() - folder.stat().st_mtime > 60:
                shutil.rmtree(folder, ignore_errors=True)
