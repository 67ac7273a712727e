"""What happens to events, for rooms above that must follow: the seats, the calendar, the people who come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from clubhuis.lib.registry import Registry

from .models import Event


class What(StrEnum):
    MADE = "made"
    EDITED = "edited"  # words, places, visibility, …
    PUBLISHED = "published"
    MOVED = "moved"  # time or place of a published event
    CANCELLED = "cancelled"
    HOSTS = "hosts"  # a host came or went, or its places or release date changed


@dataclass(frozen=True, slots=True)
class Change:
    what: What
    before: dict[str, Any] = field(
        default_factory=dict
    )  # the fields that changed, as they were; None for what it has many of


# Called in the transaction of the action that changed the event, after it was saved.
changes: Registry[Callable[[Event, Change], None]] = Registry("who follows what happens to an event")

# Called when an event is made from another: (new, source). Copies what the room keeps of it; what has a time moves along with
# `new.starts_at - source.starts_at`.
copies: Registry[Callable[[Event, Event], None]] = Registry("what else is copied along with an event")


def follow(event: Event, what: What, before: dict[str, Any] | None = None) -> None:
    for callback in changes:
        callback(event, Change(what, before or {}))
