from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clubhuis.market.models import Need
from clubhuis.organisations.models import Organisation

ONE_THING = Q(need__isnull=False, other=None) | Q(need=None, other__isnull=False)


class Suggestion(models.Model):
    """Of one week, for one organisation: a need that fits it, or another organisation worth meeting."""

    week = models.DateField()  # its Monday
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="suggestions")
    need = models.ForeignKey(Need, models.CASCADE, null=True, blank=True, related_name="suggestions")
    other = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    score = models.FloatField()
    why = models.JSONField(default=list)  # see evidence.to_json, or grounds.to_json
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-week", "-score", "pk"]
        constraints = [
            models.CheckConstraint(condition=ONE_THING, name="suggestion_is_of_one_thing"),
            models.UniqueConstraint(fields=["week", "organisation", "need"], name="need_is_suggested_once_a_week"),
            models.UniqueConstraint(fields=["week", "organisation", "other"], name="other_is_suggested_once_a_week"),
        ]

    def __str__(self) -> str:
        return str(self.need or self.other)


class Dismissal(models.Model):
    """ "Not for us": this is not suggested to this organisation again."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="dismissals")
    need = models.ForeignKey(Need, models.CASCADE, null=True, blank=True, related_name="dismissals")
    other = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_THING, name="dismissal_is_of_one_thing"),
            models.UniqueConstraint(fields=["organisation", "need"], name="need_is_dismissed_once"),
            models.UniqueConstraint(fields=["organisation", "other"], name="other_is_dismissed_once"),
        ]

    def __str__(self) -> str:
        return str(self.need or self.other)
