from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clubhuis.programme.tests.cast import a_workshop

if TYPE_CHECKING:
    from tests.house_rules.world import World


def things(world: World) -> dict[str, Any]:
    return {"session": a_workshop(world["event"], speakers=["Vera Vacuüm"])}
