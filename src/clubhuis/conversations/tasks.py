"""The room's clockwork; see the schedules in config.settings."""

from django.tasks import task
from django.utils import timezone

from . import retention


@task
def forget_old_reports() -> None:
    retention.forget_old_reports(now=timezone.now())
