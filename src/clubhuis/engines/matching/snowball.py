"""Snowball's stems (https://snowballstem.org/) in the three languages."""

from __future__ import annotations

from threading import Lock

import snowballstemmer

from clubhuis.engines.matching.languages import Language

_STEMMERS: dict[Language, snowballstemmer.BaseStemmer] = {
    "nl": snowballstemmer.stemmer("dutch"),
    "en": snowballstemmer.stemmer("english"),
    "de": snowballstemmer.stemmer("german"),
}
_ONE_AT_A_TIME = Lock()  # a stemmer keeps the word it works on; two threads would spoil each other's


def snowball(word: str, language: Language) -> str:
    """The stem of a word in small letters."""
    with _ONE_AT_A_TIME:
        return str(_STEMMERS[language].stemWord(word))
