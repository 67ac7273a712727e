"""Two years that end today: working days and hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from clubhuis.demo.chance import Chance

HERE = ZoneInfo("Europe/Amsterdam")
HISTORY = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Clock:
    """Gives days and moments relative to the last day of the history."""

    today: date

    def day(self, days_ago: float) -> date:
        """A working day about so many days ago."""
        found = self.today - timedelta(days=round(days_ago))
        return found - timedelta(days=max(0, found.weekday() - 4))

    def moment(self, days_ago: float, chance: Chance) -> datetime:
        """A moment in working hours, never later than yesterday evening."""
        hour, minute = chance.randint(8, 17), chance.randint(0, 59)
        return datetime.combine(self.day(max(1, days_ago)), time(hour, minute), HERE)

    def coming(self, days: int) -> date:
        return self.today + timedelta(days=days)
