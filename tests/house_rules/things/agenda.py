from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clubhuis.agenda.tests.cast import an_idea

if TYPE_CHECKING:
    from tests.house_rules.world import World


def things(world: World) -> dict[str, Any]:
    return {"idea": an_idea(world["event"], by=world["member"], backers=[world["member"], world["colleague"]])}
