"""What people want to work on together, and who says so."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.events.models import Event
from clubhuis.organisations.models import Organisation


class IdeaQuerySet(models.QuerySet["Idea"]):
    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)

    def visible_to(self, person: Person | None) -> Self:
        """Whoever sees the event, sees what people want to do with it."""
        return self.standing().filter(event__in=Event.objects.visible_to(person).announced())

    def with_support(self) -> Self:
        """Adds `backing_count`; the most supported first."""
        return self.annotate(backing_count=Count("backings")).order_by("-backing_count", "raised_at", "pk")


class Idea(models.Model):
    """Something that somebody wants to take up with others, raised at an event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="ideas")
    title = models.CharField(_("what do you want to do"), max_length=120)
    text = models.TextField(_("why, and what it takes"), max_length=1500, blank=True)
    language = models.CharField(max_length=2, default="nl")
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="raised_ideas"
    )
    raised_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    follow_up = models.ForeignKey(  # the meeting at which its people take it further
        Event, models.SET_NULL, null=True, blank=True, related_name="ideas_taken_up"
    )
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField(null=True, blank=True)  # when its people were invited to the follow-up

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        ordering = ["raised_at", "pk"]
        indexes = [models.Index(fields=["event"], condition=models.Q(withdrawn_at=None), name="idea_standing")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('events:event', args=[self.event.slug])}#idea-{self.pk}"


class Backing(models.Model):
    """ "I want to work on this": a person, and for which organisation."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="backings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="backings")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="backings")
    word = models.CharField(_("what you bring"), max_length=200, blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="backing_once_an_idea")]

    def __str__(self) -> str:
        return f"{self.person} · {self.idea}"
