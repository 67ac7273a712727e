"""Who looks after the holders of claims: rooms above tell people of an offer, and that it lapsed.

A keeper is registered under what stands before ":" in its holders ("registration:55" → "registration"). It is called in the
transaction that makes the offer, after the claim was changed, while the line is held. It changes rows of its own and queues
mail; it does not call this room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from clubhuis.lib.registry import Registry

if TYPE_CHECKING:
    from .models import Claim


class Keeper(Protocol):
    def offered(self, claim: Claim) -> None:
        """Tell them that a place is theirs until `claim.until`. Whatever is raised here undoes the offer."""

    def lapsed(self, claim: Claim) -> None:
        """Tell them that what was held or offered is theirs no more. `claim.offered_at` is None when it was never offered."""


keepers: Registry[Keeper] = Registry("who tells the holders of claims what happened")


def keeper_of(holder: str) -> Keeper:
    """Raises LookupError when nobody looks after such holders."""
    return keepers[holder.partition(":")[0]]
