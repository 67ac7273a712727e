"""When the next stop of a series would come: as far from the last as stops usually are, on the same day of the week."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

USUAL = timedelta(weeks=8)


def next_day(days: Sequence[date], after: date, not_before: date) -> date:
    """The first day in the rhythm of `days` (sorted) that falls on the weekday of `after`, from `not_before` on."""
    gaps = [(later - earlier).days for earlier, later in itertools.pairwise(days) if later > earlier]
    gap = timedelta(days=max(7, round(median(gaps) / 7) * 7)) if gaps else USUAL
    day = after + gap
    while day < not_before:
        day += timedelta(weeks=1)
    return day
