from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.events.models import Event


class Mailing(models.Model):
    """A mail of the organisers to people who registered: written, looked at, tried on oneself, then sent now or later."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PLANNED = "planned", _("planned")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("dropped")

    event = models.ForeignKey(Event, models.CASCADE, related_name="mailings")
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"), max_length=8000)
    audience = models.JSONField(default=dict, blank=True)  # the filter of the table, or {"chosen": [ids]}
    state = models.CharField(max_length=7, choices=State.choices, default=State.DRAFT)
    send_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    recipients = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("mail to participants")
        verbose_name_plural = _("mails to participants")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.subject
