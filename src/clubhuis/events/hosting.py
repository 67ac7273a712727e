"""What waits for a community that is asked to host along."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.communities.attention import Matter
from clubhuis.communities.models import Community
from clubhuis.lib.prepared import prepared

from .access import EventDesk
from .models import Event, Host


def waiting(desk: EventDesk) -> int | None:
    """Questions that this person can answer for their community; None when there are none."""
    asked = [host for host in desk.own_hosts if host.is_waiting or host.proposed]
    return len(asked) or None


def asked_along(community: Community) -> list[Matter]:
    """Events of others for which this community has not answered yet, the nearest first: for its own desk."""
    asked = list(_asked(community, timezone.now()))
    return [
        Matter(
            f"hosting_{host.pk}",
            1,
            _("question to host along: %(event)s") % {"event": host.event.title},
            reverse("events:hosts", args=[host.event.slug]),
            icon="handshake",
        )
        for host in asked
    ]


@prepared
def _asked(community: Community, now: datetime) -> QuerySet[Host]:
    coming = Host.objects.filter(community=community, state=Host.State.INVITED, event__ends_at__gt=now)
    return coming.exclude(event__state=Event.State.CANCELLED).select_related("event").order_by("event__starts_at")[:5]
