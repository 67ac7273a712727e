"""What was reported is kept as long as privacy.toml says."""

from __future__ import annotations

from datetime import datetime, timedelta

from .models import Report

KEPT = timedelta(days=3 * 365)


def forget_old_reports(*, now: datetime) -> int:
    """Reports go three years after they were settled; returns how many."""
    deleted, _ = Report.objects.filter(state=Report.State.SETTLED, settled_at__lt=now - KEPT).delete()
    return deleted
