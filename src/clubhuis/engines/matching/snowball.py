"""Snowball's stems. In Python it takes two seconds for the labels of a vocabulary; what it said before is read in a fiftieth of that."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.metadata import version
from pathlib import Path
from threading import Lock

import snowballstemmer

from clubhuis.engines.matching.languages import LANGUAGES, Language

type Stems = dict[Language, dict[str, str]]

_STEMMERS = {
    language: snowballstemmer.stemmer(name) for language, name in (("nl", "dutch"), ("en", "english"), ("de", "german"))
}
_ONE_AT_A_TIME = Lock()  # a stemmer keeps the word it works on; two threads would spoil each other's
_SAID_BY = version("snowballstemmer")
# Of one thread: what others read meanwhile may be private and does not belong in the file.
_said: ContextVar[Stems | None] = ContextVar("said", default=None)


def snowball(word: str, language: Language) -> str:
    """The stem of a word in small letters."""
    said = _said.get()
    if said is not None and (stem := said[language].get(word)) is not None:
        return stem
    with _ONE_AT_A_TIME:
        stem = str(_STEMMERS[language].stemWord(word))
    if said is not None:
        said[language][word] = stem
    return stem


@contextmanager
def kept_in(file: Path) -> Iterator[None]:
    """Within this, what was said before is read from `file`, and what is said anew is added to it. Raises `OSError`."""
    said = _read(file)
    known = _number(said)
    within = _said.set(said)
    try:
        yield
    finally:
        _said.reset(within)
    if _number(said) > known:
        _write(file, said)


def _number(said: Stems) -> int:
    return sum(len(stems) for stems in said.values())


def _read(file: Path) -> Stems:
    """Nothing when it is not there, cut short, or of another Snowball."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["by"] == _SAID_BY:
            return {language: dict(kept["stems"][language]) for language in LANGUAGES}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        pass
    return {language: {} for language in LANGUAGES}


def _write(file: Path, said: Stems) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    making = file.with_name(f".{file.name}.{os.getpid()}")  # several processes may begin at once
    making.write_text(json.dumps({"by": _SAID_BY, "stems": said}, ensure_ascii=False), encoding="utf-8")
    making.replace(file)
