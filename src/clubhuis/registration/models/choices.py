from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.capacity.models import Claim
from clubhuis.programme.models import Session

from .registrations import Registration


class SessionChoice(models.Model):
    """A part of the programme that somebody chose: a workshop, a tour, the dinner."""

    class State(models.TextChoices):
        WISHED = "wished", _("wished for, until there is a seat at the event")
        CHOSEN = "chosen", _("chosen")
        WAITING = "waiting", _("on its waiting list")
        OFFERED = "offered", _("a place is offered")
        DROPPED = "dropped", _("given up")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="choices")
    session = models.ForeignKey(Session, models.CASCADE, related_name="choices")
    state = models.CharField(max_length=7, choices=State.choices, default=State.CHOSEN)
    claim = models.OneToOneField(Claim, models.SET_NULL, null=True, blank=True, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("chosen session")
        verbose_name_plural = _("chosen sessions")
        ordering = ["session__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "session"],
                condition=~Q(state="dropped"),
                name="session_chosen_once_a_registration",
            )
        ]

    def __str__(self) -> str:
        return f"{self.session} · {self.registration}"

    @property
    def is_certain(self) -> bool:
        return self.state == self.State.CHOSEN
