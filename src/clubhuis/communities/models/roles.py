from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .communities import Community


class Role(models.Model):
    """What a person may do at a community's desk."""

    class Kind(models.TextChoices):
        MANAGER = "manager", _("manager")
        EDITOR = "editor", _("editor")
        ORGANISER = "organiser", _("event organiser")
        VIEWER = "viewer", _("viewer")

    community = models.ForeignKey(Community, models.CASCADE, related_name="roles")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="community_roles")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["community", "kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["community", "person"], name="role_once_a_community")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
