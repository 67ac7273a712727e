from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.events.models import Event
from clubhuis.organisations.models import Organisation

from .registrations import Registration
from .tokens import new_token


class EventInvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> Self:
        return self.filter(answer="", withdrawn_at=None, left_at=None)


class Invitation(models.Model):
    """Somebody is asked to come, by a mail with a link of their own; what became of it is known."""

    class Answer(models.TextChoices):
        COMING = "coming", _("is coming")
        SUPPORTIVE = "supportive", _("cannot come, but supports it")
        NO = "no", _("is not coming")

    event = models.ForeignKey(Event, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="event_invitations"
    )
    organisation_name = models.CharField(_("organisation"), max_length=160, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="event_invitations"
    )
    message = models.TextField(_("a personal word"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=2, default="nl", choices=settings.LANGUAGES)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    word = models.CharField(_("a word to the organisers"), max_length=500, blank=True)
    registration = models.OneToOneField(Registration, models.SET_NULL, null=True, blank=True, related_name="invitation")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)  # wants no mail of these organisers any more

    objects = EventInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to an event")
        verbose_name_plural = _("invitations to events")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"], condition=Q(withdrawn_at=None), name="invited_once_an_event"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="event_invitation_email_is_lower_case"),
        ]
        indexes = [models.Index(fields=["email"])]

    def __str__(self) -> str:
        return f"{self.email} → {self.event}"

    def get_absolute_url(self) -> str:
        return reverse("registration:invitation", args=[self.token])

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_answered(self) -> bool:
        return bool(self.answer)

    @property
    def works_at(self) -> str:
        return self.organisation.name if self.organisation else self.organisation_name
