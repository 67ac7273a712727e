"""What the index keeps of documents and looks for in questions: their words and, with a model, their meaning."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clubhuis.engines.matching.alignment import alignment_for
from clubhuis.engines.matching.documents import Document
from clubhuis.engines.matching.index.pieces import stretches
from clubhuis.engines.matching.index.query import word_groups
from clubhuis.engines.matching.index.segment import Entry
from clubhuis.engines.matching.index.store import READS
from clubhuis.engines.matching.index.terms import terms_of
from clubhuis.engines.matching.known import know
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.lexicon import Lexicon
from clubhuis.engines.matching.recogniser import recogniser_for
from clubhuis.engines.matching.sentences import SIZE, SentenceModel
from clubhuis.engines.matching.vocabulary import Vocabulary
from clubhuis.engines.matching.words import Splitter, with_umlauts


class Encoder:
    """Reads and encodes for one index; remembers the last question."""

    def __init__(self, vocabulary: Vocabulary, model: SentenceModel | None, lexicon: Lexicon) -> None:
        self._vocabulary, self._model, self._lexicon = vocabulary, model, lexicon
        self.model_name = model.name if model else ""
        self._last_question: tuple[tuple[str, Language], NDArray[np.float32]] | None = None
        self._last_words: tuple[tuple[str, Language], tuple[dict[str, float], ...]] | None = None

    @cached_property
    def mark(self) -> str:
        """Another one when texts would be read or encoded differently: by the engine, vocabulary, lexicon or model."""
        told = hashlib.blake2b(f"{READS}".encode(), digest_size=8)
        told.update(self._lexicon.mark)
        if self._model is not None:
            told.update(alignment_for(self._model.name, SIZE).mark)
        for concept in self._vocabulary:
            labels = sorted(concept.labels.items())
            told.update(repr((concept.id, concept.kind, concept.broader, labels)).encode())
        return told.hexdigest()

    @property
    def splitter(self) -> Splitter:
        """Takes compounds apart, as it does when a text is read."""
        return recogniser_for(self._vocabulary).splitter

    def words_of(self, text: str, language: Language) -> tuple[dict[str, float], ...]:
        """The words of a question; a page asks the same one twice, to count and to show."""
        known = self._last_words
        if known is None or known[0] != (text, language):
            known = self._last_words = ((text, language), word_groups(text, language, self.splitter, self._lexicon))
        return known[1]

    def meaning_of(self, text: str, language: Language) -> NDArray[np.float32]:
        """The meaning of a question, likewise kept for the second time."""
        known = self._last_question
        if known is None or known[0] != (text, language):
            known = self._last_question = ((text, language), self.encoded([(text, language)])[0])
        return known[1]

    def entries(self, documents: Sequence[Document]) -> list[Entry]:
        """What an index keeps of documents."""
        knowns = [know(document, self._vocabulary) for document in documents]
        texts, owners = [], []
        for place, known in enumerate(knowns):
            for part in known.parts:
                for text in stretches(part.text, part.sentences):
                    texts.append((text, part.language))
                    owners.append(place)
        if self._model is not None:
            vectors = self.encoded(texts)
        else:
            vectors, owners = np.zeros((0, SIZE), dtype=np.float32), []
        of = np.array(owners, dtype=np.intp)
        return [
            Entry(known, terms_of(known, self.splitter), vectors[of == place] if len(knowns) > 1 else vectors)
            for place, known in enumerate(knowns)
        ]

    def encoded(self, texts: Sequence[tuple[str, Language]]) -> NDArray[np.float32]:
        """The meaning of texts: what the model makes of the words themselves and of their English gloss, brought together.

        The model knows few Dutch and German words of this trade; the lexicon knows many.
        """
        assert self._model is not None  # noqa: S101  (callers looked)
        foreign = [place for place, (_, language) in enumerate(texts) if language != "en"]
        glosses = [self._lexicon.gloss(texts[place][0], texts[place][1], self.splitter) for place in foreign]
        every = self._model.encode(
            [*(with_umlauts(text) if language == "de" else text for text, language in texts), *glosses]
        )
        own = every[: len(texts)]
        alignment = alignment_for(self._model.name, SIZE)
        found = alignment.english(own)
        if foreign:
            found[foreign] = alignment.foreign(own[foreign], every[len(texts) :])
        return found
