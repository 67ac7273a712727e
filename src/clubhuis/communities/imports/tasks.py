"""Long lists are checked and written by the worker; the page shows how far it is."""

from __future__ import annotations

import time

from django.tasks import task
from django.utils import timezone, translation

from clubhuis.communities.models import MemberImport
from clubhuis.lib.refusals import Refused

from . import actions, retention


def counting(brought: MemberImport) -> actions.Progress:
    """Keeps `rows_done` current, at most twice a second. The writing is one transaction, so others see it only begin and end."""
    last = 0.0

    def progress(step: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if step == "check" and (now - last > 0.5 or done == total):
            last = now
            MemberImport.objects.filter(pk=brought.pk).update(rows_done=done)

    return progress


@task
def forget_old_lists() -> None:
    retention.forget_old_lists(now=timezone.now())


@task
def check_list(import_id: int) -> None:
    brought = MemberImport.objects.select_related("community", "by").get(pk=import_id)
    with translation.override(brought.by.language if brought.by else None):
        try:
            actions.check(brought, by=brought.by, progress=counting(brought))
        except Refused as refusal:
            brought.report = {"failure": str(refusal)}
            brought.state = MemberImport.State.FAILED
            brought.save(update_fields=["report", "state"])


@task
def bring_in_list(import_id: int) -> None:
    brought = MemberImport.objects.select_related("community", "by").get(pk=import_id)
    with translation.override(brought.by.language if brought.by else None):
        try:
            actions.run(brought, by=brought.by, progress=counting(brought))
        except Refused:
            return  # the page shows the reason; see actions.run
