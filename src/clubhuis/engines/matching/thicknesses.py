# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Thicknesses and the materials they are about: "25 mm staal", "RVS tot 15 mm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clubhuis.engines.matching.figures import UNITS, Figure
from clubhuis.engines.matching.figures.exactness import EXACT
from clubhuis.engines.matching.mentions import Mention, overlaps

_LIKEWISE = re.compile(
    r"\s?(?:gaat |geht |goes )?(?:tot|t/m|up to|to|bis|max\.?|≤|[:(])\s?(?P<a>\d{1,3}(?:[.,]\d)?)(?=\s*[,.;|)]|\s*$|\s(?:en|and|und)\s)",
    re.IGNORECASE,
)


def likewise(told: list[Figure], text: str, materials: list[Mention]) -> Iterator[Figure]:
    """ "Staal tot 20 mm, roestvast tot 15, aluminium tot 10": the unit is said once."""
    pattern = next((one for one in told if one.kind == "thickness" and one.about is not None), None)
    if pattern is None:
        return
    for material in materials:
        match = _LIKEWISE.match(text, material.end)
        if match is None or abs(match.start() - pattern.start) > 120 or overlaps(match.start("a"), match.end(), told):
            continue
        reach = float(match["a"].replace(",", "."))
        start, end = match.span("a")
        yield replace(pattern, low=None, high=reach, text=text[start:end], start=start, end=end, about=material.concept)


_SHEET = re.compile(
    r"laser|plaat|sheet|blech|\bplates?\b|snij|schneid|\bcut\w*|\bkant\w*|\bbend\w*|buig|bieg|pons|punch|stan[sz]|zetwerk",
    re.IGNORECASE,
)


_OF_MATERIAL = re.compile(
    r"\s?(?:(?:in|dik|dick|van|of|thick|aus|von|voor|for|für|dikke?|starkes?)\s?)?(?:[a-zäöüß-]{3,16}(?:t|d|te|de|ed|es|er)\s)?",
    re.IGNORECASE,
)
"""What may stand between a thickness and its material: "3 mm *dik*", "3 mm *verzinkt* staal", "2 mm *of cold-rolled*"."""


_LISTED = re.compile(r"\s?(?:,|/|&|\ben\b|\band\b|\bund\b|\bof\b|\bor\b|\boder\b)\s?", re.IGNORECASE)
_EXACTLY = re.compile(rf"(?:{EXACT})", re.IGNORECASE)


def _is_thin(figure: Figure, text: str, materials: list[Mention]) -> bool:
    """Whether so small a length is that of foil: "0,1 mm RVS", with no word of how exact."""
    if figure.text.startswith(("±", "+")) or _EXACTLY.search(text[max(0, figure.start - 30) : figure.start]):
        return False
    return any(0 <= material.start - figure.end <= 1 for material in materials)


def about_material(figure: Figure, text: str, materials: list[Mention]) -> Figure:
    """Ties a thickness to the material it is about: "25 mm staal", "RVS tot 15 mm"."""
    if figure.kind == "tolerance" and _is_thin(figure, text, materials):
        figure = replace(figure, kind="thickness", unit=UNITS["thickness"], low=figure.high)
    if figure.kind not in ("thickness", "size", "layer"):
        return figure
    for material in materials:
        between = text[figure.end : material.start] if material.start >= figure.end else None
        if between is not None and len(between) <= 30 and _OF_MATERIAL.fullmatch(between):
            if figure.kind == "size" and (figure.dims or (figure.high is not None and figure.high > 150)):
                return figure
            kind = "thickness" if figure.kind == "size" else figure.kind
            return replace(figure, kind=kind, about=material.concept)
    sheet = (
        figure.kind == "size" and not figure.dims and (figure.high or figure.low or 999) <= 150 and _SHEET.search(text)
    )
    if figure.kind == "thickness" or sheet:
        for place, material in reversed(list(enumerate(materials))):
            if place and _LISTED.fullmatch(text, materials[place - 1].end, material.start):
                continue  # "ABS, PC und PE von 2 bis 10 mm" is about all of them
            between = text[material.end : figure.start] if material.end <= figure.start else None
            if (
                between is not None
                and len(between) <= 24
                and re.fullmatch(
                    r"\s?(?:gaat |gaan |geht |gehen |goes |go |can go |halen we |we cut )?(?:tot|t/m|up to|to|bis|van|from|[:(]|dikte|max\.?|maximaal|of)?\s?",
                    between,
                )
            ):
                return replace(figure, kind="thickness", about=material.concept)
    return figure
