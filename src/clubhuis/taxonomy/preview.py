"""What would be recognised in a text if a capability had other words: the vocabulary as it would be, read by the engine."""

from __future__ import annotations

from dataclasses import dataclass

from clubhuis.engines.matching import Concept, Vocabulary, read
from clubhuis.lib.languages import CONTENT_LANGUAGES

from . import access
from .actions import State

NEW = "a-new-capability"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, and the name of what was recognised in it."""

    text: str
    name: str = ""
    is_this: bool = False  # the capability that is being edited


def recognised(text: str, slug: str, state: State) -> list[Piece]:
    labels = {
        code: tuple(dict.fromkeys(filter(None, [state["names"][code], *state["synonyms"][code]])))
        for code in CONTENT_LANGUAGES
    }
    changed = Concept(
        slug or NEW,
        state["kind"],
        tuple(state["broader"]),
        tuple(state["related"]),
        {code: words for code, words in labels.items() if words},  # type: ignore[misc]
    )
    others = [concept for concept in access.concepts() if concept.id != changed.id]
    vocabulary = Vocabulary([*others, changed])
    reading = read(text, vocabulary)
    pieces: list[Piece] = []
    end = 0
    for mention in sorted(reading.mentions, key=lambda mention: (mention.start, -mention.end)):
        if mention.start < end:
            continue
        if mention.start > end:
            pieces.append(Piece(reading.text[end : mention.start]))
        name = vocabulary[mention.concept].label(reading.language)
        pieces.append(Piece(reading.text[mention.start : mention.end], name, mention.concept == changed.id))
        end = mention.end
    if end < len(reading.text):
        pieces.append(Piece(reading.text[end:]))
    return pieces
