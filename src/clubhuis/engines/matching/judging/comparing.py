"""Whether an offered figure covers an asked one."""

from __future__ import annotations

from clubhuis.engines.matching.figures import FINER_IS_BETTER, SERIES, Figure
from clubhuis.engines.matching.judging.judgements import State

_SIZES = frozenset(("size", "length", "diameter"))


def comparable(asked: Figure, offered: Figure) -> bool:
    if asked.kind == offered.kind:
        return asked.unit == offered.unit  # Shore A is no Rockwell
    if asked.kind in _SIZES and offered.kind in _SIZES:
        return {asked.kind, offered.kind} != {"diameter", "length"}
    return {asked.kind, offered.kind} == {"batch", "yearly"}


def compare(asked: Figure, offered: Figure) -> tuple[State, str]:
    """Whether an offered figure covers an asked one, and a code when it is left open.

    Finer covers coarser for tolerances and the like; larger covers smaller for sizes, weights and the like; a
    batch has to lie within what is offered.
    """
    if asked.kind in ("batch", "yearly"):
        return _compare_batches(asked, offered)
    vacuum = asked.kind == "pressure" and (asked.high or asked.low or 0) < 500
    if offered.stance == "denied":
        return ("not_met", "") if _is_refused(asked, offered) else ("unknown", "figure_partly")
    if asked.kind in FINER_IS_BETTER or vacuum:
        limit = min(value for value in (asked.low, asked.high) if value is not None)
        finest = min(value for value in (offered.low, offered.high) if value is not None)
        return ("met", "") if finest <= limit * (1 + 1e-9) else ("not_met", "")
    if asked.kind in _SIZES and offered.kind in _SIZES:
        return _compare_sizes(asked, offered)
    if asked.kind in ("layer", "temperature"):
        return _compare_ranges(asked, offered)
    most = asked.high if asked.high is not None else asked.low
    reach = offered.high
    if most is None:
        return "unknown", "figure_partly"
    if reach is not None and reach < most * (1 - 1e-9):
        return "not_met", ""
    if offered.low is not None and offered.low != offered.high:
        least = asked.low if asked.low is not None else asked.high
        if most < offered.low:
            return "not_met", ""
        if least is not None and asked.low is not None and least < offered.low:
            return "unknown", "figure_partly"
    return "met", ""


def _is_refused(asked: Figure, offered: Figure) -> bool:
    """Whether what is asked is as fine as what is denied: "grade 1 is not possible", "finer than 0.01 mm we cannot"."""
    if asked.kind not in FINER_IS_BETTER:
        return False
    limit = min(value for value in (asked.low, asked.high) if value is not None)
    denied = min(value for value in (offered.low, offered.high) if value is not None)
    return limit <= denied if asked.kind in ("cleanliness", "cleanroom") else limit < denied


def _compare_batches(asked: Figure, offered: Figure) -> tuple[State, str]:
    if asked.kind == "batch" and offered.kind == "yearly" and not asked.series:
        # Who makes a thousand a year makes a batch of a hundred.
        most = asked.high if asked.high is not None else asked.low
        reach = offered.high if offered.high is not None else float("inf")
        if most is None:
            return "unknown", "figure_partly"
        spans = offered.low is None or offered.high is None or offered.low < offered.high
        if (offered.low or 0) <= most <= reach:
            return "met", ""
        return ("not_met", "") if spans and not offered.series else ("unknown", "figure_partly")
    if asked.kind != offered.kind:
        # Who makes lots of up to a hundred thousand makes eighty thousand a year; more may be several lots.
        most = asked.high if asked.high is not None else asked.low
        within = most is not None and not offered.series and (offered.low or 0) <= most <= (offered.high or 0)
        return ("met", "") if within and asked.kind == "yearly" else ("unknown", "figure_partly")
    if asked.series and asked.series == offered.series:
        return "met", ""
    low = offered.low if offered.low is not None else 1.0
    high = offered.high if offered.high is not None else float("inf")
    if offered.low == offered.high and not offered.series:
        # "Series van 50 stuks" says what is usual, not where it ends.
        low, high = low / 3, high * 3
    if asked.series:
        core_low, core_high = _CORES[asked.series]
        wide_low, wide_high = SERIES[asked.series]
        if offered.series:
            return ("unknown", "series_near") if low <= wide_high and wide_low <= high else ("not_met", "")
        if low <= core_low and high >= min(core_high, wide_high):
            return "met", ""
        if low <= core_high and high >= core_low:
            return (
                ("met", "")
                if asked.series in ("prototype", "small") and low <= core_low
                else ("unknown", "series_near")
            )
        return ("unknown", "series_near") if low <= wide_high and wide_low <= high else ("not_met", "")
    least = asked.low if asked.low is not None else 1.0
    most = asked.high if asked.high is not None else least
    if offered.series:
        core_low, core_high = _CORES[offered.series]
        if core_low <= most and most <= core_high:
            return "met", ""
        return ("unknown", "series_near") if least <= high and low <= most else ("not_met", "")
    if low <= least and most <= high:
        return "met", ""
    if asked.low is None and low <= most <= high:
        return "met", ""
    return ("unknown", "figure_partly") if least <= high and low <= most else ("not_met", "")


_CORES: dict[str, tuple[float, float]] = {
    "prototype": (1, 3), "small": (10, 100), "medium": (500, 2_000), "large": (10_000, 50_000),
}  # fmt: skip
"""What everybody means by a prototype, a small, a medium and a large series."""


def _compare_sizes(asked: Figure, offered: Figure) -> tuple[State, str]:
    wanted = asked.dims or tuple(
        value for value in (asked.high if asked.high is not None else asked.low,) if value is not None
    )
    given = offered.dims or tuple(value for value in (offered.high,) if value is not None)
    if not given:
        return (
            ("met", "")
            if offered.low is not None and wanted and wanted[0] >= offered.low
            else ("unknown", "figure_partly")
        )
    if not wanted:
        return "unknown", "figure_partly"
    if (
        asked.kind == offered.kind
        and not offered.dims
        and offered.low
        and offered.low < given[0]
        and wanted[0] < offered.low
    ):
        return "not_met", ""
    if any(want > have * (1 + 1e-9) for want, have in zip(wanted, given, strict=False)):
        return "not_met", ""
    if len(wanted) > len(given) and len(given) == 1 and offered.kind != "size":
        return "unknown", "figure_partly"
    return "met", ""


def _compare_ranges(asked: Figure, offered: Figure) -> tuple[State, str]:
    least = asked.low if asked.low is not None else asked.high
    most = asked.high if asked.high is not None else asked.low
    low = offered.low if offered.low is not None and offered.low != offered.high else float("-inf")
    high = offered.high if offered.high is not None else float("inf")
    if least is None or most is None:
        return "unknown", "figure_partly"
    if low <= least and most <= high:
        return "met", ""
    return ("unknown", "figure_partly") if least <= high and low <= most else ("not_met", "")


def distance(asked: Figure, offered: Figure) -> float:
    """How far off an offered figure is, to show the nearest one."""
    want = asked.high if asked.high is not None else asked.low or 0.0
    have = offered.high if offered.high is not None else offered.low or 0.0
    return abs(have - want)
