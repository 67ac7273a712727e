"""Whether one word is an inflection of another: `gefreesde` of `gefreesd`, `platen` of `plaat`; not `ruimte` of `ruimen`.

Stemming finds what may belong together and goes further than grammar does (Snowball: https://snowballstem.org/): it
leaves `meter` and `metering`, `leden` and `led`, `generation` and `generator` with one stem. Words are folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from clubhuis.engines.matching.languages import Language

_ENDINGS: dict[Language, tuple[str, ...]] = {
    "nl": ("s", "'s", "n", "e", "en", "ens", "je", "jes", "tje", "tjes", "pje", "pjes", "etje", "etjes", "de", "d"),
    "en": ("s", "es", "'s", "ed", "ing", "ings"),
    "de": ("e", "en", "n", "er", "ern", "es", "s", "em", "d", "de", "den", "der", "des"),
}
_OF_DEEDS: dict[Language, tuple[str, ...]] = {"nl": ("ing", "ingen"), "en": (), "de": ("ung", "ungen")}
"""Endings that make a thing of a deed: `reiniging` of `reinigen`."""
_SHORTEST_DEED = 6
"""How much must stand before them: a `stelling` has nothing of `stellen`, and `messing` nothing of a `mes`."""
_SHORTEST = 3
_VOWELS = "aeiouy"


def is_inflection(word: str, form: str, language: Language) -> bool:
    """Whether `word` and `form` differ only in what grammar adds: number, case, participle, diminutive."""
    return word == form or not _roots(word, language).isdisjoint(_roots(form, language))


@lru_cache(maxsize=50_000)
def _roots(word: str, language: Language) -> frozenset[str]:
    """What may be left of a word without one ending, as it is spelt by itself."""
    return frozenset((word, *_without_endings(word, language)))


def _without_endings(word: str, language: Language) -> Iterator[str]:
    for ending in _ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            left = word[: -len(ending)]
            if ending in ("d", "de", "den", "der", "des") and not left.endswith("en"):
                continue  # only `snijdend`, `schleifenden`
            yield from _spelt(left, ending, language)
    for ending in _OF_DEEDS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_DEED:
            yield from _spelt(word[: -len(ending)], ending, language)


def _spelt(left: str, ending: str, language: Language) -> Iterator[str]:
    """How the word is written once an ending is gone."""
    if language == "de":
        yield left
    elif language == "en":
        yield from _spelt_in_english(left, ending)
    elif ending[0] in _VOWELS:
        yield from _spelt_in_dutch(left)
    else:
        yield left


def _spelt_in_english(left: str, ending: str) -> Iterator[str]:
    yield left
    if ending[0] in "ei":
        yield left + "e"
        if len(left) > _SHORTEST and left[-1] == left[-2] and left[-1] not in "aeiosl":
            yield left[:-1]
        if left.endswith("ll"):
            yield left[:-1]
    if ending in ("es", "ed") and left.endswith("i"):
        yield left[:-1] + "y"


def _spelt_in_dutch(left: str) -> Iterator[str]:
    """`plat` of `platen` is `plaat`, `pann` of `pannen` is `pan`, `schijv` of `schijven` is `schijf`."""
    if left[-1] in "vz":
        left = left[:-1] + {"v": "f", "z": "s"}[left[-1]]
    if len(left) > 2 and left[-1] == left[-2] and left[-1] not in _VOWELS:
        yield left[:-1]
        return
    open_syllable = re.search(r"(?:^|[^aeiouy])([aeou])[^aeiouy]$", left)
    if open_syllable is None:
        yield left
        return
    yield left[:-1] + open_syllable[1] + left[-1]
    if len(re.findall(r"[aeiouy]+", left)) > 1:
        yield left  # `middel` of `middelen`
