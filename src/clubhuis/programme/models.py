"""The programme of an event: sessions and who gives them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clubhuis.events.models import Event, Room
from clubhuis.lib.languages import in_language
from clubhuis.organisations.models import Organisation


class SessionQuerySet(models.QuerySet["Session"]):
    def to_choose(self) -> Self:
        """Those for which people choose a seat when they register."""
        return self.filter(needs_choice=True)

    def during(self, starts_at: datetime, ends_at: datetime) -> Self:
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class Session(models.Model):
    """A part of an event's programme."""

    class Kind(models.TextChoices):
        LECTURE = "lecture", _("lecture")
        WORKSHOP = "workshop", _("workshop")
        PITCH = "pitch", _("pitch")
        TOUR = "tour", _("tour")
        PANEL = "panel", _("panel")
        BREAK = "break", _("break")
        MEAL = "meal", _("meal")
        NETWORKING = "networking", _("networking")

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.LECTURE)
    title_nl = models.CharField(max_length=140, blank=True)
    title_en = models.CharField(max_length=140, blank=True)
    title_de = models.CharField(max_length=140, blank=True)
    text_nl = models.TextField(max_length=4000, blank=True)
    text_en = models.TextField(max_length=4000, blank=True)
    text_de = models.TextField(max_length=4000, blank=True)
    language = models.CharField(_("spoken in"), max_length=2, blank=True)
    room = models.ForeignKey(Room, models.SET_NULL, null=True, blank=True, related_name="sessions")
    place = models.CharField(_("where"), max_length=80, blank=True)  # when it is in none of the rooms
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)  # none: as many as come
    needs_choice = models.BooleanField(_("people choose it when they register"), default=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "ends_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(title_nl="", title_en="", title_de=""), name="session_has_a_title"),
        ]
        indexes = [models.Index(fields=["event", "starts_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self, "title")

    @property
    def text(self) -> str:
        return in_language(self, "text")

    @property
    def is_break(self) -> bool:
        """Something between sessions, not one to come for."""
        return self.kind in (self.Kind.BREAK, self.Kind.MEAL, self.Kind.NETWORKING)

    @property
    def where(self) -> str:
        return self.room.name if self.room else self.place

    @property
    def starts_local(self) -> datetime:
        return self.starts_at.astimezone(self.event.timezone)

    @property
    def ends_local(self) -> datetime:
        return self.ends_at.astimezone(self.event.timezone)


class Speaker(models.Model):
    """Who gives a session: somebody with a page here, or only a name."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="speakers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="speaks_at"
    )
    name = models.CharField(_("name"), max_length=120, blank=True)  # as shown; of a person it is theirs
    role = models.CharField(_("role"), max_length=80, blank=True)  # "moderator", "researcher vacuum technology"
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="speakers")
    organisation_name = models.CharField(_("organisation"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], condition=Q(person__isnull=False), name="speaker_once_a_session"
            ),
            models.CheckConstraint(condition=~Q(name="", person=None), name="speaker_is_somebody"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.person)

    @property
    def organisation_shown(self) -> str:
        return self.organisation.name if self.organisation else self.organisation_name
