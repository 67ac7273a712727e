from datetime import timedelta

import pytest
from django.utils import timezone

from clubhuis.activity import retention
from clubhuis.activity.models import Mail
from clubhuis.activity.tests.test_mail import a_mail

pytestmark = pytest.mark.django_db


def an_old_mail(*, days, state="sent", kind="communities/mail/invitation"):
    mail = a_mail()
    Mail.objects.filter(pk=mail.pk).update(queued_at=timezone.now() - timedelta(days=days), state=state, kind=kind)
    return mail.pk


@pytest.mark.parametrize(
    ("days", "state", "kind", "is_kept"),
    [
        (364, "sent", "communities/mail/invitation", True),
        (366, "sent", "communities/mail/invitation", False),
        (366, "failed", "communities/mail/invitation", False),
        (366, "queued", "communities/mail/invitation", True),
        (2, "sent", "accounts/mail/login_code", False),
        (0, "sent", "accounts/mail/login_code", True),
    ],
)
def test_mail_is_kept_as_long_as_we_promised(days, state, kind, is_kept):
    pk = an_old_mail(days=days, state=state, kind=kind)

    retention.forget_old_mail()

    assert Mail.objects.filter(pk=pk).exists() is is_kept
