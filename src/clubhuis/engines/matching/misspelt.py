"""Long words with a letter or two wrong, in what people type."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from clubhuis.engines.matching.labels import Entry, Labels
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.lexicon import shipped_lexicon
from clubhuis.engines.matching.words import stem


class Misspelt:
    """Looks for misspelt names among the long labels with the same first letter."""

    def __init__(self, labels: Labels) -> None:
        self._entries: Mapping[Language, Mapping[str, Entry]] = labels.entries
        self._splitter = labels.splitter
        self._long: dict[tuple[Language, str], list[str]] = {}
        for language, key in labels.long_ones():
            self._long.setdefault((language, key[0]), []).append(key)

    def meaning(self, folded: str, language: Language) -> tuple[Entry | None, Language]:
        """What a long word with a wrong letter or two means."""
        languages: tuple[Language, ...] = (language, "en")
        for spoken in languages if len(folded) >= 7 and folded.isalpha() else ():
            key = stem(folded, spoken)
            near = process.extractOne(
                key,
                self._long.get((spoken, key[0]), ()),
                scorer=OSA.distance,
                score_cutoff=1 if len(key) < 10 else 2,
            )
            if near is not None:
                return self._entries[spoken][near[0]], spoken
        return None, language

    def is_known(self, folded: str, language: Language) -> bool:
        """Whether a word is one of the language, and so no name with a wrong letter: `compatible` is not `compacting`."""
        lexicon = shipped_lexicon()
        return bool(
            self._splitter.split(folded, language)
            or lexicon.translations(stem(folded, language), language)
            or lexicon.translations(stem(folded, "en"), "en")
        )
