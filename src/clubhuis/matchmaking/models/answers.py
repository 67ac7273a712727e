from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.organisations.models import Organisation


class Answer(models.Model):
    """What a supplier said to an invitation. The database holds one for each."""

    class Kind(models.TextChoices):
        INTERESTED = "interested", _("interested")
        DECLINED = "declined", _("no")

    class Reason(models.TextChoices):
        BUSY = "busy", _("no room now")
        CANNOT = "cannot", _("we cannot make this")
        FIGURES = "figures", _("the figures are beyond us")
        CERTIFICATE = "certificate", _("we lack the certificate")
        PRICE = "price", _("we expect to be too expensive")
        FAR = "far", _("too far away")
        SIZE = "size", _("too small or too large a job")
        OTHER = "other", _("something else")

    UNSUITABLE = ("cannot", "figures", "certificate")  # the match was wrong, not the moment

    invitation = models.OneToOneField("matchmaking.Invitation", models.CASCADE, related_name="answer")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(_("in your own words"), max_length=3000, blank=True)
    price_note = models.CharField(_("about the price"), max_length=300, blank=True)
    ready_note = models.CharField(_("when"), max_length=200, blank=True)
    reason = models.CharField(_("why not"), max_length=11, choices=Reason.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="interested", reason="") | Q(kind="declined") & ~Q(reason=""),
                name="answer_no_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.invitation}"

    @property
    def is_yes(self) -> bool:
        return self.kind == self.Kind.INTERESTED


class Companion(models.Model):
    """An organisation with which a supplier answers together; it says itself whether it takes part."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        AGREED = "agreed", _("takes part")
        DECLINED = "declined", _("does not take part")

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="companions")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="joint_answers")
    part = models.CharField(_("what it takes on"), max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["answer", "organisation"], name="companion_once_an_answer")]

    def __str__(self) -> str:
        return str(self.organisation)


class Question(models.Model):
    """A supplier asks before it answers; the buyer replies without showing who it is."""

    invitation = models.ForeignKey("matchmaking.Invitation", models.CASCADE, related_name="questions")
    text = models.TextField(_("your question"), max_length=2000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    reply = models.TextField(_("your reply"), max_length=2000, blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]
