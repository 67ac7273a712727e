"""Guessing which column means what: by its heading first, by what stands in it second."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .targets import MOST_CONTACTS, Target, all_targets, plain

Row = list[str]
SEARCHED_ROWS = 25  # a heading stands among the first rows, below titles and empty lines
SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Mapping:
    """`heading_row` counts from 0, -1 for none; `columns` says per column number which target: "name", "contact_email.2"."""

    heading_row: int
    columns: dict[int, str] = field(default_factory=dict)
    headings: tuple[str, ...] = ()

    def column_of(self, target: str) -> int | None:
        return next((column for column, name in self.columns.items() if name == target), None)


def guess(rows: Sequence[Row]) -> Mapping:
    """The mapping a person would most likely choose for this list."""
    spellings = {s: t for t in all_targets().values() for s in t.spellings}
    heading_row = find_heading(rows, spellings)
    headings = tuple(rows[heading_row]) if heading_row >= 0 else ()
    columns: dict[int, str] = {}
    for column, heading in enumerate(headings):
        if (found := by_heading(heading, spellings)) and (name := free_name(*found, columns)):
            columns[column] = name
    body = [row for row in rows[heading_row + 1 :] if any(row)][:SAMPLE]
    for column in range(max(map(len, body), default=0)):
        if column not in columns and (target := by_content([row[column] for row in body if column < len(row)])):
            wanted = all_targets()[target]
            unnamed = column >= len(headings) or not headings[column]
            if (unnamed or target != "name") and (name := free_name(wanted, 0, columns)):
                columns[column] = name
    return Mapping(heading_row, dict(sorted(columns.items())), headings)


def find_heading(rows: Sequence[Row], spellings: dict[str, Target]) -> int:
    """The row, among the first, in which most cells are headings we know; one is enough when no cell looks like data."""

    def known(row: Row) -> int:
        return len({found[0].name for cell in row if (found := by_heading(cell, spellings))})

    scores = [(known(row), -number) for number, row in enumerate(rows[:SEARCHED_ROWS])]
    best, number = max(scores, default=(0, 0))
    like_data = any(looks_like(cell) for cell in rows[-number] for _target, looks_like in CONTENT)
    return -number if best >= 2 or (best == 1 and not like_data) else -1


def by_heading(heading: str, spellings: dict[str, Target]) -> tuple[Target, int] | None:
    """The target a heading names, and the number of the contact when it has one ("Mail 2")."""
    if not heading or len(heading) > 80:
        return None
    words = plain(heading)
    if words in spellings:
        return spellings[words], 0
    if numbered := re.fullmatch(r"(.*?)\s*([1-9])(?: (.*))?", words):
        rest = " ".join(part for part in (numbered[1], numbered[3]) if part).strip()
        for candidate in (rest, numbered[3] or "", f"contact {numbered[3] or numbered[1]}".strip()):
            if (target := spellings.get(candidate)) and (target.of_contact or candidate == rest):
                return as_contact(target), int(numbered[2])
    without_brackets = plain(re.sub(r"\(.*?\)|\[.*?\]|\*", "", heading))
    if without_brackets != words and without_brackets in spellings:
        return spellings[without_brackets], 0
    return None


def as_contact(target: Target) -> Target:
    """With a number behind it, "Telefoon 2" and "Naam 2" are those of a contact."""
    twin = {"name": "contact_name", "phone": "contact_phone", "email": "contact_email"}.get(target.name)
    return all_targets()[twin] if twin else target


def free_name(target: Target, number: int, columns: dict[int, str]) -> str | None:
    """The name for this column, the next free contact when it has no number; None when the target is taken."""
    taken = set(columns.values())
    if not target.of_contact:
        return None if target.name in taken else target.name
    numbers = [number] if number else range(1, MOST_CONTACTS + 1)
    return next((name for n in numbers if n <= MOST_CONTACTS and (name := f"{target.name}.{n}") not in taken), None)


def matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda cell: bool(compiled.fullmatch(cell))


CONTENT: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("contact_email", matches(r"(mailto:)?[^@\s]+@[^@\s]+\.[a-z]{2,}")),
    ("postcode", matches(r"[1-9]\d{3} ?[a-z]{2}|\d{5}|B-?\d{4}")),
    ("website", matches(r"(https?://|www\.)\S+")),
    ("vat_number", matches(r"(NL ?[\d.]{9,12} ?B ?\d\d|DE ?\d{9}|BE ?[01][\d.]{9,12})")),
    ("kvk_number", matches(r"\d{8}")),
    ("phone", matches(r"(\+|00)?[\d][\d ()/.-]{8,18}")),
    ("name", matches(r".*\b(b\.?v\.?|n\.?v\.?|gmbh|bvba|v\.?o\.?f\.?|holding|stichting)\.?\s*")),
)


def by_content(cells: list[str]) -> str | None:
    """What most of the filled cells look like; None when they look like nothing in particular."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 3:
        return None
    for target, looks_like in CONTENT:
        if sum(map(looks_like, filled)) >= 0.6 * len(filled):
            return target
    return None
