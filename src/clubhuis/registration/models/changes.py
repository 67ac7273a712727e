from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .registrations import Registration


class ChangeRequest(models.Model):
    """What somebody asks after the cut-off; an organiser's yes does it, for that person alone."""

    class Kind(models.TextChoices):
        CANCEL = "cancel", _("cancel")
        HAND_OVER = "hand_over", _("hand the seat over")
        WORKSHOPS = "workshops", _("another choice of sessions")
        ATTENDANCE = "attendance", _("on site or online")

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="change_requests")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    wish = models.JSONField(default=dict, blank=True)  # what the action of this kind is given
    message = models.CharField(_("why"), max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    answer = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("change asked for")
        verbose_name_plural = _("changes asked for")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind"], condition=Q(state="asked"), name="change_asked_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.get_kind_display()}"
