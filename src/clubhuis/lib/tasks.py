"""The clockwork of what every room stands on; see the schedules in config.settings."""

from django.tasks import task

from . import sending


@task
def forget_sendings() -> None:
    """Every night: forms that were sent more than a day ago."""
    sending.forget_old()
