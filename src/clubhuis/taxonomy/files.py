"""The vocabulary as files: what the product ships, what people download, and how both are read back."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, TextIO

from clubhuis.lib.languages import CONTENT_LANGUAGES

DATA = Path(__file__).parent / "data"

COLUMNS = (
    *("id", "kind", "broader", "nl", "en", "de", "nl_alt", "en_alt", "de_alt", "related", "nace", "cpv"),
    *("nl_definition", "en_definition", "de_definition"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept as it stands in a file. Texts are by language (nl, en, de); what is not known is left out."""

    id: str
    kind: str
    broader: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    nace: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    definitions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Code:
    """A code of an official classification with its names."""

    code: str
    names: Mapping[str, str]
    parent: str = ""


def read_entries(lines: Iterable[str], *, delimiter: str = "\t") -> Iterator[Entry]:
    """Concepts from lines with a header of `COLUMNS`; the definitions may be missing. Several values are separated by "|"."""
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    for row in csv.DictReader(lines, delimiter=delimiter, quoting=quoting):
        yield Entry(
            id=(row["id"] or "").strip(),
            kind=(row["kind"] or "").strip(),
            broader=_several(row["broader"]),
            names={code: row[code].strip() for code in CONTENT_LANGUAGES if (row[code] or "").strip()},
            synonyms={
                code: several for code in CONTENT_LANGUAGES if (several := _several(row.get(f"{code}_alt") or ""))
            },
            related=_several(row["related"] or ""),
            nace=_several(row.get("nace") or ""),
            cpv=_several(row.get("cpv") or ""),
            definitions={
                code: text.strip()
                for code in CONTENT_LANGUAGES
                if (text := row.get(f"{code}_definition") or "").strip()
            },
        )


def _several(cell: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in (cell or "").split("|") if part.strip()))


def write_entries(entries: Iterable[Entry], out: TextIO) -> None:
    """As CSV with commas; `read_entries(…, delimiter=",")` gives back the same."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow(
            [
                entry.id,
                entry.kind,
                "|".join(entry.broader),
                *(entry.names.get(code, "") for code in CONTENT_LANGUAGES),
                *("|".join(entry.synonyms.get(code, ())) for code in CONTENT_LANGUAGES),
                "|".join(entry.related),
                "|".join(entry.nace),
                "|".join(entry.cpv),
                *(entry.definitions.get(code, "") for code in CONTENT_LANGUAGES),
            ]
        )


def shipped_entries() -> list[Entry]:
    """All concepts that come with this release."""
    entries: list[Entry] = []
    for path in sorted((DATA / "concepts").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            entries.extend(read_entries(lines))
    return entries


@cache
def shipped_codes(name: str) -> tuple[Code, ...]:
    """The codes of `nace` or `cpv`, wider ones before their parts."""
    codes = []
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            names = {code: row[code].strip() for code in CONTENT_LANGUAGES if (row.get(code) or "").strip()}
            codes.append(Code(row["code"].strip(), names, (row.get("parent") or "").strip()))
    return tuple(codes)


def fingerprint() -> str:
    """Changes when any of the files does."""
    digest = hashlib.sha256()
    for path in sorted(DATA.rglob("*.tsv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
