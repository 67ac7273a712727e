"""The room's clockwork; see the schedules in config.settings."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone

from . import actions


@task
def tend_registrations() -> None:
    """Every few minutes: who did not confirm in time goes, reminders leave, events that ended a day ago are settled."""
    now = timezone.now()
    actions.lapse_pending(now=now)
    actions.send_reminders(now=now)
    actions.settle_events(now=now)


@task
def forget_what_is_old() -> None:
    """Every night: what was kept for a time only goes when that time is over; see privacy.toml."""
    actions.forget_what_is_old(now=timezone.now())
