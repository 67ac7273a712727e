"""What a quantity can measure, in which unit it is kept, and the figure itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from clubhuis.engines.matching.stances import Stance

FigureKind = Literal[
    "tolerance", "size", "diameter", "length", "thickness", "layer", "weight", "batch", "yearly", "roughness",
    "cleanliness", "cleanroom", "leak_rate", "pressure", "temperature", "force", "voltage", "angle", "resolution",
    "power", "volume", "area", "hardness", "torque", "it_grade", "particle",
]  # fmt: skip

UNITS: dict[FigureKind, str] = {
    "tolerance": "mm", "size": "mm", "diameter": "mm", "length": "mm", "thickness": "mm", "layer": "mm", "weight": "kg",
    "batch": "pieces", "yearly": "pieces/year", "roughness": "µm", "cleanliness": "grade", "cleanroom": "ISO class",
    "leak_rate": "mbar l/s", "pressure": "mbar", "temperature": "°C", "force": "kN", "voltage": "kV", "angle": "arcsec",
    "resolution": "mm", "power": "kW", "volume": "l", "area": "m²", "hardness": "HRC", "torque": "Nm", "it_grade": "IT",
    "particle": "mm",
}  # fmt: skip
FINER_IS_BETTER: frozenset[FigureKind] = frozenset(
    ("tolerance", "roughness", "cleanliness", "cleanroom", "leak_rate", "angle", "resolution", "it_grade", "particle")
)
"""Kinds of which a smaller offered value covers a larger asked one; of all others a larger one covers a smaller."""

Series = Literal["", "prototype", "small", "medium", "large"]
SERIES: dict[Series, tuple[float, float]] = {
    "prototype": (1, 10), "small": (2, 500), "medium": (200, 10_000), "large": (5_000, 100_000_000),
}  # fmt: skip
"""How many pieces people may mean by a prototype, a small, a medium and a large series; wide on purpose, they overlap."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as read: `low` and `high` in the unit of its kind (`UNITS`), `None` where the text sets no limit.

    A size has `dims`, largest first. `about` is the concept it is limited to ("25 mm *staal*"). `series` holds a
    number of pieces said in words. `stance` tells whether an offer is denied, planned or done on request only.
    `start` and `end` are the characters of the text that say so.
    """

    kind: FigureKind
    low: float | None
    high: float | None
    unit: str
    text: str
    start: int
    end: int
    dims: tuple[float, ...] = ()
    about: str | None = None
    series: Series = ""
    stance: Stance = "stated"


def figure(kind: FigureKind, low: float | None, high: float | None, text: str, start: int, end: int) -> Figure:
    """A figure of some characters of a text, without the blanks around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Figure(kind, low, high, UNITS[kind], text[start:end], start, end)
