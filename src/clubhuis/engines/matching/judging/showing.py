"""Figures as a reader of any language understands them."""

from __future__ import annotations

from clubhuis.engines.matching.figures import FINER_IS_BETTER, Figure


def shown(figure: Figure) -> str:
    """A figure as a reader of any language understands it: "5 µm", "1–50", "1200 × 800 mm"."""
    if figure.series and figure.text:
        return figure.text
    unit, factor = figure.unit, 1.0
    if unit == "mm" and figure.kind in ("tolerance", "layer", "resolution", "particle"):
        unit, factor = "µm", 1000.0
    if unit in ("pieces", "pieces/year", "grade", "ISO class", "IT"):
        unit = ""
    if figure.dims:
        return " × ".join(_plain(value * factor) for value in figure.dims) + f" {unit}"
    low = None if figure.low is None else _plain(figure.low * factor)
    high = None if figure.high is None else _plain(figure.high * factor)
    if low == high or low is None or high is None:
        sign = "≥ " if high is None else "≤ " if low is None and figure.kind not in FINER_IS_BETTER else ""
        return f"{sign}{high or low} {unit}".strip()
    return f"{low}–{high} {unit}".strip()


def _plain(value: float) -> str:
    if value != 0 and (abs(value) < 1e-3 or abs(value) >= 1e9):
        return f"{value:.0e}".replace("e-0", "e-")
    return f"{round(value, 4):g}" if abs(value) < 1e5 else f"{value:.0f}"
