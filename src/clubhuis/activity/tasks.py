"""The outbox's clockwork; see the schedules in config.settings."""

from django.tasks import task

from clubhuis.accounts import attempts

from . import delivery, retention


@task
def tend_outbox() -> None:
    """Deliver what waits for its time or for the mail server, and give up on what a crash cut off."""
    delivery.give_up_interrupted()
    delivery.deliver_due()


@task
def forget_what_is_old() -> None:
    """What was kept for a time only goes when that time is over; see privacy.toml."""
    retention.forget_old_mail()
    retention.forget_old_notices()
    attempts.forget_old()
