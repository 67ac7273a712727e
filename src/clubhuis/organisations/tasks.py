"""The room's clockwork; see the schedules in config.settings."""

from django.tasks import task
from django.utils import timezone

from . import actions


@task
def tend_organisations() -> None:
    """Every day: free pages that nobody has, ask whether pages are right, ask for second administrators, pass on old claims,
    forget old invitations."""
    now = timezone.now()
    actions.release_abandoned()
    actions.ask_to_confirm(now=now)
    actions.ask_for_a_second_administrator(now=now)
    actions.ask_stewards(now=now)
    actions.forget_old_invitations(now=now)
