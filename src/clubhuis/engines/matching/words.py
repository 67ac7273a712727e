# ruff: noqa: E501, SIM905  (lists of words and patterns are easier to check when each stands on one line)
"""Words of a text: where they stand, how they fold, their stems and the parts of compounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from clubhuis.engines.matching.languages import LANGUAGES, Language, guess_language
from clubhuis.engines.matching.snowball import snowball

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Letters that Unicode does not decompose but people write in two ways.
_FOLDS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "’": "'", "ĳ": "ij"})
_NUMBER_WORDS = {
    "een": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "zwei": "2", "drei": "3", "funf": "5", "fuenf": "5", "sechs": "6", "sieben": "7",
}  # fmt: skip
_AXES = re.compile(r"^([a-z]+|\d)(assig|assige|asser|axis|axes|achs|achse|achsen|achsig|achsige|achsiges|achsigen)$")
# English things and the processes that share their stem: a machine is not machining.
_ENGLISH_APART = {
    form: kept
    for kept, forms in {
        "machine": "machine machines", "part": "part parts", "parting": "parting", "tool": "tool tools", "tooling": "tooling toolings",
        "engine": "engine engines", "form": "form forms", "forming": "forming formed", "plate": "plate plates",
        "plating": "plating plated platings", "housing": "housing housings", "bearing": "bearing bearings", "press": "press presses",
        "pressing": "pressing pressed pressings", "roll": "roll rolls", "rolling": "rolling rolled", "turns": "turn turns",
        "line": "line lines", "lining": "lining linings lined", "file": "file files", "filing": "filing", "building": "building buildings",
        "building-up": "build builds", "spring": "spring springs", "general": "general", "rough": "rough roughly rougher", "train": "train trains", "training": "training trainings trained",
    }.items()
    for form in forms.split()
}  # fmt: skip
_DOUBLE_VOWEL = re.compile(r"([aeou])\1")
_GERMAN_PARTICIPLE = re.compile(r"^(.{0,12}?)ge(.{3,}?)t(?:e|en|er|es|em)?$")
LINKS: Mapping[Language, tuple[str, ...]] = {
    "nl": ("", "s", "e", "en", "n"),
    "de": ("", "s", "n", "en", "es", "er", "e"),
    "en": ("",),
}

STOP_WORDS: frozenset[str] = frozenset(
    """
    de het een en of van voor in op met door tot aan bij om te is zijn wij we ons onze uw u je jij die dat deze dit er ook naar uit
    over onder als dan maar niet geen wel nog al zo kan kunnen wordt worden werd heeft hebben hun alle andere zoals per via
    the a an and or of for in on with by to at from as is are be we our your you they it its this that these those not no can
    will has have other such all any per via into also which who their than then up
    der die das den dem des ein eine einer eines einem einen und oder von vom fur im in auf mit durch bis an bei zu zum zur ist
    sind wir uns unser unsere ihr ihre sie er es auch nach aus uber unter als wie aber nicht kein keine noch kann konnen wird
    werden hat haben alle andere sowie sonstige diverse gezocht suchen gesucht zoeken looking seek need nodig
    """.split()
)


_REMEMBERED = 20_000
"""Words of which the last are remembered."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, folded, and the characters it stands on."""

    text: str
    folded: str
    start: int
    end: int


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """The text without capitals, accents and other differences that readers overlook."""
    lowered = text.lower().translate(_FOLDS)
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def written_places(word: str) -> list[int]:
    """For each letter of a folded word, and its end, the place in the word as written: `ß` folds to two."""
    places = [place for place, letter in enumerate(word) for _ in fold(letter)]
    return [*places, len(word)]


