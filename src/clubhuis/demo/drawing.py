"""Marks and pictures for the demonstration: plain geometry in the colours of the house, drawn by chance that always falls the same way."""

from __future__ import annotations

import io
import math
from collections.abc import Callable

from PIL import Image, ImageDraw

from .chance import Chance

PAPER = "#fbf9f5"
INK = "#1d2433"
COLOURS = [
    "#1f5f99",
    "#c2410c",
    "#1d6f8f",
    "#3f7d3a",
    "#6a4fb3",
    "#b5651d",
    "#8a2f4d",
    "#2f5d62",
    "#4b5563",
    "#a0522d",
    "#27548a",
    "#736b1e",
]
LOGO = 200  # pixels, as large as the largest page shows it
PICTURE = (960, 540)
SMOOTH = 2  # drawn so much larger, then made smaller

type Pen = ImageDraw.ImageDraw
type Mark = Callable[[Pen, float, str, Chance], None]


def logo(*seed: object, colour: str = "") -> bytes:
    """A mark as WebP, on its own colour or on paper."""
    chance = Chance("logo", *seed)
    colour = colour or chance.one(COLOURS)
    is_dark = chance.often(0.45)
    image = Image.new("RGB", (LOGO * SMOOTH, LOGO * SMOOTH), colour if is_dark else PAPER)
    chance.one(MARKS)(ImageDraw.Draw(image), LOGO * SMOOTH, PAPER if is_dark else colour, chance)
    return as_webp(image.resize((LOGO, LOGO), Image.Resampling.LANCZOS))


def picture(*seed: object, colour: str = "") -> bytes:
    """A wide picture as WebP: bands and circles, as if somebody had laid out parts on a bench."""
    chance = Chance("picture", *seed)
    colour = colour or chance.one(COLOURS)
    width, height = PICTURE
    image = Image.new("RGB", PICTURE, colour)
    pen = ImageDraw.Draw(image)
    for _ in range(chance.randint(4, 7)):
        left = chance.randint(-100, width)
        slant = chance.randint(60, 260)
        breadth = chance.randint(20, 160)
        shape = [(left, 0), (left + breadth, 0), (left + breadth - slant, height), (left - slant, height)]
        pen.polygon(shape, fill=mixed(colour, chance.one([PAPER, INK]), chance.uniform(0.06, 0.22)))
    for _ in range(chance.randint(2, 5)):
        x, y, radius = chance.randint(0, width), chance.randint(0, height), chance.randint(30, 170)
        pen.ellipse(
            (x - radius, y - radius, x + radius, y + radius),
            outline=mixed(colour, PAPER, 0.55),
            width=chance.randint(2, 10),
        )
    return as_webp(image)


def as_webp(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "WEBP", quality=82, method=2)
    return written.getvalue()


def mixed(one: str, other: str, share: float) -> str:
    """The first colour with so much of the second in it."""
    pairs = zip((1, 3, 5), (1, 3, 5), strict=True)
    channels = (round(int(one[a : a + 2], 16) * (1 - share) + int(other[b : b + 2], 16) * share) for a, b in pairs)
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _circle(pen: Pen, x: float, y: float, radius: float, **style: object) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), **style)  # type: ignore[arg-type]


def _rings(pen: Pen, size: float, colour: str, chance: Chance) -> None:
    for share in chance.one([(0.36, 0.24, 0.12), (0.38, 0.2), (0.3, 0.22, 0.14, 0.06)]):
        _circle(pen, size / 2, size / 2, size * share, outline=colour, width=round(size * 0.045))


def _gear(pen: Pen, size: float, colour: str, chance: Chance) -> None:
    teeth, middle = chance.one([8, 10, 12, 16]), size / 2
    points = []
    for step in range(teeth * 4):
        radius = size * (0.38 if step % 4 in {0, 1} else 0.31)
        angle = 2 * math.pi * (step - 0.5) / (teeth * 4)
        points.append((middle + radius * math.cos(angle), middle + radius * math.sin(angle)))
    pen.polygon(points, fill=colour)
    _circle(pen, middle, middle, size * chance.uniform(0.1, 0.2), fill=INK if colour == PAPER else PAPER)


def _hexagon(pen: Pen, size: float, colour: str, chance: Chance) -> None:
    middle, turn = size / 2, chance.one([0, math.pi / 6])
    for share in chance.one([(0.36,), (0.36, 0.22), (0.36, 0.26, 0.16)]):
        corners = [
            (
                middle + size * share * math.cos(turn + k * math.pi / 3),
                middle + size * share * math.sin(turn + k * math.pi / 3),
            )
            for k in range(7)
        ]
        pen.line(corners, fill=colour, width=round(size * 0.05), joint="curve")


def _bars(pen: Pen, size: float, colour: str, chance: Chance) -> None:
    number = chance.randint(3, 5)
    step = size * 0.6 / number
    for at in range(number):
        left, tall = size * 0.2 + at * step, size * chance.uniform(0.18, 0.6)
        pen.rectangle((left, size * 0.8 - tall, left + step * 0.62, size * 0.8), fill=colour)


def _chevrons(pen: Pen, size: float, colour: str, chance: Chance) -> None:
    for at in range(chance.randint(2, 3)):
        x = size * (0.2 + at * 0.2)
        pen.line(
            [(x, size * 0.25), (x + size * 0.22, size / 2), (x, size * 0.75)],
            fill=colour,
            width=round(size * 0.075),
            joint="curve",
        )


def _dots(pen: Pen, size: float, colour: str, chance: Chance) -> None:
    number = chance.one([3, 4])
    step = size * 0.62 / (number - 1)
    for row in range(number):
        for column in range(number):
            if chance.often(0.78):
                _circle(
                    pen,
                    size * 0.19 + column * step,
                    size * 0.19 + row * step,
                    size * (0.07 if number == 4 else 0.09),
                    fill=colour,
                )


def _quarters(pen: Pen, size: float, colour: str, chance: Chance) -> None:
    box = (size * 0.14, size * 0.14, size * 0.86, size * 0.86)
    start = chance.one([0, 90, 180, 270])
    pen.pieslice(box, start, start + 180, fill=colour)
    pen.arc(box, start + 195, start + 345, fill=colour, width=round(size * 0.06))


def _wave(pen: Pen, size: float, colour: str, chance: Chance) -> None:
    turns, lines = chance.uniform(0.8, 1.6), chance.randint(2, 4)
    for line in range(lines):
        y = size * (0.5 + (line - (lines - 1) / 2) * 0.16)
        points = [
            (size * (0.14 + 0.72 * k / 60), y + size * 0.07 * math.sin(2 * math.pi * turns * k / 60)) for k in range(61)
        ]
        pen.line(points, fill=colour, width=round(size * 0.05), joint="curve")


def _nested(pen: Pen, size: float, colour: str, chance: Chance) -> None:
    radius = chance.uniform(0, 0.12) * size
    pen.rounded_rectangle(
        (size * 0.18, size * 0.18, size * 0.66, size * 0.66), radius, outline=colour, width=round(size * 0.055)
    )
    pen.rounded_rectangle((size * 0.38, size * 0.38, size * 0.82, size * 0.82), radius, fill=colour)


MARKS: list[Mark] = [_rings, _gear, _hexagon, _bars, _chevrons, _dots, _quarters, _wave, _nested]
