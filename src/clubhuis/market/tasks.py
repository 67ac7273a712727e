"""The room's clockwork; see the schedules in config.settings."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone

from . import actions


@task
def tend_needs() -> None:
    """Every morning: needs whose time is over go, and who posted one that runs out soon hears of it."""
    today = timezone.localdate()
    actions.expire_needs(today=today)
    actions.remind_of_expiry(today=today)


@task
def read_texts() -> None:
    """Every few minutes: recognise capabilities in the texts that changed."""
    actions.read_organisations(actions.unread_organisations())


@task
def read_organisations(ids: list[int]) -> None:
    """Right after an import or a change: recognise capabilities in the texts of these organisations."""
    actions.read_organisations(ids)
