"""Processes that are named after what they work: who "bends tubes" does tube bending, whoever writes it how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from clubhuis.engines.matching.labels import Labels
from clubhuis.engines.matching.languages import LANGUAGES, Language
from clubhuis.engines.matching.vocabulary import Concept, Vocabulary
from clubhuis.engines.matching.words import STOP_WORDS, Splitter, Token, folded_words, stem

_AFTER, _BEFORE = 3, 2
"""How many words behind and before a process its thing may stand: "buigen van stalen buizen", "Rohre werden gebogen"."""
_TOO_WIDE = frozenset(
    ("manufacturing-process", "joining", "forming", "machining", "assembly", "cleaning", "surface-treatment")
)


_FORMS: dict[Language, str] = {
    "nl": """buis buizen pijp pijpen leiding leidingen profiel profielen plaat platen draad staf staven strip band folie tandwiel
        tandwielen spoel spoelen ring ringen kabel kabels slang slangen printplaat printplaten glas""",
    "en": """tube tubes pipe pipes profile profiles section sections plate plates sheet wire wires bar bars strip foil gear gears
        coil coils ring rings cable cables hose hoses board boards pcbs glass""",
    "de": """rohr rohre rohren profil profile profilen blech bleche blechen draht drahte stab stabe band bander folie folien
        zahnrad zahnrader spule spulen ring ringe ringen kabel schlauch schlauche leiterplatten glas""",
}
"""What has machines of its own: who bends sheet need not bend tubes. Other things are worked on the same machine."""
_THINGS = {language: frozenset(stem(word, language) for word in words.split()) for language, words in _FORMS.items()}


class WorkedThings:
    """For a process and a thing, the process that is named after both: bending and tubes, rolling and plate."""

    def __init__(self, vocabulary: Vocabulary, labels: Labels) -> None:
        self._named: dict[Language, dict[tuple[str, str], str]] = {language: {} for language in LANGUAGES}
        metal = vocabulary.named("metal")
        self._metals = frozenset(
            one.id for one in vocabulary if metal is not None and vocabulary.covers(metal.id, one.id)
        )
        for concept in vocabulary:
            if concept.kind == "process":
                wider = frozenset(vocabulary.above(concept.id)) - _TOO_WIDE
                for language in LANGUAGES:
                    for key in self._keys(concept, language, wider, labels):
                        self._named[language].setdefault(key, concept.id)

    def _keys(
        self, concept: Concept, language: Language, wider: frozenset[str], labels: Labels
    ) -> Iterator[tuple[str, str]]:
        entries = labels.entries[language]
        for label in concept.labels.get(language, ()):
            parts = _two_parts(label, language, labels.splitter)
            for done, thing in (parts, parts[::-1]) if parts else ():
                entry = entries.get(stem(done, language))
                key = stem(thing, language)
                if entry is not None and key in _THINGS[language]:
                    for one in entry.concepts:
                        if one in wider:
                            yield one, key

    def find(
        self,
        words: list[Token],
        language: Language,
        done: Iterable[tuple[str, int, int]],
        made_of: Sequence[tuple[str, int, int]],
        text: str,
    ) -> Iterator[tuple[str, int, int]]:
        """What is done to the things that stand near it, within a clause.

        `done` are processes with their characters, `made_of` materials; where another material than a metal stands
        between, the process has a name of its own.
        """
        named: Mapping[tuple[str, str], str] = self._named[language]
        for concept, start, end in done:
            first = next((place for place, word in enumerate(words) if word.end > start), len(words))
            last = next((place for place, word in enumerate(words) if word.start >= end), len(words))
            behind = _near(words[last : last + _AFTER + 2], _AFTER, text, end)
            ahead = _near(words[max(0, first - _BEFORE - 1) : first][::-1], _BEFORE, text, start)
            for word in (*behind, *ahead):
                found = named.get((concept, stem(word.folded, language)))
                if found is None:
                    continue
                begin, until = min(start, word.start), max(end, word.end)
                if all(one in self._metals for one, at, _ in made_of if begin <= at < until):
                    yield found, begin, until
                break


def _near(words: list[Token], number: int, text: str, place: int) -> Iterator[Token]:
    """The telling words next to a place, as far as no mark stands between."""
    for word in words:
        between = text[place : word.start] if word.start >= place else text[word.end : place]
        if any(mark in between for mark in ",;:.!?()|\n") or number == 0:
            return
        if word.folded not in STOP_WORDS:
            number -= 1
            yield word


def _two_parts(label: str, language: Language, splitter: Splitter) -> tuple[str, ...]:
    """The two telling words of a name, or the two halves of a compound."""
    words = [word for word in folded_words(label) if word not in STOP_WORDS]
    if len(words) == 1:
        words = [part for part, _ in splitter.split(words[0], language)]
    return tuple(words) if len(words) == 2 else ()
