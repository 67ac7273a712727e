from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
from clubhuis.lib.languages import in_language


class SeesOthers(models.TextChoices):
    """What a host sees of people who came through another host. Its own people it sees in full."""

    NUMBERS = "numbers", _("only how many")
    NAMES = "names", _("name and organisation")
    FULL = "full", _("everything they filled in")


class HostQuerySet(models.QuerySet["Host"]):
    def accepted(self) -> Self:
        return self.filter(state=Host.State.ACCEPTED, community__closed_at=None)

    def concerned(self) -> Self:
        """Those that host it, and those that still have to answer."""
        return self.filter(state__in=[Host.State.INVITED, Host.State.ACCEPTED], community__closed_at=None)


class Host(models.Model):
    """A community hosts an event, and what was agreed with it."""

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("host", "invited")
        ACCEPTED = "accepted", pgettext_lazy("host", "accepted")
        DECLINED = "declined", pgettext_lazy("host", "declined")
        LEFT = "left", pgettext_lazy("host", "left")

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="hosts")
    community = models.ForeignKey(Community, models.CASCADE, related_name="hostings")
    state = models.CharField(max_length=8, choices=State.choices, default=State.INVITED)
    is_lead = models.BooleanField(default=False)  # answers for it: time and place, hosts, cancelling
    places = models.PositiveIntegerField(_("places kept for its members"), null=True, blank=True)
    release_on = models.DateField(
        _("free for all from"), null=True, blank=True
    )  # when `places` that are left go to all
    sees_others = models.CharField(
        _("sees of people of other hosts"), max_length=7, choices=SeesOthers.choices, default=SeesOthers.NAMES
    )
    consent_nl = models.TextField(_("what its people agree to"), max_length=1500, blank=True)
    consent_en = models.TextField(max_length=1500, blank=True)
    proposed = models.JSONField(default=dict, blank=True)  # other terms that wait for this host's answer
    message = models.CharField(_("a word with it"), max_length=500, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = HostQuerySet.as_manager()

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
        ordering = ["-is_lead", "invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "community"], name="host_once_an_event"),
            models.UniqueConstraint(fields=["event"], condition=Q(is_lead=True), name="event_one_lead"),
            models.CheckConstraint(condition=Q(is_lead=False) | Q(state="accepted"), name="lead_has_accepted"),
            models.CheckConstraint(
                condition=Q(release_on=None) | Q(places__isnull=False), name="host_releases_places_it_has"
            ),
        ]
        indexes = [models.Index(fields=["community", "state"])]

    def __str__(self) -> str:
        return f"{self.community} · {self.event}"

    @property
    def consent(self) -> str:
        return in_language(self, "consent")

    @property
    def is_accepted(self) -> bool:
        return self.state == self.State.ACCEPTED

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.INVITED


class EventRoleQuerySet(models.QuerySet["EventRole"]):
    def of(self, person: Person) -> Self:
        return self.filter(person=person)


class EventRole(models.Model):
    """What a person may do at one event, whatever they are in its communities."""

    class Kind(models.TextChoices):
        ORGANISER = "organiser", _("organiser of this event")
        VOLUNTEER = "volunteer", _("volunteer at the door")

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="roles")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="event_roles")
    kind = models.CharField(_("role"), max_length=9, choices=Kind.choices)
    day = models.DateField(_("on which day"), null=True, blank=True)  # of a volunteer; none: every day of the event
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    objects = EventRoleQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "given_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="role_once_an_event")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"

    def holds_on(self, day: date) -> bool:
        """Organisers always; volunteers on their day, till the end of the evening, and the day before so that they can try."""
        if self.kind == self.Kind.ORGANISER:
            return True
        if not self.event.is_over:
            day = min(day, self.event.days[-1])
        days = [self.day] if self.day else self.event.days
        return any(0 <= (one - day).days <= 1 for one in days)
