"""The words of a text and the parts of compounds, ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from clubhuis.engines.matching.homographs import HOMOGRAPHS
from clubhuis.engines.matching.labels import Entry, Labels
from clubhuis.engines.matching.languages import LANGUAGES, Language
from clubhuis.engines.matching.misspelt import Misspelt
from clubhuis.engines.matching.parts import PRESSURES
from clubhuis.engines.matching.verbs import infinitives
from clubhuis.engines.matching.words import Token, loosened, stem, written_places

_LONGEST_WORD = 40
_WHEN: dict[Language, tuple[str, ...]] = {
    "nl": ("na", "voor", "af", "uit", "op", "in", "bij", "fijn", "voor", "eind"),
    "en": (),
    "de": ("nach", "vor", "ab", "aus", "auf", "fein", "fertig", "grob", "end", "ein"),
}
"""What may stand before the name of a process without making it another one: `nafrezen`, `Vordrehen`."""
_AS_A_WAY: dict[Language, tuple[str, ...]] = {
    "nl": (
        "proces",
        "procede",
        "techniek",
        "methode",
        "werkzaamheden",
        "werk",
        "delen",
        "deel",
        "onderdelen",
        "producten",
        "stukken",
        "stuk",
        "bedrijf",
    ),
    "en": (),
    "de": (
        "verfahren",
        "prozess",
        "technik",
        "arbeiten",
        "arbeit",
        "teile",
        "teil",
        "teilen",
        "betrieb",
        "stucke",
        "stuck",
        "stucken",
    ),
}
"""What may stand behind a process: `Lasersinterverfahren`, `freesdelen`."""
_SYLLABLE = re.compile(r"[aeiouy].*[^aeiouy]|^[^aeiouy]+[aeiouy]+$")
_ABOUT_IT = re.compile(
    r"(?:maschinen?|machines?|industrie|handel|fabri[ek]k?|mühlen?|molens?|recycling|schrott|schroot|preise?|prijs|geld)$"
)
"""Ends of compounds that deal with a material without being made of it."""
_DOING = re.compile(
    r"\b(?:we|not|n't|to|can|cannot|will|also|you|they|who)\s+(?:(?:also|only|never|both)\s+)?$", re.IGNORECASE
)
"""Behind these words an English `roll` or `machine` is what somebody does and no thing."""
_DONE: dict[str, str] = {
    "roll": "rolling",
    "press": "pressing",
    "form": "forming",
    "plate": "plating",
    "machine": "machining",
    "line": "lining",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a part of a compound, with its stems in the three languages."""

    folded: str
    stems: Mapping[Language, str]
    start: int
    end: int
    token: int
    inner: bool


class WordPieces:
    """Takes words apart by the labels of a vocabulary."""

    def __init__(self, labels: Labels, misspelt: Misspelt) -> None:
        self._entries, self._kinds, self._splitter = labels.entries, labels.kinds, labels.splitter
        self._misspelt = misspelt

    def of(self, words: list[Token], language: Language, *, tolerant: bool) -> list[Piece]:
        pieces: list[Piece] = []
        for place, word in enumerate(words):
            split: Sequence[tuple[str, int]] = ()
            named_whole = False
            loose = loosened(word.folded)
            if len(loose) > 1:
                offset = 0
                for part in loose:
                    pieces.append(self._piece(part, word.start, word.end, place, inner=False))
                    offset += len(part)
                continue
            pieces.append(self._piece(word.folded, word.start, word.end, place, inner=False))
            if word.folded in HOMOGRAPHS[language]:
                continue
            if not any(stem(word.folded, spoken) in self._entries[spoken] for spoken in LANGUAGES):
                split = (
                    self._around_a_process(word.folded, language)
                    or self._splitter.split(word.folded, language)
                    or (
                        ()
                        if tolerant and self._misspelt.meaning(word.folded, language)[0]
                        else self._head(word.folded, language)
                    )
                )
            elif self._starts_with_material(split := self._splitter.split(word.folded, language), language):
                named_whole = True
            else:
                split = ()
            if _ABOUT_IT.search(word.folded) and self._starts_with_material(split, language):
                split = split[1:]
            if split:
                places = written_places(word.text)
                for position, (part, offset) in enumerate(split[:1] if named_whole else split):
                    if part in PRESSURES and position == len(split) - 1:
                        continue  # "ontwerpdruk" is a pressure and no printing
                    following = split[position + 1][1] if position + 1 < len(split) else len(word.folded)
                    pieces.append(
                        self._piece(
                            part, word.start + places[offset], word.start + places[following], place, inner=True
                        )
                    )
        return pieces

    def _around_a_process(self, folded: str, language: Language) -> tuple[tuple[str, int], ...]:
        """The process in a word that says when or that it is done: `nafrezen`, `Vorschleifen`, `Lasersinterverfahren`."""
        own = self._entries[language]
        for prefix in _WHEN[language]:
            rest = folded.removeprefix(prefix)
            if rest != folded and len(rest) >= 6 and self.is_process(own.get(rest)):
                return ((rest, len(prefix)),)
        for suffix in _AS_A_WAY[language]:
            stem_of_verb = folded.removesuffix(suffix).removesuffix("s")
            if len(stem_of_verb) >= 5 and folded.endswith(suffix):
                verbs = infinitives(stem_of_verb) if language == "nl" else ()
                for verb in (*(stem_of_verb + ending for ending in ("en", "n", "eln", "ern", "")), *verbs):
                    if self.is_process(own.get(stem(verb, language))):
                        return ((verb, 0),)
        return ()

    def _head(self, folded: str, language: Language) -> tuple[tuple[str, int], ...]:
        """What a compound is, where its beginning is no word of the trade: the `pumpen` of `Kreiselpumpen`."""
        if language == "en" or not 9 < len(folded) < _LONGEST_WORD:
            return ()
        root = stem(folded, language)
        for cut in range(3, len(root) - 5):
            entry = self._entries[language].get(root[cut:])
            if entry is None or entry.surfaces or not _SYLLABLE.search(folded[:cut]):
                continue
            if all(self._kinds[one] in ("process", "service") for one in entry.concepts):
                return ((folded[cut:], cut),)
        return ()

    def _starts_with_material(self, parts: Sequence[tuple[str, int]], language: Language) -> bool:
        """Whether a thing says in its name what it is made of: the steel of `Stahlträger`."""
        entry = self._entries[language].get(stem(parts[0][0], language)) if len(parts) > 1 else None
        return entry is not None and all(self._kinds[one] == "material" for one in entry.concepts)

    def is_process(self, entry: Entry | None) -> bool:
        return entry is not None and any(self._kinds[concept] == "process" for concept in entry.concepts)

    def _piece(self, folded: str, start: int, end: int, token: int, *, inner: bool) -> Piece:
        return Piece(folded, {language: stem(folded, language) for language in LANGUAGES}, start, end, token, inner)


def as_done(word: Token, text: str) -> Token:
    """ "We do not roll plate" speaks of rolling."""
    done = _DONE.get(word.folded)
    return replace(word, folded=done) if done and _DOING.search(text, 0, word.start) else word
