from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clubhuis.accounts.tests.cast import a_person
from clubhuis.programme.tests.cast import a_session, a_workshop

if TYPE_CHECKING:
    from tests.house_rules.world import World


def things(world: World) -> dict[str, Any]:
    return {"session": a_workshop(world["event"], speakers=["Vera Vacuüm"])}


def more(world: World, number: int) -> None:
    """More sessions, with speakers who have a page and who have none."""
    session = a_session(
        world["event"], title=f"Lezing {number}", after=10 * number, minutes=10, speakers=[f"Spreker {number}"]
    )
    session.speakers.create(person=a_person(f"Sam {number}"), name=f"Sam {number}", organisation=world["organisation"])
