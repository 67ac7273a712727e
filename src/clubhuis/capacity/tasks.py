"""The room's clockwork; see the schedules in config.settings."""

from django.tasks import task

from . import actions


@task
def tend() -> None:
    """Every minute: lines that should have woken by themselves, and who could not be told of an offer."""
    actions.tend()
