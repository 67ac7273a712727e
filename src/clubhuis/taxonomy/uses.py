"""Who has a capability, or asks for it: higher rooms tell, so that this room need not know them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clubhuis.accounts.models import Person
from clubhuis.lib.registry import Registry

from .snapshot import Term


@dataclass(frozen=True, slots=True)
class Use:
    """How many of something this person may see that have the capability: 12, "organisations can do this", where to see them."""

    count: int
    text: str
    href: str = ""


uses: Registry[Callable[[Person | None, Term], Use]] = Registry("what the page of a capability says of its use")
