"""Learns the lexicon that the engine ships from the parallel names of this folder: `python -m bench.matching.lexicon`."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import clubhuis.engines.matching as engine
from bench.matching.sources import parallel_names
from clubhuis.engines.matching.index.terms import words_of
from clubhuis.engines.matching.languages import LANGUAGES, Language
from clubhuis.engines.matching.lexicon import learn, write_lexicon
from clubhuis.engines.matching.words import Splitter, stem, tokens

SHIPPED = Path(engine.__file__).parent / "data"


def main() -> None:
    """Write `lexicon.tsv` (translations and, for English stems, the usual form) and `parts.tsv` (parts of compounds)."""
    names = list(parallel_names())
    parts: dict[Language, set[str]] = {language: set() for language in LANGUAGES}
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for one, _ in names:
        for language in LANGUAGES:
            for token in tokens(one[language]):
                if len(token.folded) >= 4 and token.folded.isalpha():
                    parts[language].add(token.folded)
                if language == "en":
                    forms[stem(token.folded, "en")][token.text.lower()] += 1
    splitter = Splitter(parts)
    stems = [
        {language: tuple(words_of(one[language], language, splitter)) for language in LANGUAGES}
        for one, count in names
        for _ in range(count)
    ]
    usual = {word: counts.most_common(1)[0][0] for word, counts in forms.items()}
    write_lexicon(learn(stems), usual, SHIPPED / "lexicon.tsv")
    lines = [f"{language}\t{' '.join(sorted(parts[language]))}\n" for language in ("nl", "de")]
    (SHIPPED / "parts.tsv").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
