from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.market.models import Need, NeedFile

LIVES = timedelta(days=14)


def new_token() -> str:
    return secrets.token_urlsafe(24)


def two_weeks_from_now() -> datetime:
    return timezone.now() + LIVES


class Share(models.Model):
    """Drawings of a need for one address: a link and, each time, a code by mail. It ends, and can be revoked."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="shares")
    files = models.ManyToManyField(NeedFile, related_name="shares")
    invitation = models.ForeignKey(
        "matchmaking.Invitation", models.SET_NULL, null=True, blank=True, related_name="shares"
    )
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=two_weeks_from_now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    # The code that is good now; none once it has been used.
    code_hash = models.CharField(max_length=128, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)  # wrong ones of this code

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="share_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.need} · {self.email}"

    @property
    def is_alive(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class Opening(models.Model):
    """Who did what with a link, and when: the log of a share. Added, never changed."""

    class Kind(models.TextChoices):
        CODE_SENT = "sent", _("a code was asked for")
        CODE_WRONG = "wrong", _("a wrong code was given")
        OPENED = "opened", _("opened with a code")
        DOWNLOADED = "download", _("downloaded")

    share = models.ForeignKey(Share, models.CASCADE, related_name="openings")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    file_name = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.file_name}"
