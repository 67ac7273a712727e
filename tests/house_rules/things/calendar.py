from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clubhuis.events.tests.cast import a_series
from clubhuis.places.models import Region
from clubhuis.portal.models import FeedKey

if TYPE_CHECKING:
    from tests.house_rules.world import World


def things(world: World) -> dict[str, Any]:
    return {
        "feed_key": FeedKey.objects.create(person=world["member"]),
        "region": Region.objects.get(code="NL21"),
        "event_series": a_series(world["community"]),
    }
