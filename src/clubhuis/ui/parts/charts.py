"""Small charts, drawn on the server as SVG, each with its figures for those who would rather read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .library import markup, register


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; `href` leads to the rows behind it."""

    text: str
    value: float
    href: str = ""


@register.simple_tag
def bar_chart(bars: Iterable[Bar], *, label: str, unit: str = "") -> SafeString:
    """Bars with their names and figures; a table for who reads, a chart for who looks."""
    bars = list(bars)
    most = max((bar.value for bar in bars), default=0) or 1
    return render_to_string(
        "ui/parts/bar_chart.html",
        {
            "label": label,
            "unit": unit,
            "bars": [(bar, f"{max(0.0, bar.value) / most * 100:.2f}%") for bar in bars],
        },
    )


@register.simple_tag
def sparkline(values: Sequence[float], *, label: str) -> SafeString:
    """The course of a figure in the space of a word; the label says it in words."""
    points = scaled(values, width=96, height=22, margin=2)
    if not points:
        return SafeString("")
    return markup(
        '<svg class="sparkline" viewBox="0 0 96 22" role="img" aria-label="{}"><polyline points="{}"/>'
        '<circle cx="{}" cy="{}" r="2"/></svg>',
        label,
        " ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        f"{points[-1][0]:.1f}",
        f"{points[-1][1]:.1f}",
    )


@register.simple_tag
def line_chart(points: Iterable[tuple[str, float]], *, label: str, unit: str = "") -> SafeString:
    """A figure over time; `points` are names of moments with values. The table twin unfolds below it."""
    points = list(points)
    values = [value for _name, value in points]
    top = ceiling(max(values, default=0))
    width, height, margin = 600, 200, 8
    drawn = scaled(values, width=width, height=height, margin=margin, lowest=0, highest=top)
    lines = [(height - margin - share * (height - 2 * margin), top * share) for share in (0, 0.5, 1)]
    every = max(1, -(-len(points) // 8))
    return render_to_string(
        "ui/parts/line_chart.html",
        {
            "label": label,
            "unit": unit,
            "points": points,
            "line": " ".join(f"{x:.1f},{y:.1f}" for x, y in drawn),
            "dots": [(f"{x:.1f}", f"{y:.1f}") for x, y in drawn],
            "lines": [(f"{y:.1f}", f"{y + 3:.1f}", value) for y, value in lines],
            "names": [(f"{x:.1f}", name) for number, ((x, _y), (name, _v)) in enumerate(zip(drawn, points, strict=True))
                      if number % every == 0],
        },
    )  # fmt: skip


def scaled(
    values: Sequence[float],
    *,
    width: float,
    height: float,
    margin: float,
    lowest: float | None = None,
    highest: float | None = None,
) -> list[tuple[float, float]]:
    """Values as points in a picture: left to right, high values on top."""
    if not values:
        return []
    low = min(values) if lowest is None else lowest
    high = max(values) if highest is None else highest
    span = (high - low) or 1
    step = (width - 2 * margin) / max(1, len(values) - 1)
    return [
        (margin + place * step, height - margin - (value - low) / span * (height - 2 * margin))
        for place, value in enumerate(values)
    ]


def ceiling(value: float) -> float:
    """A round number at or above the value, so that the scale of a chart can be read: 1, 2, 5, 10, 20, 50 …"""
    if value <= 0:
        return 1
    size = 1.0
    while size * 10 < value:
        size *= 10
    while size > value:
        size /= 10
    steps = [size * share for share in (1, 2, 5, 10)]
    return next(high for low, high in pairwise([0.0, *steps]) if value <= high)
