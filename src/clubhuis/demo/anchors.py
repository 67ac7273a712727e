"""Organisations that are written by hand (`data/anchors.txt`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from .archetypes import DATA


@dataclass(slots=True)
class Words:
    """What one says in one language."""

    tagline: str = ""
    about: str = ""
    offers: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Anchor:
    """One organisation, in its own words."""

    slug: str
    values: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Words] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.values["name"]

    @property
    def legal(self) -> str:
        return self.values.get("legal", "")

    @property
    def archetype(self) -> str:
        return self.values["archetype"]

    @property
    def country(self) -> str:
        return self.values.get("country", "NL")

    @property
    def postcode(self) -> str:
        return self.values["postcode"]

    @property
    def size(self) -> str:
        return self.values["size"]

    @property
    def people(self) -> int:
        return int(self.values["people"])

    @property
    def founded(self) -> int:
        return int(self.values["founded"])

    @property
    def certificates(self) -> list[str]:
        return self.values.get("certificates", "").split()

    @property
    def can(self) -> list[str]:
        return self.values.get("can", "").split()

    @property
    def language(self) -> str:
        return next(iter(self.texts))


@cache
def anchors() -> list[Anchor]:
    found: list[Anchor] = []
    words: Words | None = None
    for line in (DATA / "anchors.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            found.append(Anchor(line[3:].strip()))
            words = None
        elif line.startswith("-- "):
            words = found[-1].texts.setdefault(line[3:].strip(), Words())
        elif line.startswith("#"):
            continue
        elif words is None:
            word, _colon, value = line.partition(":")
            found[-1].values[word.strip()] = value.strip()
        elif line.startswith("tagline:"):
            words.tagline = line.removeprefix("tagline:").strip()
        elif line.startswith("offer:"):
            title, _bar, text = line.removeprefix("offer:").partition(" | ")
            words.offers.append((title.strip(), text.strip()))
        else:
            words.about = f"{words.about}\n{line}".strip() if line.strip() else f"{words.about}\n"
    return found
