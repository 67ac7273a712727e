from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from clubhuis.communities.models import Community


class Learning(models.Model):
    """What a community's answers taught the engine at one moment: weights, why, and from which answers. It can be undone."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="learnings")
    weights = models.JSONField()  # signal: weight
    shifts = models.JSONField(default=list)  # what moved each: signal, before, after, well, badly
    lessons = models.JSONField(default=list)  # ids of the invitations it was learnt from
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["community", "-at"])]

    def __str__(self) -> str:
        return f"{self.community} {self.at:%Y-%m-%d}"
