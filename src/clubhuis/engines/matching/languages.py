# ruff: noqa: SIM905  (lists of words are easier to read as text)
"""Which of the three languages a text is written in."""

from __future__ import annotations

import re
from typing import Literal

Language = Literal["nl", "en", "de"]
LANGUAGES: tuple[Language, ...] = ("nl", "en", "de")

_LETTERS = re.compile(r"[^\W\d_]+")
_NOUN = re.compile(r"(?<=[a-zäöüß,0-9] )[A-ZÄÖÜ][a-zäöüß]{4,}")
"""A capital within a sentence: a noun in German, a name elsewhere."""
_SMALL_WORDS: dict[Language, frozenset[str]] = {
    "nl": frozenset(
        """de het een en van voor met tot op aan bij door om te wij we zijn onze ons uw die dat deze dit ook naar uit over
        niet geen maar als kan kunnen wordt worden werd hebben heeft zoals gezocht zoeken zoekt nodig binnen kleine grote
        graag eigen huis stuks leveren maken bewerken vanaf tussen bedrijf jaar onderdelen""".split()
    ),
    "en": frozenset(
        """the a an and of for with to by from our we are is be your you they this that these which can will has have not no
        looking need needed within small large parts up including or at as who into own house pieces per year""".split()
    ),
    "de": frozenset(
        """der die das den dem des ein eine einer eines einem einen und oder von vom für mit bis durch bei zu zum zur ist sind
        wir uns unser unsere unseren ihr ihre sie auch nach aus über unter nicht kein keine kann können wird werden wurde
        haben hat sowie gesucht suchen innerhalb umkreis kleine große teile stück im um""".split()
    ),
}
_ENDINGS: dict[Language, tuple[str, ...]] = {
    "nl": (
        "ijk",
        "heid",
        "aan",
        "ijd",
        "eren",
        "ingen",
        "tie",
        "ties",
        "isch",
        "elen",
        "aal",
        "eel",
        "assig",
        "eerd",
        "schap",
    ),
    "en": ("ing", "tion", "ions", "ness", "ment", "ity", "ed", "ly", "ery", "ical", "ics", "ance", "ly"),
    "de": (
        "ung",
        "ungen",
        "keit",
        "ieren",
        "lich",
        "isch",
        "stück",
        "teile",
        "schen",
        "tzen",
        "stahl",
        "blech",
        "bleche",
        "zeug",
        "zeuge",
        "guss",
        "iert",
        "achsig",
    ),
}
_PATTERNS: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(r"ij|aa|oo|uu|sch(?!w|l|m|n)|eu|ee[nlrt]\b|cht"),
    "en": re.compile(r"th|wh|sh|ck|oo|ea|y\b|qu|ough"),
    "de": re.compile(r"[äöüß]|sch|tz|pf|ei|ie|ck|zu"),
}


def guess_language(text: str, fallback: Language = "en") -> Language:
    """The language a text is most likely written in; `fallback` when nothing tells."""
    scores = language_scores(text)
    best = max(LANGUAGES, key=lambda language: scores[language])
    return best if scores[best] > 0 else fallback


def language_scores(text: str) -> dict[Language, float]:
    """How much speaks for each language: small words most, endings and letters a little."""
    scores: dict[Language, float] = dict.fromkeys(LANGUAGES, 0.0)
    for match in _LETTERS.finditer(text[:2000]):
        word = match.group().lower()
        for language in LANGUAGES:
            if word in _SMALL_WORDS[language]:
                scores[language] += 2.0
            elif len(word) > 4:
                if word.endswith(_ENDINGS[language]):
                    scores[language] += 0.6
                scores[language] += 0.3 * min(2, len(_PATTERNS[language].findall(word)))
    scores["de"] += 0.4 * min(8, len(_NOUN.findall(text[:2000])))
    return scores
