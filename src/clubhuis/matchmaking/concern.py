"""What waits at a community's desk: needs without an answer."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from clubhuis.communities.attention import Matter
from clubhuis.communities.models import Community
from clubhuis.conversations.models import Report
from clubhuis.lib.prepared import prepared_count
from clubhuis.market.models import Need

from .access.desks import reported_at
from .demand import needs_at


def reports(community: Community) -> list[Matter]:
    count = reported_at(community).filter(state=Report.State.OPEN).count()
    if not count:
        return []
    text = ngettext("need was reported and waits for a decision", "needs were reported and wait for a decision", count)
    return [Matter("reports", count, text, reverse("conversations:reports"), "warn", "flag")]


def quiet_needs(community: Community) -> list[Matter]:
    count = _quiet(community, timezone.localdate())
    if not count:
        return []
    text = ngettext(
        "need has had no answer for five working days", "needs have had no answer for five working days", count
    )
    href = reverse("matchmaking:desk_needs", args=[community.slug]) + "?state=quiet"
    return [Matter("quiet_needs", count, text, href, "warn", "search")]


@prepared_count
def _quiet(community: Community, today: date) -> QuerySet[Need, int]:
    return needs_at(community, state="quiet", today=today).order_by().values_list("pk", flat=True)
