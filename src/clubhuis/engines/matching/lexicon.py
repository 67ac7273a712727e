"""Words that translate each other, learned from parallel names and kept in one sorted file that is searched in place."""

from __future__ import annotations

import hashlib
import math
import mmap
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from clubhuis.engines.matching.languages import LANGUAGES, Language
from clubhuis.engines.matching.words import LINKS, STOP_WORDS, Splitter, stem, tokens

_DIMINUTIVES = ("je", "jes", "tje", "tjes")
_REMEMBERED = 20_000
Words = Mapping[Language, tuple[str, ...]]
"""One thing named in several languages, each name as its stems."""


class Lexicon:
    """Translations of stems: `nl:schroef` is `en:screw` with 0.4, `de:schraub` with 0.7.

    The file is sorted by bytes and mapped, so that it costs a process no memory of its own.
    """

    def __init__(self, path: Path) -> None:
        self._data: mmap.mmap | bytes = b""
        self._halved: dict[tuple[str, Language], tuple[str, ...]] = {}
        if path.exists() and path.stat().st_size:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    @cached_property
    def mark(self) -> bytes:
        """Differs between lexicons that say different things."""
        return hashlib.blake2b(self._data, digest_size=8).digest()

    def gloss(self, text: str, language: Language, splitter: Splitter) -> str:
        """A text word by word in English, as far as the words are known; compounds by their parts, also if only one is known."""
        said: list[str] = []
        for token in tokens(text):
            if token.folded in STOP_WORDS:
                continue
            parts = [part for part, _ in splitter.split(token.folded, language)]
            if parts:
                said.extend(self._english(part, language) or part for part in parts)
            else:
                said.extend(self._whole(token.folded, language) or (token.text,))
        return " ".join(said)

    def _whole(self, word: str, language: Language) -> tuple[str, ...]:
        """A word that does not come apart into known words: as it is, or what is known of its two halves."""
        english = self._english(word, language)
        if english:
            return (english,)
        return tuple(self._english(half, language) or half for half in self.halves(word, language))

    def halves(self, word: str, language: Language) -> tuple[str, ...]:
        """Of a compound that does not come apart, the longest end that is known (what the thing is) and what stands before it."""
        if language == "en" or len(word) < 8 or not word.isalpha():
            return ()
        key = (word, language)
        found = self._halved.get(key)
        if found is None:
            ends = (cut for cut in range(3, len(word) - 3) if self._english(word[cut:], language))
            cut = next(ends, None)
            found = (self._beginning(word[:cut], language), word[cut:]) if cut else ()
            if len(self._halved) > _REMEMBERED:
                self._halved.clear()
            self._halved[key] = found
        return found

    def _beginning(self, front: str, language: Language) -> str:
        """The beginning of a compound without the letters that join it, where it is known that way."""
        for link in LINKS[language]:
            bare = front.removesuffix(link) if front.endswith(link) else ""
            if len(bare) >= 3 and self._english(bare, language):
                return bare
        return front

    def _english(self, word: str, language: Language) -> str | None:
        """The usual English form of a word; of a diminutive that is not known itself, of what it makes small."""
        english = self._usual(stem(word, language), language)
        if english is not None or language != "nl":
            return english
        for ending in _DIMINUTIVES:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                english = self._usual(stem(word.removesuffix(ending), language), language)
                if english:
                    return english
        return None

    def _usual(self, word: str, language: Language) -> str | None:
        for other, share in self._pairs(f"{language}:{word}"):
            if other.startswith("en:") and share >= 0.2:
                return self._line(f"form:{other[3:]}") or other[3:]
        return None

    def translations(self, word: str, language: Language) -> tuple[tuple[str, float], ...]:
        """Stems of the other languages that stand for a stem, with how sure that is (0..1)."""
        return tuple((other[3:], share) for other, share in self._pairs(f"{language}:{word}"))

    def _pairs(self, key: str) -> list[tuple[str, float]]:
        pairs = []
        for pair in self._line(key).split():
            other, _, share = pair.rpartition("=")
            pairs.append((other, float(share)))
        return pairs

    def _line(self, key: str) -> str:
        """What stands behind a key; found by halving the sorted file."""
        wanted = f"{key}\t".encode("utf-8", "replace")
        low, high = 0, len(self._data)
        while low < high:
            middle = (low + high) // 2
            start = self._data.rfind(b"\n", 0, middle) + 1
            end = self._data.find(b"\n", middle)
            end = len(self._data) if end < 0 else end
            line = bytes(self._data[start:end])
            if line.startswith(wanted):
                return line[len(wanted) :].decode()
            if line < wanted:
                low = end + 1
            else:
                high = start
        return ""


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """The lexicon that comes with the engine."""
    with as_file(files("clubhuis.engines.matching") / "data" / "lexicon.tsv") as path:
        return Lexicon(path)


def learn(names: Iterable[Words], *, rounds: int = 6, least: float = 0.08) -> dict[str, dict[str, float]]:
    """Learn translations from names in parallel languages.

    Both directions by expectation maximisation after IBM model 1 (Brown et al., 1993), joined by their geometric
    mean so that only words that choose each other stay. Keys are `language:stem`.
    """
    known = list(names)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for place, one in enumerate(LANGUAGES):
        for other in LANGUAGES[place + 1 :]:
            pairs = [(words[one], words[other]) for words in known if words.get(one) and words.get(other)]
            there = _model(pairs, rounds)
            back = _model([(target, source) for source, target in pairs], rounds)
            for word, targets in there.items():
                for target, share in targets.items():
                    both = math.sqrt(share * back.get(target, {}).get(word, 0.0))
                    if both >= least:
                        found[f"{one}:{word}"][f"{other}:{target}"] = both
                        found[f"{other}:{target}"][f"{one}:{word}"] = both
    return found


def _model(pairs: list[tuple[tuple[str, ...], tuple[str, ...]]], rounds: int) -> dict[str, dict[str, float]]:
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for source, target in pairs:
        for word in source:
            for other in target:
                shares[word][other] = 1.0
    for targets in shares.values():
        for other in targets:
            targets[other] = 1.0 / len(targets)
    for _ in range(rounds):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for source, target in pairs:
            for other in target:
                total = sum(shares[word].get(other, 0.0) for word in source) + 1e-4
                for word in source:
                    share = shares[word].get(other, 0.0)
                    if share > 1e-5:
                        counts[word][other] += share / total
        shares = defaultdict(dict)
        for word, targets in counts.items():
            # A little mass for "no translation" keeps what was seen once from looking certain.
            total = sum(targets.values()) + 0.3
            shares[word] = {other: count / total for other, count in targets.items() if count / total > 0.01}
    return shares


def write_lexicon(
    found: Mapping[str, Mapping[str, float]], usual: Mapping[str, str], path: Path, *, most: int = 8
) -> None:
    """Write a lexicon, sorted by bytes, the likeliest translations first; `usual` are the usual forms of English stems."""
    lines = []
    for word, targets in found.items():
        best = sorted(targets.items(), key=lambda one: (-one[1], one[0]))[:most]
        lines.append(f"{word}\t{' '.join(f'{other}={share:.2f}' for other, share in best)}".encode())
    english = {other[3:] for targets in found.values() for other in targets if other.startswith("en:")}
    lines.extend(f"form:{word}\t{usual[word]}".encode() for word in english if usual.get(word, word) != word)
    path.write_bytes(b"\n".join(sorted(lines)) + b"\n")
