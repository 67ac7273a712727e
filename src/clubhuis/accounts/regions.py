"""In which region a postcode lies. The room that knows (places) stands beside this one, so a room above introduces them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clubhuis.lib.registry import Registry


@dataclass(frozen=True, slots=True)
class FoundRegion:
    code: str  # NUTS
    name: str  # in the language of the page


# A finder takes the country's code and a postcode as people write it.
finders: Registry[Callable[[str, str], FoundRegion | None]] = Registry("who knows where a postcode lies")


def region_of(country: str, postcode: str) -> FoundRegion | None:
    """The region in which this postcode lies, or None when there is no postcode or nobody knows it."""
    if not postcode:
        return None
    return next((found for find in finders if (found := find(country, postcode))), None)
