"""The room's clockwork; see the schedules in config.settings."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone

from . import actions, index


@task
def tend_index() -> None:
    """Every minute: build the index when there is none, or when the vocabulary or the sentence model changed; else follow the changes."""
    if not index.is_ready():
        index.ensure()
        actions.suggest(today=timezone.localdate())
    elif not index.index().is_current:
        index.rebuild()
    else:
        index.follow(limit=None)


@task
def tend_deals() -> None:
    """Every morning: who waits too long is told, suppliers are reminded, and it is asked what came of it."""
    today = timezone.localdate()
    actions.tell_of_silence(today=today)
    actions.remind_suppliers(today=today)
    actions.ask_afterwards(today=today)


@task
def tend_suggestions() -> None:
    """Every Monday morning: suggestions of the week, one mail to those who want it, and what the answers taught."""
    today = timezone.localdate()
    actions.learn_everywhere()
    actions.suggest(today=today)
    actions.send_digest(today=today)
