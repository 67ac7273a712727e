"""Requirements and figures as JSON: what people edited is kept exactly, and what does not make sense is left out.

What comes back is never trusted: the JSON may be of an older release, or typed by somebody. Reading it gives valid values of the
engine or nothing, and raises nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from clubhuis.engines.matching import UNITS, Area, Figure, FigureKind, Place, Requirement, RequirementKind, Standard
from clubhuis.engines.matching.figures import Series
from clubhuis.engines.matching.needs import HELP, KINDS, Help
from clubhuis.taxonomy import access as taxonomy

MOST = 60  # requirements or figures of one text
LONGEST = 300  # characters of a requirement's words
FARTHEST = 20_000  # kilometres

type Json = dict[str, Any]


def to_json(requirement: Requirement) -> Json:
    """A requirement as JSON; what is not filled in is left out."""
    values: Json = {
        "kind": requirement.kind,
        "text": requirement.text,
        "must": requirement.must,
        "implied": requirement.implied,
        "concepts": list(requirement.concepts),
        "figure": requirement.figure and figure_to_json(requirement.figure),
        "standard": requirement.standard and _standard_to_json(requirement.standard),
        "area": requirement.area and _area_to_json(requirement.area),
        "spoken": requirement.spoken,
        "day": requirement.day and requirement.day.isoformat(),
        "help": requirement.help,
        "start": requirement.start,
        "end": requirement.end,
    }
    return {name: value for name, value in values.items() if value or name == "must"}


def from_json(value: object) -> Requirement | None:
    """The requirement, or None when this is none. Concepts that were replaced become what replaced them; unknown ones go."""
    if not isinstance(value, dict) or value.get("kind") not in KINDS:
        return None
    kind = cast("RequirementKind", value["kind"])
    requirement = Requirement(
        kind,
        _text(value.get("text"), LONGEST),
        must=value.get("must") is not False,
        implied=value.get("implied") is True,
        concepts=known_concepts(value.get("concepts")) if kind in ("capability", "material", "certificate") else (),
        figure=figure_from_json(value.get("figure")) if kind == "figure" else None,
        standard=_standard(value.get("standard")) if kind == "certificate" else None,
        area=_area(value.get("area")) if kind == "place" else None,
        spoken=_spoken(value.get("spoken")) if kind == "language" else None,
        day=_day(value.get("day")) if kind == "date" else None,
        help=_help(value.get("help")) if kind == "help" else None,
        start=_position(value.get("start")),
        end=_position(value.get("end")),
    )
    asked = (requirement.concepts, requirement.figure, requirement.standard, requirement.area, requirement.spoken)
    return requirement if any(asked) or requirement.day or requirement.help else None


def all_to_json(requirements: Iterable[Requirement]) -> list[Json]:
    return [to_json(requirement) for requirement in requirements]


def all_from_json(values: object) -> tuple[Requirement, ...]:
    """The requirements in a list; () when it is none."""
    read = map(from_json, values[:MOST]) if isinstance(values, list) else ()
    return tuple(requirement for requirement in read if requirement is not None)


def figures_to_json(figures: Iterable[Figure]) -> list[Json]:
    return [figure_to_json(figure) for figure in figures]


def figures_from_json(values: object) -> tuple[Figure, ...]:
    read = map(figure_from_json, values[:MOST]) if isinstance(values, list) else ()
    return tuple(figure for figure in read if figure is not None)


def figure_to_json(figure: Figure) -> Json:
    values: Json = {
        "kind": figure.kind,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "text": figure.text,
        "start": figure.start,
        "end": figure.end,
        "dims": list(figure.dims),
        "about": figure.about,
        "series": figure.series,
    }
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def figure_from_json(value: object) -> Figure | None:
    """The figure; None when its kind is unknown or it says no quantity. The unit is that of the kind, whatever it says."""
    if not isinstance(value, dict) or not isinstance(value.get("kind"), str) or value["kind"] not in UNITS:
        return None
    kind = cast("FigureKind", value["kind"])
    dims = value.get("dims")
    sides = tuple(_number(one) for one in dims[:3]) if isinstance(dims, list) else ()
    about = known_concepts([value.get("about")])
    series = value.get("series")
    figure = Figure(
        kind,
        _number(value.get("low")),
        _number(value.get("high")),
        UNITS[kind],
        _text(value.get("text"), LONGEST),
        _position(value.get("start")),
        _position(value.get("end")),
        dims=cast("tuple[float, ...]", sides) if None not in sides else (),
        about=about[0] if about else None,
        series=cast("Series", series) if series in ("prototype", "small", "medium", "large") else "",
    )
    upside_down = figure.low is not None and figure.high is not None and figure.low > figure.high
    says_nothing = figure.low is None and figure.high is None and not figure.dims
    return None if upside_down or says_nothing else figure


def known_concepts(values: object) -> tuple[str, ...]:
    """Those of these ids that the vocabulary has, each once; a withdrawn one gives way to what replaced it."""
    if not isinstance(values, list | tuple):
        return ()
    terms = taxonomy.snapshot()
    ids = [terms.replaced.get(one, one) for one in values[:20] if isinstance(one, str)]
    return tuple(dict.fromkeys(one for one in ids if one in terms))


def _standard_to_json(standard: Standard) -> Json:
    values = {
        "name": standard.name,
        "part": standard.part,
        "level": standard.level,
        "text": standard.text,
        "start": standard.start,
        "end": standard.end,
    }
    return {name: value for name, value in values.items() if value}


def _standard(value: object) -> Standard | None:
    if not isinstance(value, dict) or not (name := _text(value.get("name"), 60)):
        return None
    return Standard(
        name,
        _text(value.get("part"), 8),
        _text(value.get("level"), 20),
        _text(value.get("text"), LONGEST),
        _position(value.get("start")),
        _position(value.get("end")),
    )


def _area_to_json(area: Area) -> Json:
    place = area.place and {
        "name": area.place.name,
        "lat": area.place.lat,
        "lon": area.place.lon,
        "radius_km": area.place.radius_km,
    }
    return {"name": area.name, "radius_km": area.radius_km, "place": place, "start": area.start, "end": area.end}


def _area(value: object) -> Area | None:
    if not isinstance(value, dict) or not (name := _text(value.get("name"), 100)):
        return None
    radius = _number(value.get("radius_km"))
    if radius is None or not 0 < radius <= FARTHEST:
        return None
    return Area(name, radius, _place(value.get("place")), _position(value.get("start")), _position(value.get("end")))


def _place(value: object) -> Place | None:
    if not isinstance(value, dict) or not (name := _text(value.get("name"), 100)):
        return None
    lat, lon = _number(value.get("lat")), _number(value.get("lon"))
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return Place(name, lat, lon, _number(value.get("radius_km")))


def _spoken(value: object) -> str | None:
    return value if isinstance(value, str) and re.fullmatch(r"[a-z]{2,3}", value) else None


def _help(value: object) -> Help | None:
    return next((one for one in HELP if one == value), None)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _number(value: object) -> float | None:
    """A finite number, whole ones as they are (an id is made from its digits); True is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return value if math.isfinite(value) else None
    except OverflowError:
        return None


def _position(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100_000 else 0


def _text(value: object, longest: int) -> str:
    """Text without control characters and lone surrogates, cut to length."""
    if not isinstance(value, str):
        return ""
    return "".join(c for c in value[:longest] if c.isprintable() and not "\ud800" <= c <= "\udfff").strip()
