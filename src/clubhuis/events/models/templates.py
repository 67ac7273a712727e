from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.communities.models import Community

from .events import Event


class Template(models.Model):
    """An event that a community keeps as an example to begin from; everything that can be copied comes along."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="event_templates")
    name = models.CharField(_("name"), max_length=80)
    example = models.ForeignKey(Event, models.CASCADE, related_name="templates")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["community", "name"], name="template_once_a_name")]

    def __str__(self) -> str:
        return self.name
