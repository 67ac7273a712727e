"""Signs, lists and passes, from plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from clubhuis.lib.fitting import fitted
from clubhuis.lib.pdf import breakable, print_pdf, qr_svg

HERE = Path(__file__).parent
ROOM_SIZES = (96, 80, 64, 52, 42, 34, 26, 20)  # points


@dataclass(frozen=True, slots=True)
class Sign:
    room: str
    sessions: Sequence[tuple[str, str]] = ()  # time, title


def signs_pdf(signs: Sequence[Sign], *, event: str, language: str, title: str) -> bytes:
    """A page for each door."""
    return print_pdf(
        HERE / "signs.typ",
        {
            "title": title,
            "language": language,
            "signs": [
                {
                    "event": event,
                    "room": asdict(fitted(sign.room, width=261, sizes=ROOM_SIZES, bold=True)),
                    "sessions": [{"time": time, "title": breakable(said)} for time, said in sign.sessions],
                }
                for sign in signs
            ],
        },
    )


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    share: float = 1  # of the width


def list_pdf(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    title: str,
    lead: Sequence[str],
    footer: str,
    language: str,
    empty: str = "",
    tick: bool = False,
    wide: bool = False,
) -> bytes:
    """A table over as many pages as it needs. `tick` puts a box before each row; `wide` turns the paper."""
    return print_pdf(
        HERE / "list.typ",
        {
            "title": title,
            "lead": list(lead),
            "footer": footer,
            "language": language,
            "empty": empty,
            "tick": tick,
            "wide": wide,
            "head": [column.name for column in columns],
            "widths": [column.share for column in columns],
            "rows": [[breakable(cell) for cell in row] for row in rows],
        },
    )


@dataclass(frozen=True, slots=True)
class Pass:
    event: str
    host: str
    lines: Sequence[str]  # when, where
    name: str
    organisation: str
    ticket: str
    code: str  # what the scanner reads


def pass_pdf(one: Pass, *, language: str, title: str, alt: str, advice: str) -> bytes:
    """What somebody shows at the door."""
    return print_pdf(
        HERE / "pass.typ",
        {
            "title": title,
            "language": language,
            "alt": alt,
            "advice": advice,
            "event": asdict(fitted(one.event, width=85, sizes=(20, 17, 14, 12, 10, 8), lines=3, bold=True)),
            "host": breakable(one.host),
            "lines": [breakable(line) for line in one.lines],
            "name": asdict(fitted(one.name, width=47, sizes=(18, 16, 14, 12, 10, 8, 7), bold=True)),
            "organisation": asdict(fitted(one.organisation, width=47, sizes=(11, 10, 9, 8, 7, 6))),
            "ticket": one.ticket,
            "code": qr_svg(one.code),
        },
    )
