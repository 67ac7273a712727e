"""Badges on several papers, from plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from clubhuis.lib.fitting import fitted
from clubhuis.lib.pdf import print_pdf, qr_svg

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Paper:
    """What badges are printed on; measures in millimetres."""

    page_width: float
    page_height: float
    width: float
    height: float
    columns: int = 1
    rows: int = 1
    left: float = 0
    top: float = 0
    gap_x: float = 0
    gap_y: float = 0
    cut_lines: bool = False


PAPERS = {
    "a6x4": Paper(210, 297, 105, 148.5, columns=2, rows=2, cut_lines=True),  # A4 in four, to cut and fold
    "l4785": Paper(210, 297, 80, 50, columns=2, rows=5, left=17.5, top=13.5, gap_x=15, gap_y=5),  # as Avery L4785
    "c32011": Paper(210, 297, 85, 54, columns=2, rows=5, left=15, top=13.5, gap_x=10),  # as Avery C32011
    "a6": Paper(105, 148, 105, 148),
    "card": Paper(86, 54, 86, 54),  # for a printer of cards
}


@dataclass(frozen=True, slots=True)
class Badge:
    name: str
    organisation: str = ""
    role: str = ""  # in words
    colour: str = "#205a8b"  # of the band with the role; white must be readable on it
    code: str = ""  # what the scanner reads
    lines: Sequence[str] = ()  # workshops, on large badges


@dataclass(frozen=True, slots=True)
class Face:
    """How a badge is divided; measures in millimetres, sizes of text in points."""

    tall: bool
    head: float
    foot: float
    edge: float
    gap: float
    code: float
    role: float
    event_sizes: tuple[float, ...]
    name_sizes: tuple[float, ...]
    organisation_sizes: tuple[float, ...]


TALL = Face(
    tall=True, head=17, foot=12, edge=8, gap=9, code=30, role=13, event_sizes=(11, 10, 9, 8, 7),
    name_sizes=(32, 28, 24, 21, 18, 15, 12, 10), organisation_sizes=(16, 14, 12, 10, 9, 8),
)  # fmt: skip
FLAT = Face(
    tall=False, head=8.5, foot=7.5, edge=5, gap=4, code=19, role=9.5, event_sizes=(8, 7, 6, 5),
    name_sizes=(20, 18, 16, 14, 12, 10.5, 9, 8, 7), organisation_sizes=(10.5, 9.5, 8.5, 7.5, 6.5, 6),
)  # fmt: skip


def badges_pdf(badges: Sequence[Badge], *, event: str, paper: str, language: str, title: str) -> bytes:
    """One badge for each, in the order given. `paper` is a key of PAPERS."""
    on = PAPERS[paper]
    face = TALL if on.height > on.width else FLAT
    inner = on.width - 2 * face.edge
    beside_code = inner if face.tall else inner - face.code - 3
    return print_pdf(
        HERE / "badges.typ",
        {
            "title": title,
            "language": language,
            "paper": asdict(on),
            "face": asdict(face),
            "event": asdict(fitted(event, width=inner, sizes=face.event_sizes, bold=True)),
            "badges": [
                {
                    "name": asdict(fitted(badge.name, width=beside_code, sizes=face.name_sizes, bold=True)),
                    "organisation": asdict(
                        fitted(badge.organisation, width=beside_code, sizes=face.organisation_sizes)
                    ),
                    "role": badge.role,
                    "colour": badge.colour,
                    "code": qr_svg(badge.code) if badge.code else "",
                    "alt": badge.name,
                    "lines": [
                        asdict(fitted(line, width=inner, sizes=(10, 9, 8, 7), lines=1)) for line in badge.lines[:3]
                    ]
                    if face.tall
                    else [],
                }
                for badge in badges
            ],
        },
    )
