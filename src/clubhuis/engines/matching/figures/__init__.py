"""Quantities in a text. `finding.py` puts together what the others read."""

from clubhuis.engines.matching.figures.finding import figures
from clubhuis.engines.matching.figures.kinds import FINER_IS_BETTER, SERIES, UNITS, Figure, FigureKind, Series

__all__ = ["FINER_IS_BETTER", "SERIES", "UNITS", "Figure", "FigureKind", "Series", "figures"]
