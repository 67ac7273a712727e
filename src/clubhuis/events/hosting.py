"""What waits on the page of hosts."""

from __future__ import annotations

from .access import EventDesk


def waiting(desk: EventDesk) -> int | None:
    """Questions that this person can answer for their community; None when there are none."""
    asked = [host for host in desk.own_hosts if host.is_waiting or host.proposed]
    return len(asked) or None
