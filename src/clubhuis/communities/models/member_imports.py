from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .communities import Community


class MemberImport(models.Model):
    """A list of members brought in from a file: its mapping, what it would do, what it did, and how to undo it."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        CHECKING = "checking", _("being checked")
        READY = "ready", _("checked")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        UNDONE = "undone", _("undone")

    community = models.ForeignKey(Community, models.CASCADE, related_name="member_imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="imports/", blank=True)
    mapping = models.JSONField(default=dict, blank=True)  # {column number: target field}
    options = models.JSONField(default=dict, blank=True)  # language, tier, invite afterwards, answers on duplicates
    report = models.JSONField(default=dict, blank=True)  # counts, errors by row, duplicates
    changes = models.JSONField(default=dict, blank=True)  # what undo needs
    state = models.CharField(max_length=8, choices=State.choices, default=State.UPLOADED)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name or str(_("a list of members"))
