from __future__ import annotations

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.organisations.models import Organisation

from .communities import Community, Tier
from .roles import Role


def new_token() -> str:
    """What makes a link personal; it cannot be guessed."""
    return secrets.token_urlsafe(24)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> Self:
        return self.filter(state__in=[Invitation.State.SENT, Invitation.State.OPENED])


class Invitation(models.Model):
    """A person or an organisation is invited by mail; the link says who, and what became of it is known."""

    class State(models.TextChoices):
        SENT = "sent", _("sent")
        OPENED = "opened", _("link opened")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    community = models.ForeignKey(Community, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="community_invitations"
    )
    tier = models.ForeignKey(Tier, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(
        max_length=9, choices=Role.Kind.choices, blank=True
    )  # when invited to help run the community, too
    message = models.TextField(_("message"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=2, default="nl", choices=settings.LANGUAGES)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    state = models.CharField(max_length=9, choices=State.choices, default=State.SENT)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "email"],
                condition=Q(state__in=["sent", "opened"]),
                name="invitation_open_once_an_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.community}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.SENT, self.State.OPENED)

    def get_absolute_url(self) -> str:
        return reverse("communities:invitation", args=[self.token])
