"""The outbox's clockwork; see the schedules in config.settings."""

from django.tasks import task

from . import delivery


@task
def tend_outbox() -> None:
    """Deliver what waits for its time or for the mail server, and give up on what a crash cut off."""
    delivery.give_up_interrupted()
    delivery.deliver_due()
