from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fitting import Wish


class Line(models.Model):
    """A queue and the places it is for: an event, a course edition, a practice place."""

    key = models.CharField(max_length=80, unique=True)  # "event:12"
    zone = models.CharField(max_length=64, default="Europe/Amsterdam")  # whose working hours count
    offer_hours = models.PositiveSmallIntegerField(default=24)  # how long an offer holds a place
    closes_at = models.DateTimeField(null=True, blank=True)  # after this nothing is offered any more
    priority_until = models.DateTimeField(null=True, blank=True)  # until then only who has priority gets a place
    paused = models.BooleanField(default=False)  # an organiser stopped the offers for a while
    next_number = models.PositiveIntegerField(default=1)
    waiting = models.PositiveIntegerField(default=0)  # how many wait; changed only by who holds the line
    wakes_at = models.DateTimeField(null=True, blank=True)  # when its next task comes; see actions.offers.wake

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(offer_hours__gte=1, offer_hours__lte=168), name="line_offers_for_1_to_168_hours"
            ),
        ]
        indexes = [models.Index(fields=["waiting"])]

    def __str__(self) -> str:
        return self.key


class PoolQuerySet(models.QuerySet["Pool"]):
    def with_a_place(self) -> Self:
        return self.filter(Q(size=None) | Q(taken__lt=F("size")))


class Pool(models.Model):
    """A number of places of one kind. `taken` is how many seats there are in it; the database refuses one too many."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="pools")
    key = models.CharField(max_length=80)  # "event", "host:4", "session:12"
    size = models.PositiveIntegerField(null=True, blank=True)  # None: as many as come
    taken = models.PositiveIntegerField(default=0)
    moves_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    moves_at = models.DateTimeField(null=True, blank=True)  # then what is free goes to `moves_to`

    objects = PoolQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]  # the order in which pools are locked
        constraints = [
            models.UniqueConstraint(fields=["line", "key"], name="pool_once_a_line"),
            models.CheckConstraint(condition=Q(taken__gte=0), name="pool_gives_back_no_more_than_was_taken"),
            models.CheckConstraint(
                condition=Q(size=None) | Q(taken__lte=F("size")), name="pool_gives_no_more_than_it_has"
            ),
        ]
        indexes = [models.Index(fields=["moves_at"])]

    def __str__(self) -> str:
        return f"{self.key}: {self.taken}/{'∞' if self.size is None else self.size}"

    @property
    def free(self) -> int | None:
        """How many places are left; None when there is no limit."""
        return None if self.size is None else self.size - self.taken


class ClaimQuerySet(models.QuerySet["Claim"]):
    def live(self) -> Self:
        return self.filter(state__in=Claim.LIVE)

    def seated(self) -> Self:
        """Those that have their seats, if only until a deadline."""
        return self.filter(state__in=Claim.SEATED)

    def in_queue(self) -> Self:
        """Who waits, in the order in which they are served."""
        return self.filter(state=Claim.State.WAITING).order_by("-priority", "number")


class Claim(models.Model):
    """Somebody's place, or their place in the queue for one. Released is the end: who comes back gets a new claim."""

    class State(models.TextChoices):
        HELD = "held", _("held for a while")
        TAKEN = "taken", _("taken")
        WAITING = "waiting", _("waiting")
        OFFERED = "offered", _("offered")
        RELEASED = "released", _("released")

    SEATED = (State.HELD, State.TAKEN, State.OFFERED)
    LIVE = (*SEATED, State.WAITING)
    LAPSING = (State.HELD, State.OFFERED)

    line = models.ForeignKey(Line, models.CASCADE, related_name="claims")
    holder = models.CharField(
        max_length=80, db_index=True
    )  # "registration:55"; what stands before ":" names its keeper
    state = models.CharField(max_length=8, choices=State.choices)
    until = models.DateTimeField(null=True, blank=True)  # when a held or offered place lapses
    alternatives = models.JSONField(default=list)  # lists of pool keys, the dearest wish first
    wish = models.CharField(max_length=32)  # the same for the same alternatives; see fitting.name_of
    priority = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(null=True, blank=True)  # in the queue; kept for ever, given once
    party = models.CharField(max_length=80, blank=True)  # who share it are served together or not yet
    unreachable_since = models.DateTimeField(null=True, blank=True)  # an offer could not be told to them
    why = models.CharField(max_length=20, blank=True)  # it was released: cancelled, declined, lapsed, left …
    created_at = models.DateTimeField(default=timezone.now)
    offered_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "holder"],
                condition=Q(state__in=["held", "taken", "offered", "waiting"]),
                name="claim_one_live_a_holder",
            ),
            models.UniqueConstraint(fields=["line", "number"], name="claim_number_given_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "offered"]) | Q(until__isnull=False), name="claim_that_lapses_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(number__isnull=False), name="claim_that_waits_has_a_number"
            ),
        ]
        indexes = [
            models.Index(fields=["line", "state", "-priority", "number"]),
            models.Index(fields=["state", "until"]),
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.state}"

    @property
    def is_seated(self) -> bool:
        return self.state in self.SEATED

    @property
    def wishes(self) -> Wish:
        return tuple(tuple(keys) for keys in self.alternatives)

    @property
    def keys(self) -> list[str]:
        """The pools in which it has a seat."""
        return sorted(self.seats.values_list("pool__key", flat=True))


class Seat(models.Model):
    """One place of one pool, and whose it is."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="seats")
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="seats")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "pool"], name="seat_once_a_claim")]

    def __str__(self) -> str:
        return f"{self.claim_id} in {self.pool_id}"
