# ruff: noqa: E501, SIM905  (lists of words are easier to read as text)
"""Forms of verbs in which companies say what they do: `wij frezen`, `Hoekstra freest`, `die Firma fräst`."""

from __future__ import annotations

import re
from collections.abc import Collection

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


_STRONG: dict[Language, dict[str, str]] = {
    "nl": {
        "snijden": "gesneden", "buigen": "gebogen", "gieten": "gegoten", "slijpen": "geslepen", "trekken": "getrokken", "spuiten": "gespoten",
        "smeden": "gesmeed", "steken": "gestoken", "wegen": "gewogen", "zetten": "gezet", "lassen": "gelast", "blazen": "geblazen",
    },
    "de": {
        "schneiden": "geschnitten", "biegen": "gebogen", "gießen": "gegossen", "schleifen": "geschliffen", "ziehen": "gezogen", "spritzen": "gespritzt",
        "stechen": "gestochen", "schmelzen": "geschmolzen", "scheren": "geschert", "blasen": "geblasen", "treiben": "getrieben",
    },
    "en": {"cut": "cut", "bending": "bent", "grinding": "ground", "spinning": "spun", "winding": "wound", "drawing": "drawn"},
}  # fmt: skip
"""Verbs whose participle no rule makes; they are the end of compounds as well: `lasersnijden`, `lasergesneden`."""
_INSEPARABLE = ("ver", "be", "ont", "her", "ge", "er", "ent", "zer", "over", "onder")
_SEPARABLE: dict[Language, tuple[str, ...]] = {
    "nl": ("aan", "af", "uit", "op", "in", "na", "voor", "los", "bij"), "en": (), "de": ("ab", "auf", "aus", "ein", "an", "nach", "vor", "los"),
}  # fmt: skip
_DOUBLE = re.compile(r"[a-z](?:ver(?:zin|ni|chr|gol|gul|sil|zil|edel|güt|gut)|beschicht|behand|bewerk|bearbeit)")
"""A compound of a noun and an inseparable verb: `feuerverzinken` has no `ge`."""


def doers(label: str, language: Language) -> list[str]:
    """Who does it and the place where it is done, folded: `frezen` gives `frezer` and `frezerij`, `Drehen` gives `Dreher` and `Dreherei`."""
    plain = fold(label)
    if not re.fullmatch(r"[a-z]{4,}en", plain) or label[1:] != label[1:].lower():
        return []
    if language == "nl":
        return [plain[:-1] + "r", plain[:-1] + "rij"]
    return [plain[:-1] + "r", plain[:-1] + "rei"] if language == "de" and label[:1].isupper() else []


def participles(label: str, language: Language) -> list[str]:
    """How a part is called that has been through a process, folded: `frezen` gives `gefreesd`, `Abkanten` gives `abgekantet`."""
    plain = label.lower()
    if not re.fullmatch(r"[a-zäöüß]{4,}", plain):
        return []
    for infinitive, made in _STRONG[language].items():
        if plain.endswith(infinitive):
            lead = plain[: -len(infinitive)]
            form = fold(lead + (made.removeprefix("ge") if lead in _INSEPARABLE else made))
            return [form, form + "e"] if made.endswith("en") and language == "de" else [form]
    if language == "en" or not plain.endswith(("en", "eln", "ern")) or (language == "de" and not label[:1].isupper()):
        return []
    lead = next(
        (prefix for prefix in _SEPARABLE[language] if plain.startswith(prefix) and len(plain) - len(prefix) >= 5), ""
    )
    rest = plain[len(lead) :]
    augment = (
        ""
        if rest.startswith(_INSEPARABLE) or _DOUBLE.search(rest) or (language == "de" and rest.endswith("ieren"))
        else "ge"
    )
    if language == "de":
        root = rest[:-2] if rest.endswith("en") else rest[:-1]
        ending = "et" if root.endswith(("t", "d")) else "t"
        return [fold(lead + augment + root + ending)]
    present = _dutch(fold(rest)) if rest.endswith("en") else ""
    if not present:
        return []
    if re.search(r"(?:[tkfschp]|ch)en$", rest):
        return [lead + augment + present]
    voiced = present[:-1] if present.endswith("dt") else present[:-1] + "d"
    unstressed = [lead + augment + rest[:-2] + "d"] if rest.endswith("eren") else []
    return [lead + augment + voiced, *unstressed]


def compound_forms(label: str, language: Language, verbs: Collection[str]) -> list[str]:
    """The forms of a verb with a noun before it, folded: `Gesenkschmieden` gives `gesenkgeschmiedet` when `schmieden` is a verb."""
    plain = label.lower()
    if (
        language == "en"
        or not re.fullmatch(r"[a-zäöüß]{8,}en", plain)
        or (language == "de" and not label[:1].isupper())
    ):
        return []
    for cut in range(3, len(plain) - 4):
        if plain[cut:] in verbs:
            tail = plain[cut:].capitalize() if language == "de" else plain[cut:]
            return [fold(plain[:cut]) + form for form in participles(tail, language)]
    return []


def infinitives(root: str) -> list[str]:
    """What Dutch verbs may have such a root: `smeed` is of `smeden`, `frees` of `frezen`, `las` of `lassen`."""
    voiced = root[:-1] + {"s": "z", "f": "v"}.get(root[-1:], root[-1:])
    single = re.sub(r"([aeou])\1(?=[bcdfgklmnprstvz]$)", r"\1", voiced)
    return [root + "en", voiced + "en", single + "en", root + root[-1:] + "en"]


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
