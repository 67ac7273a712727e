"""Names that translate each other: their glosses, and their meanings brought together."""

import numpy as np
import pytest

from clubhuis.engines.matching.alignment import Alignment, alignment_for, learn_alignment, plain, unit
from clubhuis.engines.matching.lexicon import Lexicon, write_lexicon
from clubhuis.engines.matching.words import Splitter

SPLITTER = Splitter({"nl": ["staal", "plaat"], "de": ["stahl", "blech"]})


@pytest.fixture
def lexicon(tmp_path):
    known = {"nl:kast": {"en:cabinet": 0.8}, "nl:stal": {"en:steel": 0.9}, "nl:plat": {"en:sheet": 0.7},
             "de:ofen": {"en:oven": 0.9}, "de:schmelz": {"en:melt": 0.6}}  # fmt: skip
    write_lexicon(known, {"cabinet": "cabinets"}, tmp_path / "lexicon.tsv")
    return Lexicon(tmp_path / "lexicon.tsv")


@pytest.mark.parametrize(
    ("text", "language", "gloss"),
    [
        ("Kasten", "nl", "cabinets"),
        ("Staalplaat", "nl", "steel sheet"),
        ("Kwabbelkasten", "nl", "kwabbel cabinets"),
        ("Staalkasten", "nl", "steel cabinets"),
        ("Schmelzofen", "de", "melt oven"),
        ("een kastje", "nl", "cabinets"),
        ("Kwabbel", "nl", "Kwabbel"),
        ("Kwabbelkasten", "en", "Kwabbelkasten"),
    ],
)
def test_gloss_says_what_is_known_of_a_word(lexicon, text, language, gloss):
    assert lexicon.gloss(text, language, SPLITTER) == gloss


def test_text_and_gloss_count_the_same_until_something_is_learned():
    own, gloss = np.eye(4, dtype=np.float32)[:2], np.eye(4, dtype=np.float32)[2:]

    assert np.allclose(plain(4).foreign(own, gloss), unit(own + gloss))


def test_a_model_nobody_learned_for_is_left_as_it_is():
    vectors = unit(np.arange(8, dtype=np.float32).reshape(2, 4) + 1)

    assert np.allclose(alignment_for("another model", 4).english(vectors), vectors)


def test_learning_brings_translations_together():
    chance = np.random.default_rng(5)
    things = unit(chance.normal(size=(600, 24)).astype(np.float32))

    def said(language):
        """What a language adds of its own hides what is meant."""
        habit = np.zeros((600, 24), dtype=np.float32)
        habit[:, {"nl": slice(0, 4), "de": slice(4, 8), "en": slice(8, 12)}[language]] = chance.normal(0, 0.6, (600, 4))
        return unit(things + habit)

    own = {language: said(language) for language in ("nl", "en", "de")}
    gloss = {language: said("en") for language in ("nl", "de")}

    def found(alignment, rows):
        likeness = alignment.foreign(own["nl"][rows], gloss["nl"][rows]) @ alignment.english(own["en"][rows]).T
        return np.mean(likeness.argmax(axis=1) == np.arange(len(likeness)))

    learned, unseen = slice(0, 400), slice(400, 600)
    matrices = learn_alignment(
        {language: vectors[learned] for language, vectors in own.items()},
        {language: vectors[learned] for language, vectors in gloss.items()},
        rounds=30,
        batch=128,
        step=2e-2,
    )

    assert found(Alignment(matrices), unseen) > found(plain(24), unseen) + 0.1
