"""What an installation should know before it surprises anybody."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register


@register(deploy=True)
def mail_has_a_way_out(app_configs: Any, **options: Any) -> list[CheckMessage]:
    if settings.DEBUG or "transactional" in settings.MAILERS:
        return []
    return [
        Warning(
            "No mail server is set: mail waits in the outbox and nobody can sign in with a code.",
            hint="Set CLUBHUIS_MAIL_URL, for example smtp://user:password@mail.example.org:587, and CLUBHUIS_MAIL_FROM.",
            id="clubhuis.activity.W001",
        )
    ]
