"""The room's clockwork; see the schedules in config.settings."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone

from . import actions


@task
def publish_events() -> None:
    """Every minute: drafts whose moment has come are published."""
    actions.publish_due(now=timezone.now())
