from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from .themes import Theme


class Following(models.Model):
    """A person wants to know what happens on a theme. Nobody else sees who follows, only how many."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="followings")
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="followings")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "theme"], name="following_once_a_theme")]

    def __str__(self) -> str:
        return f"{self.person} → {self.theme}"


class Support(models.Model):
    """A person finds that something should be done with a theme."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="supports")
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="supports")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "theme"], name="support_once_a_theme")]

    def __str__(self) -> str:
        return f"{self.person} + {self.theme}"
