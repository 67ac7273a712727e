"""Local times as people write them: in the zone of the event, also in the two nights a year when the clock is moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _

from clubhuis.lib.refusals import Refused

USUAL_ZONES = ("Europe/Amsterdam", "Europe/Brussels", "Europe/Berlin", "Europe/London", "UTC")
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


def is_zone(name: str) -> bool:
    return name in available_timezones()


def moment(day: date, at: time, zone: str) -> datetime:
    """The moment, in UTC. One that comes twice (the clock goes back) is the first of the two.

    Raises Refused for one that never comes, with the times that are nearest to it.
    """
    if not EARLIEST <= day <= LATEST:
        raise Refused(_("This date lies too far away. Choose one between 2000 and 2100."))
    here = ZoneInfo(zone)
    local = datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=here)
    utc = local.astimezone(UTC)
    if utc.astimezone(here).replace(tzinfo=None) != local.replace(tzinfo=None):
        after = utc.astimezone(here)
        before = local.replace(fold=1).astimezone(UTC).astimezone(here)
        raise Refused(
            _("%(time)s does not exist that night: the clock goes forward. Choose %(before)s or %(after)s.")
            % {"time": f"{at:%H:%M}", "before": f"{before:%H:%M}", "after": f"{after:%H:%M}"}
        )
    return utc


def comes_twice(moment: datetime, zone: str) -> bool:
    """Whether the clock shows this time twice that night."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
