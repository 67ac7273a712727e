"""Numbers with a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clubhuis.engines.matching.figures.cues import around, kind_of
from clubhuis.engines.matching.figures.kinds import FINER_IS_BETTER, Figure, figure
from clubhuis.engines.matching.figures.patterns import QUANTITY, SINGLE
from clubhuis.engines.matching.figures.rates import rate_before, rate_behind
from clubhuis.engines.matching.figures.units import measure_of
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.numbers import number, thousands_read

_BETTER = re.compile(
    r"^\s?(?:of|or|oder|en|and|und)\s(?:kleiner|beter|better|less|smaller|finer|besser|fijner|feiner|minder|lager|lower)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^\s?(?:of|or|oder|en|and|und)\s(?:meer|groter|more|larger|bigger|mehr|größer|hoger|higher|zwaarder|heavier|langer|longer|up(?:wards)?|above|darüber|aufwärts|daarboven)|^\s?\+(?!\s?/)",
    re.IGNORECASE,
)


_OF_GRADE = re.compile(
    r"\b(?:rvs|inox|stainless(?: steel)?|edelstahl|edelstaal|AISI|SS|SUS|alu|aluminium|type)[\s-]?$", re.IGNORECASE
)
_GRADES = re.compile(r"30[34]|310|316|321|347|4[1-4]0|431|904|20[12]\d|5083|5754|60[68]\d|70[27]\d")


def quantities(text: str, language: Language) -> Iterator[Figure]:
    """The numbers with a unit, in the order of the text."""
    position = 0
    while True:
        found = QUANTITY.search(text, position)
        if found is None:
            return
        match = found
        joined = match["b"] is not None and re.search(
            r"(?:en|and|und)\s?[-−\d]", match.group()[match.end("a") - match.start() :]
        )
        if joined and not match["between"]:
            # "25 mm en 15 mm" are two figures, "tussen 10 en 50 kg" is one range.
            alone = SINGLE.match(text, match.start()) if match["ua"] else SINGLE.search(text, match.start("b"))
            if alone is None:
                position = match.end()
                continue
            match = alone
        yield from _round_body(text, match, language) or filter(None, (_quantity(text, match, language),))
        position = match.end()


def _quantity(text: str, match: re.Match[str], language: Language) -> Figure | None:
    groups = match.groupdict()
    measure, factor = measure_of(groups["unit"])
    whole = measure == "pieces"
    if whole and groups["a"].startswith("0"):
        return None  # 0201 is a size of components
    if (
        whole
        and groups.get("b") is None
        and _OF_GRADE.search(text[: match.start("a")])
        and _GRADES.fullmatch(groups["a"])
    ):
        return None  # "RVS 316 delen"
    try:
        a = number(groups["a"].replace("−", "-"), language, whole=whole)
        b = number(groups["b"].replace("−", "-"), language, whole=whole) if groups.get("b") else None
        dims = [number(groups[name], language) for name in ("d2", "d3") if groups.get(name)]
    except ValueError:
        return None
    if dims:
        return _dims(text, match, groups, a, dims, factor, measure)
    own_factor = measure_of(groups["ua"])[1] if groups.get("ua") else factor
    a *= own_factor
    b = b * factor if b is not None else None
    start, end = match.start(), match.end()
    before, after = around(text, start, end, 70, 40)
    kind = kind_of(measure, a if b is None else max(a, b), groups, before, after, text[start:end])
    if kind is None:
        return None
    if measure == "mass" and kind == "force":
        # Tonnes of a press: a tonne-force is 9.81 kN.
        a, b = a * 9.80665e-3, b * 9.80665e-3 if b is not None else None
    if kind == "roughness":
        a, b = a * 1e3, b * 1e3 if b is not None else None
    low: float | None = a
    high: float | None = a
    if b is not None:
        low, high = min(a, b), max(a, b)
    elif (groups["lower"] and groups["lower"].lower() not in ("van", "von")) or _MORE.match(after):
        low, high = a, None
    elif groups["upper"] or _BETTER.match(after) or groups["sign"]:
        low, high = None, a
    if kind in FINER_IS_BETTER and b is None:
        low, high = None, a
    if kind == "batch":
        behind = rate_behind(text[end : end + 40])  # beyond the stops of "p. a."
        times = behind[0] if behind else rate_before(before)
        if times is not None:
            kind = "yearly"
            low, high = (None if limit is None else limit * times for limit in (low, high))
            end += behind[1] if behind else 0
    return replace(figure(kind, low, high, text, start, end), dims=())


def _round_body(text: str, match: re.Match[str], language: Language) -> list[Figure]:
    """ "Ø310 x 45 mm" is a diameter and a length; no body has a diameter in two directions."""
    groups = match.groupdict()
    if not (groups.get("round") and groups.get("d2")) or groups.get("d3"):
        return []
    measure, factor = measure_of(groups["unit"] or "")
    if measure != "length":
        return []
    own = measure_of(groups["ua"])[1] if groups.get("ua") else factor
    across, along = number(groups["a"] or "", language) * own, number(groups["d2"] or "", language) * factor
    least = (across, along) if groups["lower"] else (None, None)
    most = (None, None) if groups["lower"] else (across, along)
    return [
        figure("diameter", least[0], most[0], text, match.start(), match.end("a")),
        figure("length", least[1], most[1], text, match.start("d2"), match.end()),
    ]


def _dims(
    text: str,
    match: re.Match[str],
    groups: dict[str, str | None],
    a: float,
    rest: list[float],
    factor: float,
    measure: str,
) -> Figure | None:
    if measure != "length":
        return None
    written = [groups["a"] or "", *(groups[name] or "" for name in ("d2", "d3") if groups.get(name))]
    values = [a, *rest]
    # "1.200 × 800 mm" is a metre and a bit, in whatever language it stands.
    for place, value in enumerate(values):
        other = thousands_read(written[place])
        if other is not None and value * 20 < max(values):
            values[place] = other
    dims = tuple(sorted((value * factor for value in values), reverse=True))
    at_least = groups["lower"] and groups["lower"].lower() not in ("van", "von", "over", "über")
    low, high = (dims[0], None) if at_least else (None, dims[0])
    return replace(figure("size", low, high, text, match.start(), match.end()), dims=dims)
