"""What takes long to make, kept in a file for the next process that needs it: read in one piece it leaves no gaps in memory either."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from sys import version as of_python

_SIZE = 32  # bytes of a digest
_PACKAGE = Path(__file__).parent


def made_once[Made](file: Path, of: str, make: Callable[[], Made]) -> Made:
    """What `make` gives; from `file` when this engine made it before of the same, which `of` describes.

    Only what is written whole and unchanged is read. Where it cannot be written it is made again each time.
    """
    mark = _digest(of.encode("utf-8", "surrogatepass"), _engine())
    with suppress(OSError):
        kept = file.read_bytes()
        written = memoryview(kept)[2 * _SIZE :]
        if kept[: 2 * _SIZE] == mark + _digest(written):
            made: Made = pickle.loads(written)  # noqa: S301  # of our own data directory, which holds the secret key, too
            return made
    made = make()
    with suppress(OSError):
        _write(file, mark, pickle.dumps(made))
    return made


def _write(file: Path, mark: bytes, made: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    making = file.with_name(f".{file.name}.{os.getpid()}")  # several processes may begin at once
    making.write_bytes(mark + _digest(made) + made)
    making.replace(file)


@cache
def _engine() -> bytes:
    """Another one when a line of the engine, its words or what it stands on changes."""
    sources = sorted([*_PACKAGE.rglob("*.py"), *(_PACKAGE / "data").iterdir()])
    return _digest(of_python.encode(), version("snowballstemmer").encode(), *(file.read_bytes() for file in sources))


def _digest(*parts: bytes | memoryview) -> bytes:
    told = blake2b(digest_size=_SIZE)
    for part in parts:
        told.update(len(part).to_bytes(8))
        told.update(part)
    return told.digest()
