"""Who is to be told when an event moves or is cancelled. Rooms above say who comes; this room says who runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from clubhuis.accounts.addresses import normal_address
from clubhuis.accounts.models import Person
from clubhuis.lib.registry import Registry

from .models import Event


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to be told: a person, or an address without an account. `url` is where they see their own seat."""

    to: Person | str
    name: str = ""
    language: str = "nl"
    url: str = ""
    calendar: Callable[[], str] = str  # makes an iCalendar text that puts their calendar right

    @property
    def address(self) -> str:
        return normal_address(self.to.email if isinstance(self.to, Person) else self.to) or ""


audience: Registry[Callable[[Event], Iterable[Recipient]]] = Registry("who is told of a change of an event")


def of(event: Event) -> list[Recipient]:
    """Everybody once, by address; the first who names them decides how they are told."""
    found: dict[str, Recipient] = {}
    for source in audience:
        for recipient in source(event):
            if recipient.address:
                found.setdefault(recipient.address, recipient)
    return list(found.values())
