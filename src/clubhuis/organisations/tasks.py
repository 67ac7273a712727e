"""The room's clockwork; see the schedules in config.settings."""

from django.tasks import task
from django.utils import timezone

from . import actions


@task
def tend_organisations() -> None:
    """Every day: ask whether pages are still right, ask for second administrators, pass on claims that nobody answers."""
    now = timezone.now()
    actions.ask_to_confirm(now=now)
    actions.ask_for_a_second_administrator(now=now)
    actions.ask_stewards(now=now)
