"""What a community learns from answers: which signals went with a yes and which with a no.

Nothing is kept here and nothing is hidden: weights are made anew from all lessons each time, so taking a lesson out
undoes it, and `Learned.shifts` says for each signal what moved it and by how much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

from clubhuis.engines.matching.index.answers import Explanation
from clubhuis.engines.matching.index.query import BOUNDS, Weights

Outcome = Literal["agreed", "interested", "question", "declined", "unsuitable", "silent"]
TELLS: Mapping[Outcome, float] = {
    "agreed": 1.0, "interested": 0.6, "question": 0.2, "silent": -0.1, "declined": -0.4, "unsuitable": -1.0,
}  # fmt: skip
"""How much an outcome says for (up to 1) or against (down to -1) a match. Declining for lack of time says little."""
CAUTION = 40.0
"""So many lessons' worth of doubt: with as many lessons half of what they say is believed."""
FURTHEST = 2.0
"""A weight never becomes more than twice, or less than half, what the community started with."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What came of a match: how it was explained at the time, and how it ended."""

    explanation: Explanation
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Shift:
    """What moved one weight: the mean of its signal among matches that went well and among those that did not."""

    signal: str
    before: float
    after: float
    well: float
    badly: float


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights and how they came about; `start` is what to go back to."""

    weights: Weights
    start: Weights
    lessons: int
    shifts: tuple[Shift, ...]


def learn_weights(lessons: Iterable[Lesson], *, start: Weights | None = None) -> Learned:
    """Weights from lessons, within `BOUNDS` and at most a factor `FURTHEST` from `start`.

    A signal that was higher in matches that went well than in those that did not gains; the other way round it loses.
    The difference of the weighted means is shrunk by n / (n + `CAUTION`), n being the smaller side, so that a few
    answers move little and one-sided answers nothing. Same lessons, same weights, in any order.
    """
    begin = start or Weights()
    told = [(one.explanation, TELLS[one.outcome]) for one in lessons]
    good = [(seen, value) for seen, value in told if value > 0]
    bad = [(seen, -value) for seen, value in told if value < 0]
    heard = min(sum(value for _, value in good), sum(value for _, value in bad))
    belief = heard / (heard + CAUTION / 2)
    shifts = []
    for one in fields(Weights):
        well, badly = _mean(good, one.name), _mean(bad, one.name)
        before = getattr(begin, one.name)
        factor = FURTHEST ** max(-1.0, min(1.0, 2.0 * belief * (well - badly)))
        low, high = BOUNDS[one.name]
        shifts.append(Shift(one.name, before, round(max(low, min(high, before * factor)), 4), well, badly))
    changed = [shift for shift in shifts if shift.after != shift.before]
    weights = replace(begin, **{shift.signal: shift.after for shift in changed})
    return Learned(weights, begin, len(told), tuple(changed))


def _mean(seen: list[tuple[Explanation, float]], signal: str) -> float:
    total = sum(value for _, value in seen)
    return round(sum(getattr(one, signal) * value for one, value in seen) / total, 4) if total else 0.0
