from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.communities.models import Community
from clubhuis.conversations.models import Conversation


class Introduction(models.Model):
    """Both sides agree to see each other's names and talk. It is made when both have said yes."""

    invitation = models.OneToOneField("matchmaking.Invitation", models.CASCADE, related_name="introduction")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    community = models.ForeignKey(
        Community, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # whose organiser
    note = models.CharField(max_length=500, blank=True)  # why the organiser thinks of them
    buyer_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    buyer_at = models.DateTimeField(null=True, blank=True)
    supplier_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    supplier_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at=None) | Q(buyer_at__isnull=False, supplier_at__isnull=False),
                name="introduction_needs_two_yeses",
            )
        ]
        indexes = [models.Index(fields=["made_at"])]

    def __str__(self) -> str:
        return str(self.invitation)


class Outcome(models.Model):
    """What came of an introduction, in one click; either side may say it, the first counts."""

    class Kind(models.TextChoices):
        ORDER = "order", _("an order")
        QUOTE = "quote", _("a quote")
        NOTHING = "nothing", _("nothing")

    class Why(models.TextChoices):
        PRICE = "price", _("the price")
        TIME = "time", _("the time it takes")
        QUALITY = "quality", _("it did not meet what was asked")
        STOPPED = "stopped", _("the job did not go on")
        ELSEWHERE = "elsewhere", _("found elsewhere")
        OTHER = "other", _("something else")

    invitation = models.OneToOneField("matchmaking.Invitation", models.CASCADE, related_name="outcome")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    why = models.CharField(_("why"), max_length=9, choices=Why.choices, blank=True)
    note = models.CharField(_("a word about it"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind="nothing") | Q(why=""), name="outcome_why_is_about_nothing")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.invitation}"


class Afterwards(models.Model):
    """One question, three and twelve months after an order or a quote: do you still work together?"""

    class Reply(models.TextChoices):
        MORE = "more", _("yes, and more of it")
        SAME = "same", _("yes")
        ENDED = "ended", _("no longer")
        NEVER = "never", _("it never began")

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="afterwards")
    months = models.PositiveSmallIntegerField()  # 3 or 12
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True, blank=True)
    reply = models.CharField(max_length=5, choices=Reply.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "months"], name="afterwards_once_a_term"),
            models.CheckConstraint(condition=Q(months__in=[3, 12]), name="afterwards_after_three_or_twelve_months"),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(asked_at=None), name="afterwards_due")]

    def __str__(self) -> str:
        return f"{self.months}: {self.outcome}"
