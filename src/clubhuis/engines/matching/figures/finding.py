"""Quantities in a text: what they measure, their limits, and their value in one unit per kind."""

from __future__ import annotations

from clubhuis.engines.matching.figures.batches import batches, series_in_words, spanned, things
from clubhuis.engines.matching.figures.drawing import lettered, without_unit
from clubhuis.engines.matching.figures.exactness import exactness, fits
from clubhuis.engines.matching.figures.kinds import Figure
from clubhuis.engines.matching.figures.notations import notations
from clubhuis.engines.matching.figures.quantities import quantities
from clubhuis.engines.matching.figures.spelled import spelled
from clubhuis.engines.matching.languages import Language


def figures(text: str, language: Language, *, asking: bool = False) -> list[Figure]:
    """All quantities of a text, in order. Overlapping readings are settled in favour of the more specific one.

    Where somebody is `asking`, a number before a thing is a number of pieces, if none is named otherwise.
    """
    found: list[Figure] = []
    taken: list[tuple[int, int]] = []

    def keep(figure: Figure | None) -> None:
        if figure is None or any(figure.start < end and start < figure.end for start, end in taken):
            return
        taken.append((figure.start, figure.end))
        found.append(figure)

    for read in (notations, fits, lettered, quantities, batches, without_unit, exactness, spelled, series_in_words):
        for figure in read(text, language):
            keep(figure)
    if asking and not any(figure.kind in ("batch", "yearly") and not figure.series for figure in found):
        for figure in things(text, language):
            keep(figure)
    return spanned(sorted(found, key=lambda figure: figure.start), text)
