"""What somebody asks of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils import timezone

from clubhuis.events.models import Kind

from .months import Month

NEAR_KM = 50
DISTANCES = (10, 25, 50, 100, 200)
VIEWS = ("list", "month", "map")
WHOSE = ("", "for_me", "mine")
MANY = 50  # values of one filter


@dataclass(frozen=True, slots=True)
class Asked:
    """What makes no sense in the address is left out, so that no address falls over."""

    view: str = "list"
    words: str = ""
    kinds: frozenset[str] = frozenset()
    communities: frozenset[str] = frozenset()  # slugs
    themes: frozenset[str] = frozenset()  # slugs
    regions: frozenset[str] = frozenset()  # NUTS codes of provinces
    series: str = ""  # slug
    place: str = ""
    km: int = NEAR_KM
    whose: str = ""
    past: bool = False
    month: Month | None = None
    day: date | None = None

    @classmethod
    def of(cls, data: QueryDict) -> Asked:
        km = data.get("km", "")
        return cls(
            view=data.get("view", "") if data.get("view") in VIEWS else "list",
            words=" ".join(data.get("q", "").split())[:100],
            kinds=frozenset(data.getlist("kind")) & frozenset(Kind.values),
            communities=_slugs(data, "community"),
            themes=_slugs(data, "theme"),
            regions=frozenset(one[:8] for one in data.getlist("region")[:MANY]),
            series=data.get("series", "")[:60],
            place=" ".join(data.get("place", "").split())[:100],
            km=int(km) if km in {str(one) for one in DISTANCES} else NEAR_KM,
            whose=data.get("whose", "") if data.get("whose") in WHOSE else "",
            past=data.get("past") == "1",
            month=Month.read(data.get("month", "")),
            day=_day(data.get("day", "")),
        )

    @property
    def is_plain(self) -> bool:
        """Nothing is filtered; which view, which month and whose events do not count as filters."""
        plain = Asked(view=self.view, whose=self.whose, past=self.past, month=self.month, km=self.km)
        return self == plain

    @property
    def is_list(self) -> bool:
        return self.view == "list"

    @property
    def is_month(self) -> bool:
        return self.view == "month"

    @property
    def is_map(self) -> bool:
        return self.view == "map"

    @property
    def is_for_all(self) -> bool:
        return self.whose == ""

    @property
    def is_for_me(self) -> bool:
        return self.whose == "for_me"

    @property
    def is_mine(self) -> bool:
        return self.whose == "mine"

    @property
    def shown_month(self) -> Month:
        return self.month or Month.of(timezone.localdate())


def _slugs(data: QueryDict, name: str) -> frozenset[str]:
    return frozenset(one[:90] for one in data.getlist(name)[:MANY])


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
