"""The room's clockwork; see the schedules in config.settings."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone

from . import actions


@task
def forget_old_answers() -> None:
    """Every night: answers whose days are over go."""
    actions.forget_old_answers(today=timezone.localdate())
