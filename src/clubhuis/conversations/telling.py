"""What happens here is made known by higher rooms, which this room does not know: by mail, and in the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from clubhuis.lib.registry import Registry

if TYPE_CHECKING:
    from clubhuis.accounts.models import Person

    from .models import Message

# Both are called in the transaction in which it happened.
messengers: Registry[Callable[[Message, Sequence[Person]], object]] = Registry(
    "who tells people that a message waits for them; each gets the message and those who have not looked since"
)
witnesses: Registry[Callable[[str, Person | None, Any, dict[str, Any]], object]] = Registry(
    "who writes down what happens in conversations: verb, actor, subject, data"
)


def witness(verb: str, *, actor: Person | None, subject: Any, **data: Any) -> None:
    for write_down in witnesses:
        write_down(verb, actor, subject, data)


def announce(message: Message, people: Sequence[Person]) -> None:
    for tell in messengers:
        tell(message, people)
