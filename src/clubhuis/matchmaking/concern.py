"""What waits at a community's desk: needs without an answer."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from clubhuis.communities.attention import Matter
from clubhuis.communities.models import Community

from .demand import needs_at


def quiet_needs(community: Community) -> list[Matter]:
    count = needs_at(community, state="quiet", today=timezone.localdate()).count()
    if not count:
        return []
    text = ngettext(
        "need has had no answer for five working days", "needs have had no answer for five working days", count
    )
    href = reverse("matchmaking:desk_needs", args=[community.slug]) + "?state=quiet"
    return [Matter("quiet_needs", count, text, href, "warn", "search")]