def tokens(text: str) -> list[Token]:
    """The words and numbers of a text in their order."""
    return [Token(match.group(), fold(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]


def folded_words(text: str) -> list[str]:
    """The same words, folded, without where they stand: a third of the work."""
    return [fold(word) for word in _WORD.findall(text)]


_SPELT_OUT = re.compile(r"(?<![aeiouq])(?:ae|oe|ue)(?!ll|nz|t(?:$|h|i))")
_UMLAUTS = {"ae": "ä", "oe": "ö", "ue": "ü"}


def without_spelt_umlauts(folded: str) -> str:
    """A folded German word in which umlauts were written out, as if they had not been: `loeten` is `loten`, as `löten` is."""
    return _SPELT_OUT.sub(lambda found: found[0][0], folded) if "e" in folded else folded


def with_umlauts(text: str) -> str:
    """A German text from a keyboard without umlauts, with them: `Buerstspanen` becomes `Bürstspanen`."""
    if any(letter in text for letter in "äöüßÄÖÜ"):
        return text
    lowered = _SPELT_OUT.sub(lambda found: _UMLAUTS[found[0]], text)
    return re.sub(r"\b(?:Ae|Oe|Ue)(?=[b-df-hj-np-tv-z])", lambda found: _UMLAUTS[found[0].lower()].upper(), lowered)


@lru_cache(maxsize=_REMEMBERED)
def stem(folded: str, language: Language) -> str:
    """What a folded word keeps when its endings are taken off, in one of the three languages.

    Snowball, with what it leaves apart in this trade brought together: doubled vowels in Dutch
    (`materiaal`, `materialen`) and the participles of German (`gefräst`, `fräsen`).
    """
    if not folded.isalpha():
        return _NUMBER_WORDS.get(folded, folded)
    if folded in _NUMBER_WORDS:
        return _NUMBER_WORDS[folded]
    if language == "de":
        folded = without_spelt_umlauts(folded)
        participle = _GERMAN_PARTICIPLE.match(folded)
        if participle and len(folded) > 6:
            folded = participle[1] + participle[2] + "en"
    if language == "en":
        kept = _ENGLISH_APART.get(folded)
        if kept is not None:
            return kept
    stemmed = snowball(folded, language)
    if language == "nl":
        stemmed = _DOUBLE_VOWEL.sub(r"\1", stemmed)
        if stemmed.endswith("ig") and len(stemmed) > 5:
            stemmed = stemmed[:-2]
    elif language == "de":
        if stemmed.endswith("tet"):
            stemmed = stemmed[:-2]
        elif stemmed.endswith("ung") and len(stemmed) > 6:
            stemmed = stemmed[:-3]
    return stemmed


@lru_cache(maxsize=_REMEMBERED)
def loosened(folded: str) -> tuple[str, ...]:
    """The pieces of words such as `5assig`, `vijfassig`, `fünfachsig` that name a number of axes."""
    match = _AXES.match(folded)
    if match is None:
        return (folded,)
    number = _NUMBER_WORDS.get(match[1], match[1])
    return (number, match[2]) if number.isdigit() else (folded,)


def forget_words() -> None:
    """Of what was folded, stemmed and loosened so far nothing is remembered any more."""
    for remembering in (fold, stem, loosened):
        remembering.cache_clear()


class Splitter:
    """Takes compounds apart into words it knows: `titaniumfreeswerk` is titanium, frees, werk."""

    def __init__(self, words: Mapping[Language, Iterable[str]]) -> None:
        """`words` are folded words per language that may be parts; the longer half of a tie wins."""
        self._parts: dict[Language, frozenset[str]] = {}
        for language in LANGUAGES:
            known = {word for word in words.get(language, ()) if len(word) >= 4 and word.isalpha()}
            self._parts[language] = frozenset(known - STOP_WORDS)
        self._cache: dict[tuple[str, Language], tuple[tuple[str, int], ...]] = {}

    def split(self, folded: str, language: Language) -> tuple[tuple[str, int], ...]:
        """Parts of a compound and where each begins in it; empty when the word does not come apart."""
        if len(folded) < 8 or language == "en" or not folded.isalpha():
            return ()
        key = (folded, language)
        found = self._cache.get(key)
        if found is None:
            found = self._search(folded, language) or (self._spelt_out(folded) if language == "de" else ())
            if len(self._cache) > _REMEMBERED:
                self._cache.clear()
            self._cache[key] = found
        return found

    def _spelt_out(self, word: str) -> tuple[tuple[str, int], ...]:
        """The parts of a German compound with umlauts written out, at the places they have in it."""
        shorter = without_spelt_umlauts(word)
        if shorter == word:
            return ()
        places, place = [], 0
        for letter in shorter:
            place = word.index(letter, place)
            places.append(place)
            place += 1
        return tuple((part, places[start]) for part, start in self._search(shorter, "de"))

    def _search(self, word: str, language: Language) -> tuple[tuple[str, int], ...]:
        parts, links, size = self._parts[language], LINKS[language], len(word)
        # best[i]: cost of the cheapest way to cover word[:i]; few long parts are cheap.
        best: list[tuple[float, tuple[tuple[str, int], ...]] | None] = [None] * (size + 1)
        best[0] = (0.0, ())
        for start in range(size - 3):
            here = best[start]
            if here is None:
                continue
            for end in range(start + 4, size + 1):
                part = word[start:end]
                if part not in parts or (start == 0 and end == size):
                    continue
                for link in links:
                    stop = end + len(link)
                    if stop > size or (link and (stop == size or word[end:stop] != link)):
                        continue
                    cost = here[0] + 1.0 + 2.0 / len(part) + 0.1 * len(link)
                    other = best[stop]
                    if other is None or cost < other[0]:
                        best[stop] = (cost, (*here[1], (part, start)))
        whole = best[size]
        return whole[1] if whole is not None and len(whole[1]) > 1 else ()


def analyse(text: str, language: Language | None = None, splitter: Splitter | None = None) -> list[str]:
    """Stems and compound parts of a text, for a search box: the same for what is searched and for the question.

    With no language given, the text's own is guessed. Stop words are left out.
    """
    spoken = language or guess_language(text)
    found: list[str] = []
    for token in tokens(text):
        for piece in loosened(token.folded):
            if piece in STOP_WORDS:
                continue
            found.append(stem(piece, spoken))
            if splitter is not None:
                found.extend(stem(part, spoken) for part, _ in splitter.split(piece, spoken))
    return found
