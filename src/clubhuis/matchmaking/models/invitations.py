from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
from clubhuis.market.models import Need
from clubhuis.organisations.models import Affiliation, Organisation


def works_at(person: Person, path: str) -> Q:
    """Where this person works now, as a condition on a path to an organisation."""
    return Q(**{f"{path}__in": Affiliation.objects.current().filter(person=person).values("organisation")})


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self) -> Self:
        return self.exclude(state=Invitation.State.WITHDRAWN)

    def open(self) -> Self:
        return self.filter(state=Invitation.State.INVITED)

    def visible_to(self, person: Person | None) -> Self:
        """The buyer's people, the supplier's, and those who answer together with it. What was withdrawn: the buyer's only."""
        if person is None:
            return self.none()
        together = Organisation.objects.filter(works_at(person, "pk")).values("joint_answers__answer__invitation")
        asked = works_at(person, "supplier") | Q(pk__in=together.exclude(joint_answers=None))
        return self.filter(works_at(person, "need__organisation") | asked & ~Q(state=Invitation.State.WITHDRAWN))


class Invitation(models.Model):
    """A supplier is asked to look at a need, or reacted by itself. It answers once."""

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        INTERESTED = "interested", _("interested")
        DECLINED = "declined", _("no")
        INTRODUCED = "introduced", _("introduced")
        TURNED_DOWN = "turned_down", _("thanked")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Through(models.TextChoices):
        BUYER = "buyer", _("chosen by the buyer")
        PROPOSED = "proposed", _("proposed by the engine")
        ORGANISER = "organiser", _("brought in by an organiser")
        SUPPLIER = "supplier", _("reacted by itself")

    class Placed(models.TextChoices):
        SCORE = "score", _("fits best")
        TURN = "turn", _("equally good, and it was their turn")
        NEW = "new", _("seldom proposed before: gets a chance")

    need = models.ForeignKey(Need, models.CASCADE, related_name="invitations")
    supplier = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations_to_needs")
    state = models.CharField(max_length=11, choices=State.choices, default=State.INVITED)
    through = models.CharField(max_length=9, choices=Through.choices, default=Through.BUYER)
    placed = models.CharField(max_length=5, choices=Placed.choices, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    message = models.TextField(_("message"), max_length=1000, blank=True)
    score = models.FloatField(null=True, blank=True)
    distance_km = models.FloatField(null=True, blank=True)
    evidence = models.JSONField(default=list, blank=True)  # why they: see evidence.to_json
    signals = models.JSONField(default=dict, blank=True)  # the engine's explanation of that moment, to learn from
    invited_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)  # introduced, thanked or withdrawn

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to a need")
        verbose_name_plural = _("invitations to needs")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["need", "supplier"], name="supplier_is_invited_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["interested", "declined"]) | Q(answered_at__isnull=False),
                name="invitation_answer_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["supplier", "state"]),
            models.Index(fields=["state", "invited_at"]),
            models.Index(fields=["invited_by", "-invited_at"]),
        ]

    def __str__(self) -> str:
        return self.need.title  # never who is behind it

    def get_absolute_url(self) -> str:
        return f"{self.need.get_absolute_url()}#answer"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.INVITED

    @property
    def is_introduced(self) -> bool:
        return self.state == self.State.INTRODUCED

    @property
    def days_to_answer(self) -> float | None:
        return (self.answered_at - self.invited_at).total_seconds() / 86400 if self.answered_at else None


class CallForHelp(models.Model):
    """The buyer lets the organisers of a community see the need, whatever its visibility, and asks them to broker."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="calls_for_help")
    community = models.ForeignKey(Community, models.CASCADE, related_name="calls_for_help")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "community"], name="help_is_asked_once_a_community")]

    def __str__(self) -> str:
        return f"{self.need} · {self.community}"


class Silence(models.Model):
    """That nobody answered a need was told; once."""

    need = models.OneToOneField(Need, models.CASCADE, related_name="silence", primary_key=True)
    told_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.need)
