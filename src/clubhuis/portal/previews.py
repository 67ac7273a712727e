"""The picture that goes with a link to an event where people share it: drawn once for what it says, and kept until that changes."""

from __future__ import annotations

import hashlib
import io
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

import clubhuis.ui
from clubhuis.events import wording
from clubhuis.events.models import Event
from clubhuis.ui.accents import DEFAULT, accent

SIZE = (1200, 630)
EDGE = 80
PAPER, INK, GREY = "#fbf9f5", "#1d2433", "#565c6b"
FONT = Path(str(clubhuis.ui.__file__)).parent / "static/ui/vendor/instrument-sans-latin-wght-normal.woff2"
DRAWN = 1  # one more when the drawing changes, so that nobody sees the old one


@dataclass(frozen=True, slots=True)
class Preview:
    """What the picture says."""

    title: str
    kicker: str
    when: str
    where: str
    host: str
    colour: str


def preview_of(event: Event) -> Preview:
    lead = event.lead
    return Preview(
        title=event.title,
        kicker=str(event.get_kind_display()),
        when=wording.when(event),
        where=wording.where(event),
        host=lead.name if lead else settings.INSTALLATION_NAME,
        colour=accent(lead.accent if lead else DEFAULT).light,
    )


def picture(preview: Preview) -> bytes:
    """The PNG, from the folder of pictures drawn before or drawn now. The folder can be thrown away at any time."""
    name = hashlib.sha256(repr((DRAWN, astuple(preview))).encode()).hexdigest()[:40]
    kept = Path(settings.PREVIEWS) / f"{name}.png"
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        drawn = draw(preview)
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(f".{hashlib.sha256(drawn).hexdigest()[:8]}")
    half.write_bytes(drawn)
    half.replace(kept)  # whole at once: another process may be reading
    return drawn


def draw(preview: Preview) -> bytes:
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    width, height = SIZE
    pen.rectangle((0, 0, 28, height), fill=preview.colour)
    pen.text((EDGE, 72), preview.kicker.upper(), font=font(28, 600), fill=preview.colour)
    size, lines = fitted(preview.title, width - 2 * EDGE)
    top = 124.0
    for line in lines:
        pen.text((EDGE, top), line, font=font(size, 650), fill=INK)
        top += size * 1.16
    bottom = height - 72
    pen.line((EDGE, bottom - 150, width - EDGE, bottom - 150), fill="#dcd8cf", width=2)
    pen.text((EDGE, bottom - 126), cut(preview.when, font(34, 550), width - 2 * EDGE), font=font(34, 550), fill=INK)
    pen.text((EDGE, bottom - 78), cut(preview.where, font(34, 450), width - 2 * EDGE), font=font(34, 450), fill=INK)
    pen.text((EDGE, bottom - 26), cut(preview.host, font(28, 450), width - 2 * EDGE), font=font(28, 450), fill=GREY)
    file = io.BytesIO()
    image.quantize(128).save(file, "PNG", optimize=True)
    return file.getvalue()


def fitted(title: str, width: float) -> tuple[int, list[str]]:
    """The largest size at which the title stands on three lines; a longer one is cut off."""
    for size in (84, 72, 62, 54):
        lines = broken(title, font(size, 650), width)
        if len(lines) * size * 1.16 <= 270:
            return size, lines
    lines = broken(title, font(54, 650), width)[:4]
    return 54, [*lines[:3], cut(" ".join(lines[3:]) + " …", font(54, 650), width)]


def broken(text: str, how: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Lines of whole words; a word that is wider than the picture is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and how.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(cut(word, how, width))
    return lines


def cut(text: str, how: ImageFont.FreeTypeFont, width: float) -> str:
    if how.getlength(text) <= width:
        return text
    while text and how.getlength(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"


@lru_cache(maxsize=32)
def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    found = ImageFont.truetype(str(FONT), size)
    found.set_variation_by_axes([weight])
    return found
