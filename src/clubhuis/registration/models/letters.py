from __future__ import annotations

from django.db import models
from django.utils import timezone

from .registrations import Registration


class Letter(models.Model):
    """A mail that was asked for and is still to be written; the worker writes many at a time."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    mark = models.CharField(max_length=60, blank=True)  # tells two letters of one kind apart
    told = models.JSONField(null=True, blank=True)  # address, name, language, when it is not whose seat it is
    about = models.JSONField(default=dict, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.kind} {self.registration_id}"
