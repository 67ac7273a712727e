"""Nothing is kept for ever: the periods that privacy.toml promises."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from .models import Mail, Notice

A_YEAR = timedelta(days=365)
# Mail that lets somebody in is worth nothing after its quarter of an hour, and is not kept for reading back.
LETS_IN = [
    "accounts/mail/login_code",
    "accounts/mail/email_confirmation_signup",
    "accounts/mail/email_confirmation",
    "accounts/mail/account_already_exists",
    "accounts/mail/password_reset_code",
    "accounts/mail/erasure_code",
]
A_DAY = timedelta(days=1)
UNFINISHED = [Mail.State.QUEUED, Mail.State.SENDING]


def forget_old_mail() -> int:
    """Delete mail whose time is over, unless it has still to be sent; returns how many."""
    now = timezone.now()
    settled = Mail.objects.exclude(state__in=UNFINISHED)
    old, _ = settled.filter(queued_at__lt=now - A_YEAR).delete()
    codes, _ = settled.filter(kind__in=LETS_IN, queued_at__lt=now - A_DAY).delete()
    return old + codes


def forget_old_notices() -> int:
    """Delete notices older than a year; returns how many."""
    deleted, _ = Notice.objects.filter(created_at__lt=timezone.now() - A_YEAR).delete()
    return deleted
