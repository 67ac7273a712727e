"""Paper: a Typst template and plain values in, a PDF out. No text in the values is ever read as markup."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import segno

FONTS = Path(__file__).parent / "fonts"
LONGEST_WORD = 18  # longer ones may break anywhere, so that they stay on the paper
ZERO_WIDTH_SPACE = "\u200b"


def print_pdf(template: Path, values: dict[str, Any], *, made_at: datetime | None = None) -> bytes:
    """The template with `values`, which it finds as JSON in `sys.inputs.values`. With `made_at` the same gives the same bytes."""
    import typst  # here: a library of 11 MB, and most processes never print

    compiled: bytes = typst.compile(
        template,
        root=template.parent,
        font_paths=[FONTS],
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        timestamp=made_at,
    )
    return compiled


def qr_svg(text: str) -> str:
    """A code that a telephone reads, as a drawing for a template: `image(bytes(…), format: "svg")`."""
    drawn = io.BytesIO()
    # Weighing the eight masks against each other takes nine tenths of the time; every reader reads each of them.
    segno.make(text, error="m", micro=False, mask=0).save(
        drawn, kind="svg", xmldecl=False, nl=False, border=0, omitsize=True
    )
    return drawn.getvalue().decode()


def breakable(text: str) -> str:
    """The text on one line of spaces, with places to break in words that no line could hold."""
    return " ".join(
        ZERO_WIDTH_SPACE.join(word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD))
        for word in text.split()
    )
