"""The themes that events are about."""

from __future__ import annotations

from clubhuis.themes.models import Theme

from .models import Event


def move_to(gone: Theme, stays: Theme) -> None:
    """A theme became part of another: its events are about that one."""
    for event in Event.objects.filter(themes=gone):
        event.themes.remove(gone)
        event.themes.add(stays)
