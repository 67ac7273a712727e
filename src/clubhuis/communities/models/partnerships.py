from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .communities import Community  # which asks here who its partners are


class Share(models.TextChoices):
    """What partners may let each other see."""

    EVENTS = "events", _("events")
    MEMBERS = "members", _("member directory")
    NEEDS = "needs", _("needs")
    KNOWLEDGE = "knowledge", _("knowledge")


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def agreed(self) -> Self:
        return self.filter(state=Partnership.State.ACCEPTED, inviting__closed_at=None, invited__closed_at=None)

    def of(self, community: Community) -> Self:
        return self.filter(Q(inviting=community) | Q(invited=community))

    def with_any_of(self, communities: Collection[int]) -> Self:
        return self.filter(Q(inviting__in=communities) | Q(invited__in=communities))

    def sharing(self, what: Share) -> Self:
        """Agreed ones in which this is shared, both ways."""
        return self.agreed().filter(**{f"shares_{what.value}": True})


class Partnership(models.Model):
    """Two communities that organise together. The first invites, the second answers; either may end it."""

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        ENDED = "ended", _("ended")

    inviting = models.ForeignKey("communities.Community", models.CASCADE, related_name="partnerships_begun")
    invited = models.ForeignKey("communities.Community", models.CASCADE, related_name="partnerships_received")
    state = models.CharField(max_length=8, choices=State.choices, default=State.INVITED)
    shares_events = models.BooleanField(_("events"), default=True)
    shares_members = models.BooleanField(_("member directory"), default=False)
    shares_needs = models.BooleanField(_("needs"), default=False)
    shares_knowledge = models.BooleanField(_("knowledge"), default=False)
    proposed = models.JSONField(default=list, blank=True)  # what one side would share as well; see Share
    proposed_by = models.ForeignKey("communities.Community", models.SET_NULL, null=True, blank=True, related_name="+")
    message = models.CharField(max_length=500, blank=True)
    invited_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(inviting=F("invited")), name="partnership_of_two_communities"),
            models.UniqueConstraint(
                Least("inviting", "invited"),
                Greatest("inviting", "invited"),
                condition=Q(state__in=["invited", "accepted"]),
                name="partnership_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inviting} + {self.invited}"

    @property
    def shared(self) -> list[Share]:
        return [what for what in Share if getattr(self, f"shares_{what.value}")]

    @property
    def shared_in_words(self) -> str:
        return ", ".join(str(what.label) for what in self.shared)

    @property
    def proposed_in_words(self) -> str:
        return ", ".join(str(what.label) for what in Share if what.value in self.proposed)

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.INVITED, self.State.ACCEPTED)

    def other(self, community: Community) -> Community:
        """The partner, seen from this community."""
        return self.invited if self.inviting_id == community.pk else self.inviting
