# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Limits that are told behind a figure or in two halves: "2 tonnes is the most", "ab 50 Stück, höchstens 8.000 im Jahr"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clubhuis.engines.matching.figures.kinds import FINER_IS_BETTER, Figure

_BEHIND = re.compile(
    r"^\s?(?:[a-zäöüß]{3,14}\s){0,1}?(?:is|are|ist|sind|zijn|=|\()\s?(?:the |our |das |die |der |unser\w* |de |het |onze |ons )?(?:absolute |absolut\w* |technische |upper |obere |bovenste )?"
    r"(?:(?P<most>most|maximum|max\b|limit|upper limit|ceiling|largest|biggest|heaviest|longest|obergrenze|grenze|größte|schwerste|bovengrens|grens|grootste|zwaarste|meeste|langste|schluss)|(?P<least>least|minimum|min\b|lower limit|smallest|untergrenze|wenigste|kleinste|ondergrens|minste|smallest))\b",
    re.IGNORECASE,
)
_HALF_BEHIND = re.compile(
    r"^\s?\(?(?:(?P<most>max\.?|maximum|maximal|maximaal)|(?P<least>min\.?|minimum|minimal|minimaal))(?=\s*(?:[,.;)|]|$))",
    re.IGNORECASE,
)


def limited_behind(found: list[Figure], text: str) -> Iterator[Figure]:
    """Figures with the limit that is told behind them: "600 is the most", "20 Stück Minimum"."""
    for one in found:
        exact = one.low is not None and one.low == one.high
        after = text[one.end : one.end + 50] if exact and one.kind not in FINER_IS_BETTER else ""
        told = (_BEHIND.match(after) or _HALF_BEHIND.match(after)) if after else None
        if told is None:
            yield one
        elif told["most"]:
            yield replace(one, low=None)
        else:
            yield replace(one, high=None)


def with_their_number(found: list[Figure], text: str) -> list[Figure]:
    """ "Kleinserien bis 30 Stück": the number says better than the word how far such series go."""
    numbers = {one.start for one in found if one.kind in ("batch", "yearly") and not one.series and one.low is None}
    return [
        one
        for one in found
        if not one.series or one.end + len(text[one.end :]) - len(text[one.end :].lstrip()) not in numbers
    ]


_STOP = re.compile(r"[.!?;](?=\s)|[\n|]")


def in_two_halves(found: list[Figure], text: str) -> list[Figure]:
    """Numbers of pieces where one says from how many on and another until how many: together they are one range.

    A yearly number that ends a range keeps its kind and takes over where the range begins; who starts at fifty takes no order of thirty.
    """
    counts = [one for one in found if one.kind in ("batch", "yearly")]
    told: dict[int, Figure] = {}
    for first in counts:
        if first.low is None or first.high is not None:
            continue
        for second in counts:
            gap = text[min(first.end, second.end) : max(first.start, second.start)]
            if second.low is None and second.high is not None and first.low < second.high and not _STOP.search(gap):
                told[id(second)] = replace(second, low=first.low)
                if first.kind == second.kind:
                    told[id(first)] = replace(first, high=second.high)
    return [told.get(id(one), one) for one in found]
