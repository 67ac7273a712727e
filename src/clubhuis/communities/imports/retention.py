"""An uploaded list holds much about people and is of no use for long: see privacy.toml."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from clubhuis.communities.models import MemberImport
from clubhuis.lib.files import discard

KEPT = timedelta(days=90)
FINISHED = (MemberImport.State.DONE, MemberImport.State.UNDONE)
COUNTS = ("new", "known", "contacts")


@transaction.atomic
def forget_old_lists(*, now: datetime) -> int:
    """Lists older than ninety days: of those brought in only the counts stay, and they can no longer be taken back; returns how many."""
    old = MemberImport.objects.filter(created_at__lt=now - KEPT).exclude(state=MemberImport.State.RUNNING)
    unfinished = old.exclude(state__in=FINISHED)
    forgotten = 0
    for brought in [*old.filter(state__in=FINISHED).exclude(file=""), *unfinished]:
        discard(brought.file)
        forgotten += 1
    unfinished.delete()
    for brought in old.exclude(file=""):
        brought.report = {name: brought.report[name] for name in COUNTS if name in brought.report}
        brought.file, brought.file_name, brought.changes = "", "", {}
        brought.save(update_fields=["file", "file_name", "report", "changes"])
    return forgotten
