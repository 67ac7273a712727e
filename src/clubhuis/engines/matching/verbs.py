# ruff: noqa: SIM905  (lists of words are easier to read as text)
"""Forms of verbs in which companies say what they do: `wij frezen`, `Hoekstra freest`, `die Firma fräst`."""

from __future__ import annotations

import re

from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.words import fold

_OTHER_WORDS = frozenset(
    "last spant staat gaat komt ligt bort test kost port richt licht haft lauft gast rost stellt hebt halt fuhrt wirkt spart".split()
)
"""Forms that are other words as well, and far more often: a Dutch `last` is a burden."""


def finite_forms(label: str, language: Language) -> list[str]:
    """How a verb ends when one company does it, folded: `frezen` gives `freest`; empty for anything but a verb alone."""
    infinitive = fold(label)
    if not label[1:].islower() or not re.fullmatch(r"[a-z]{3,}en", infinitive):
        return []
    if language == "nl":
        form = _dutch(infinitive)
    elif language == "de" and label[:1].isupper():
        form = _german(infinitive)
    else:
        return []
    return [] if form in _OTHER_WORDS else [form]


def _dutch(infinitive: str) -> str:
    root = infinitive[:-2]
    if re.search(r"([bcdfgklmnprst])\1$", root):
        root = root[:-1]
    elif re.search(r"(?:^|[^aeiou])[aeou][bcdfgklmnprstvz]$", root) and not re.search(r"(?:el|er|en|ig)$", root):
        root = root[:-1] + root[-2] + root[-1]
    elif root.endswith("er") and len(root) > 4:
        root = root[:-2] + "eer"
    root = re.sub(r"z$", "s", re.sub(r"v$", "f", root))
    return root if root.endswith("t") else root + "t"


def _german(infinitive: str) -> str:
    root = infinitive[:-2]
    return root + ("et" if root.endswith(("t", "d")) else "t")
