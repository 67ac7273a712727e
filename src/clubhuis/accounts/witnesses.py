"""What happens here is written down by a higher room (activity), which this room does not know."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from clubhuis.lib.registry import Registry

if TYPE_CHECKING:
    from .models import Person

# A witness takes the verb, who did it, to whom, what else is to be known, and whether it belongs in the audit log.
witnesses: Registry[Callable[[str, Person | None, Person, dict[str, Any], bool], object]] = Registry(
    "who writes down what happens to people"
)


def witness(
    verb: str, *, actor: Person | None, person: Person, data: dict[str, Any] | None = None, privileged: bool = False
) -> None:
    for tell in witnesses:
        tell(verb, actor, person, data or {}, privileged)
