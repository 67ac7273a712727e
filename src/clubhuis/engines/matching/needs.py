"""What a need asks for, one requirement at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from clubhuis.engines.matching.figures import Figure
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.places import Area
from clubhuis.engines.matching.standards import Standard

RequirementKind = Literal["capability", "material", "figure", "certificate", "place", "language", "date", "help"]
Help = Literal["make", "develop", "advise", "lend", "teach"]
KINDS: tuple[RequirementKind, ...] = (
    "capability",
    "material",
    "figure",
    "certificate",
    "place",
    "language",
    "date",
    "help",
)
HELP: tuple[Help, ...] = ("make", "develop", "advise", "lend", "teach")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a need asks for. Which of the optional values is filled follows from `kind`.

    capability, material: `concepts` (any of them will do) · figure: `figure` · certificate: `standard` · place: `area` ·
    language: `spoken` · date: `day` · help: `help`. `text` is how the need says it; `start` and `end` are its
    characters in the need's text (0, 0 when people added the requirement or it is `implied`).
    """

    kind: RequirementKind
    text: str
    must: bool = True
    implied: bool = False
    concepts: tuple[str, ...] = ()
    figure: Figure | None = None
    standard: Standard | None = None
    area: Area | None = None
    spoken: str | None = None
    day: date | None = None
    help: Help | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Need:
    """A text and the requirements read from it or set by people."""

    text: str
    requirements: tuple[Requirement, ...] = ()
    language: Language = "nl"
    key: str = ""
