from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.communities.models import Community

from .places import Somewhere


class VenueQuerySet(models.QuerySet["Venue"]):
    def kept(self) -> Self:
        """Those that can still be chosen."""
        return self.filter(archived_at=None)


class Venue(Somewhere):
    """A building that a community uses again and again, with its rooms."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="venues")
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["place_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "place_name"], condition=Q(archived_at=None), name="venue_once_a_name"
            ),
            models.CheckConstraint(condition=~Q(place_name=""), name="venue_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.place_name

    def get_absolute_url(self) -> str:
        return reverse("events:venue", args=[self.community.slug, self.pk])


class Room(models.Model):
    """A room of a venue. What is booked in it never overlaps: see `actions.bookings`."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="rooms")
    name = models.CharField(_("name"), max_length=80)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    turns = models.PositiveIntegerField(default=0)  # every booking takes a turn, so that two never judge at once
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "name"], condition=Q(archived_at=None), name="room_once_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Booking(models.Model):
    """A room is taken for an event from its beginning to its end."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="bookings")
    event = models.ForeignKey("events.Event", models.CASCADE, related_name="bookings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["room", "event"], name="room_once_an_event"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["room", "starts_at"])]

    def __str__(self) -> str:
        return f"{self.room} · {self.event}"
