from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile

from clubhuis.events.tests.cast import an_event

if TYPE_CHECKING:
    from tests.house_rules.world import World


def things(world: World) -> dict[str, Any]:
    community = world["community"]
    event = an_event(community, co_hosts=[world["partner"]])
    event.picture.save("zaal.webp", ContentFile(b"RIFF"))
    return {"event": event, "draft": an_event(community, title="Beurs in voorbereiding", state="draft")}
