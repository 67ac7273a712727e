from datetime import timedelta

import pytest
from django.utils import timezone

from clubhuis.conversations import retention
from clubhuis.conversations.models import Report

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "days", "is_kept"), [("settled", 1094, True), ("settled", 1096, False), ("open", 1096, True)]
)
def test_a_report_is_forgotten_three_years_after_it_was_settled(state, days, is_kept):
    now = timezone.now()
    settled_at = now if state == "settled" else None
    Report.objects.create(subject_kind="market.need", subject_id=1, reason="spam", state=state, settled_at=settled_at)

    retention.forget_old_reports(now=now + timedelta(days=days))

    assert Report.objects.exists() is is_kept
