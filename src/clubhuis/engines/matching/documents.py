"""What the engine knows of an organisation: its own words with their source, certificates and sites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clubhuis.engines.matching.languages import Language


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and where it comes from.

    `source` is a word of the caller's (`profile`, `offer`, `equipment`, `project`, `lecture` …), `ref` finds the
    record again. With an `audience`, only those who share a member of it may see this passage as evidence.
    """

    source: str
    text: str
    language: Language | None = None
    ref: str = ""
    audience: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate on record: its standard as people write it ("ISO 13485", "EN 1090-2 EXC3")."""

    name: str
    expires: date | None = None
    scope: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A place where the organisation works; `text` is its line of address."""

    lat: float
    lon: float
    text: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One organisation. `concepts` are those people chose themselves; `groups` narrow a search (communities, kinds)."""

    key: str
    title: str = ""
    passages: tuple[Passage, ...] = ()
    concepts: tuple[str, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    sites: tuple[Site, ...] = ()
    groups: frozenset[str] = frozenset()
