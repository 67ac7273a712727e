"""The kinds of organisation the demonstration is made of, read from `data/archetypes/*.txt`.

A file holds several, each begun by `== name`. Then come lines `word: value`, and for each language (`-- nl`) what such an organisation says:

    what: a few words for what it is | another way to put it
    a sentence about itself, in anybody's voice
    o: in the owner's voice            m: the marketer's            e: the engineer's
    t: something; for; a list          offer: title | text          need: title | text

Lists are separated by semicolons. `slot size: 200; 400` gives {size} in all languages; `slot mat nl: …` with as many values in each
language gives the word that belongs. `<a|b>` is a choice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from clubhuis.lib.languages import CONTENT_LANGUAGES

from .chance import Chance

DATA = Path(__file__).parent / "data"
VOICES = {"o": "owner", "m": "marketer", "e": "engineer"}
DECIMAL = re.compile(r"(?<![\d.])(\d+)\.(\d{1,3})(?![\d.])")


@dataclass(slots=True)
class Speech:
    """What an archetype says in one language."""

    what: list[str] = field(default_factory=list)
    anybody: list[str] = field(default_factory=list)
    voices: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    items: list[str] = field(default_factory=list)
    offers: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Archetype:
    """One kind of organisation: what it can do, what it has, how it is called and what it says."""

    name: str
    kind: str = "company"
    weight: float = 4
    nace: list[str] = field(default_factory=list)
    sizes: list[str] = field(default_factory=lambda: ["2-9", "10-49", "10-49", "50-249"])
    always: list[str] = field(default_factory=list)  # capabilities all of them have
    sometimes: list[str] = field(default_factory=list)
    materials: list[str] = field(default_factory=list)
    markets: list[str] = field(default_factory=list)
    certificates: list[str] = field(default_factory=list)
    equipment: list[str] = field(default_factory=list)
    trades: dict[str, list[str]] = field(default_factory=dict)  # the second half of a name, by language
    names: list[str] = field(default_factory=list)  # names that are given instead of made
    circles: list[str] = field(default_factory=list)  # which communities such organisations are found in
    slots: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    speech: dict[str, Speech] = field(default_factory=lambda: {code: Speech() for code in CONTENT_LANGUAGES})

    def draw_slots(self, chance: Chance) -> dict[str, dict[str, str]]:
        """By language, the figures and words of one such organisation: the same in all its texts."""
        drawn: dict[str, dict[str, str]] = {code: {} for code in CONTENT_LANGUAGES}
        for name, values in sorted(self.slots.items()):
            at = chance.random()
            for code in CONTENT_LANGUAGES:
                options = values.get(code) or values[""]
                drawn[code][name] = in_numbers(options[int(at * len(options))], code)
        return drawn


def in_numbers(value: str, language: str) -> str:
    """0.01 as it is written in a language. Numbers of steels (1.4404) are names."""
    return value if language == "en" else DECIMAL.sub(r"\1,\2", value)


def listed(value: str) -> list[str]:
    return [item.strip() for item in value.split(";") if item.strip()]


LISTS = {
    "nace": "nace",
    "sizes": "sizes",
    "can": "always",
    "may": "sometimes",
    "materials": "materials",
    "markets": "markets",
    "certificates": "certificates",
    "circles": "circles",
}


def read(text: str) -> list[Archetype]:
    """The archetypes of one file. Raises ValueError for a line that cannot be understood."""
    found: list[Archetype] = []
    language = ""
    for line in (line.strip() for line in text.splitlines()):
        if not line or line.startswith("#"):
            continue
        if line.startswith("== "):
            found.append(Archetype(line[3:].strip()))
            language = ""
        elif line.startswith("-- "):
            language = line[3:].strip()
        elif language:
            _hear(found[-1].speech[language], line)
        else:
            _learn(found[-1], line)
    return found


def _hear(speech: Speech, line: str) -> None:
    word, colon, rest = line.partition(":")
    if not colon or word not in {*VOICES, "what", "t", "offer"}:
        speech.anybody.append(line)
    elif word == "what":
        speech.what += [part.strip() for part in rest.split(" | ")]
    elif word == "t":
        speech.items += listed(rest)
    elif word == "offer":
        title, _bar, text = rest.partition(" | ")
        speech.offers.append((title.strip(), text.strip()))
    else:
        speech.voices[VOICES[word]].append(rest.strip())


def _learn(archetype: Archetype, line: str) -> None:
    word, colon, value = (part.strip() for part in line.partition(":"))
    if not colon:
        raise ValueError(f"{archetype.name}: {line}")
    if word in LISTS:
        setattr(archetype, LISTS[word], value.split())
    elif word == "kind":
        archetype.kind = value
    elif word == "weight":
        archetype.weight = float(value)
    elif word == "equipment":
        archetype.equipment += listed(value)
    elif word == "names":
        archetype.names += listed(value)
    elif word.startswith("trade "):
        archetype.trades[word.split()[1]] = listed(value)
    elif word.startswith("slot "):
        _slot, name, *language = word.split()
        archetype.slots[name]["".join(language)] = listed(value)
    else:
        raise ValueError(f"{archetype.name}: {line}")


@cache
def archetypes() -> dict[str, Archetype]:
    """All of them, by name."""
    files = sorted((DATA / "archetypes").glob("*.txt"))
    return {one.name: one for file in files for one in read(file.read_text(encoding="utf-8"))}


@cache
def phrases(language: str) -> dict[str, list[str]]:
    """What every organisation may say, by occasion (`data/phrases-nl.txt`: a heading `== history`, then a sentence a line)."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in (DATA / f"phrases-{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            heading = line[3:].strip()
            found[heading] = []
        elif line.strip() and not line.startswith("#"):
            found[heading].append(line.strip())
    return found
