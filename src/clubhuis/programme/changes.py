"""What happens to sessions, for rooms above that must follow: the seats, the choices of people."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from clubhuis.events.wording import Appointment
from clubhuis.lib.registry import Registry

from .models import Session


class What(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"  # after "changed": another time or place by itself, not along with its event
    REMOVED = "removed"  # called before it goes; may raise Refused


# Called in the transaction of the action, after the session was saved; with what it was, when it moved.
changes: Registry[Callable[[Session, What, Appointment | None], None]] = Registry(
    "who follows what happens to a session"
)

# Called when an event is made from another: (new session, session it was copied from).
copies: Registry[Callable[[Session, Session], None]] = Registry("what else is copied along with a session")


def follow(session: Session, what: What, was: Appointment | None = None) -> None:
    for callback in changes:
        callback(session, what, was)
