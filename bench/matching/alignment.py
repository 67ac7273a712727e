"""Learns how the meaning of names is turned, for the engine to ship: `python -m bench.matching.alignment`, after `lexicon`.

From the same parallel names as the lexicon, one translation for each English name; nothing of the evaluated divisions.
"""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray

from bench.matching.lexicon import SHIPPED
from bench.matching.sources import WEIGHTS, parallel_names, vocabulary
from clubhuis.engines.matching import SentenceModel, sentence_model
from clubhuis.engines.matching.alignment import learn_alignment
from clubhuis.engines.matching.languages import LANGUAGES, Language
from clubhuis.engines.matching.lexicon import shipped_lexicon
from clubhuis.engines.matching.recogniser import recogniser_for
from clubhuis.engines.matching.words import with_umlauts

LONGEST = 90
"""Letters of a name; longer ones are sentences of the customs tariff."""
_AT_ONCE = 64


def names() -> list[dict[Language, str]]:
    """Each English name with one of its translations, in an order of chance."""
    chance = random.Random(3)
    same: dict[str, list[dict[Language, str]]] = {}
    for name, _ in parallel_names():
        if max(map(len, name.values())) < LONGEST:
            same.setdefault(name["en"], []).append(name)
    chosen = [chance.choice(same[english]) for english in sorted(same)]
    chance.shuffle(chosen)
    return chosen


def main() -> None:
    """Write `alignment.npy`."""
    model = sentence_model(WEIGHTS)
    if model is None:
        raise SystemExit("The sentence model is not installed.")
    chosen, lexicon, splitter = names(), shipped_lexicon(), recogniser_for(vocabulary()).splitter
    own: dict[Language, NDArray[np.float32]] = {}
    gloss: dict[Language, NDArray[np.float32]] = {}
    for language in LANGUAGES:
        texts = [name[language] for name in chosen]
        own[language] = encoded(model, [with_umlauts(text) if language == "de" else text for text in texts])
        if language != "en":
            gloss[language] = encoded(model, [lexicon.gloss(text, language, splitter) for text in texts])
        print(f"{language}: {len(texts)} names encoded", flush=True)
    np.save(SHIPPED / "alignment.npy", learn_alignment(own, gloss))


def encoded(model: SentenceModel, texts: list[str]) -> NDArray[np.float32]:
    """The model's vectors; texts of like length together, which is what it is quick at."""
    vectors = np.zeros((len(texts), 512), dtype=np.float32)
    order = np.argsort([len(text) for text in texts], kind="stable")
    for start in range(0, len(texts), _AT_ONCE):
        rows = order[start : start + _AT_ONCE]
        vectors[rows] = model.encode([texts[row] for row in rows])
    return vectors


if __name__ == "__main__":
    main()
