from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.events.models import Event
from clubhuis.programme.models import Session

from .registrations import Registration


class CheckIn(models.Model):
    """Somebody is there: once a day at the entrance, and once at each session where it is kept. The earliest scan counts."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="check_ins")
    day = models.DateField()  # in the zone of the event
    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="check_ins")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "day"], condition=Q(session=None), name="checked_in_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["registration", "session"],
                condition=Q(session__isnull=False),
                name="checked_in_once_a_session",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration} {self.at:%Y-%m-%d %H:%M}"


class Scan(models.Model):
    """One time that somebody at the door saw a badge or ticked a name, on whichever device, also without a connection."""

    class How(models.TextChoices):
        CODE = "code", _("badge or pass")
        NAME = "name", _("found by name")
        WALK_IN = "walk_in", _("came without registration")

    key = models.UUIDField(unique=True, default=uuid.uuid4)  # given by the device; sent twice it is one scan
    event = models.ForeignKey(Event, models.CASCADE, related_name="scans")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="scans")
    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="scans")
    how = models.CharField(max_length=7, choices=How.choices, default=How.CODE)
    is_first = models.BooleanField(default=False)  # it was this one that let them in, as the device was told
    at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    device = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["event", "-at"])]

    def __str__(self) -> str:
        return f"{self.registration} {self.at:%H:%M:%S}"
