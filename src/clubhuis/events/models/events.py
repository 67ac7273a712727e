from __future__ import annotations

import uuid
from datetime import date, datetime, tzinfo
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community, Role, ids_reached_by
from clubhuis.events.circles import invited
from clubhuis.lib.languages import in_language
from clubhuis.lib.looking import once_a_look
from clubhuis.lib.prepared import prepared
from clubhuis.taxonomy.models import Capability
from clubhuis.themes.models import Theme

from .hosts import EventRole, Host
from .places import Somewhere
from .series import Series
from .venues import Room, Venue


class Kind(models.TextChoices):
    FAIR = "fair", _("fair")
    CONFERENCE = "conference", _("conference")
    KNOWLEDGE_DAY = "knowledge_day", _("knowledge day")
    WORKSHOP = "workshop", _("workshop")
    COMPANY_VISIT = "company_visit", _("company visit")
    CAFE = "cafe", _("café")
    DRINKS = "drinks", _("network drinks")
    CLUSTER_MEETING = "cluster_meeting", _("cluster meeting")
    WEBINAR = "webinar", _("webinar")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("everybody")
    COMMUNITIES = "communities", _("members of the hosts and their partners")
    INVITED = "invited", _("only who is invited")


ORGANISING = (Role.Kind.MANAGER, Role.Kind.EDITOR, Role.Kind.ORGANISER)


class EventQuerySet(models.QuerySet["Event"]):
    def announced(self) -> Self:
        """Published, also when it was cancelled afterwards: people must be able to read that."""
        return self.exclude(state=Event.State.DRAFT)

    def going_ahead(self) -> Self:
        return self.filter(state=Event.State.PUBLISHED)

    def upcoming(self, now: datetime | None = None) -> Self:
        """Not over yet, the first one first."""
        return self.filter(ends_at__gt=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now: datetime | None = None) -> Self:
        """Over, the latest one first."""
        return self.filter(ends_at__lte=now or timezone.now()).order_by("-starts_at", "-pk")

    def hosted_by(self, community: Community | int) -> Self:
        """Events of which this community is a host: each once."""
        hosts = Host.objects.accepted().filter(community=community)
        return self.filter(pk__in=hosts.values("event"))

    def run_by(self, person: Person) -> Self:
        """Those at whose desk a person works, whatever their state."""
        return self.filter(_run_by(person))

    def visible_to(self, person: Person | None) -> Self:
        """Who sees an event that has been announced; each event once, in however many of its communities one is.

        | event for …                       | visitor | signed in | member of a host, or its partner | invited | who runs it |
        |-----------------------------------|---------|-----------|----------------------------------|---------|-------------|
        | everybody                         | yes     | yes       | yes                              | yes     | yes         |
        | members of the hosts and partners |         |           | yes                              | yes     | yes         |
        | only who is invited               |         |           |                                  | yes     | yes         |
        | draft, of any kind                |         |           |                                  |         | yes         |

        Those who run it: organisers of its hosts, also of one that has not answered yet, and who has a role at the event.
        "Invited" is what rooms above register in circles.py. Operators see all. Partners see what the partnership shares.
        """
        if person is None:
            return self.announced().filter(visibility=Visibility.PUBLIC)
        if person.is_operator:
            return self
        seen = Q(visibility=Visibility.PUBLIC)
        if around := ids_around(person):
            hosts = Host.objects.accepted().filter(community__in=around)
            seen |= Q(visibility=Visibility.COMMUNITIES, pk__in=hosts.values("event"))
        for circle in invited:
            seen |= circle(person)
        return self.filter((seen & ~Q(state=Event.State.DRAFT)) | _run_by(person))


@once_a_look
def ids_around(person: Person) -> frozenset[int]:
    """Communities whose events a person sees: their own, and those of partners that share events."""
    return ids_reached_by(person, "events")


@once_a_look
def ids_organised_by(person: Person) -> frozenset[int]:
    """Communities for which a person may make and run events."""
    return frozenset(_organised(person))


@prepared
def _organised(person: Person) -> models.QuerySet[Role, int]:
    roles = Role.objects.filter(person=person, kind__in=ORGANISING, community__closed_at=None).order_by()
    return roles.values_list("community_id", flat=True)


def _run_by(person: Person) -> Q:
    role = EventRole.objects.filter(person=person)
    condition = Q(pk__in=role.values("event"))
    if organised := ids_organised_by(person):
        hosts = Host.objects.concerned().filter(community__in=organised)
        condition |= Q(pk__in=hosts.values("event"))
    return condition


class Event(Somewhere):
    """Something to come to: hosted by one or more communities, on one page, with one list of who comes."""

    distance: float | None = None  # kilometres, when it was looked for around a place (places.distance)

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        CANCELLED = "cancelled", pgettext_lazy("event", "cancelled")

    class Attendance(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        ONLINE = "online", _("online")
        BOTH = "both", _("on site and online")

    slug = models.SlugField(max_length=90, unique=True)  # cannot be guessed unless everybody may see the event
    uid: ClassVar[models.UUIDField[uuid.UUID, uuid.UUID]] = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False
    )  # how calendars know it
    sequence = models.PositiveIntegerField(default=0)  # one more whenever time or place change, or it is cancelled
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices, default=Kind.KNOWLEDGE_DAY)
    title_nl = models.CharField(max_length=140, blank=True)
    title_en = models.CharField(max_length=140, blank=True)
    title_de = models.CharField(max_length=140, blank=True)
    summary_nl = models.CharField(max_length=300, blank=True)
    summary_en = models.CharField(max_length=300, blank=True)
    summary_de = models.CharField(max_length=300, blank=True)
    text_nl = models.TextField(max_length=12000, blank=True)
    text_en = models.TextField(max_length=12000, blank=True)
    text_de = models.TextField(max_length=12000, blank=True)
    languages = models.JSONField(default=list, blank=True)  # spoken there
    picture = models.ImageField(_("picture"), upload_to="events/", blank=True)
    picture_alt = models.CharField(_("what is in the picture"), max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(_("time zone"), max_length=40, default="Europe/Amsterdam")
    attendance = models.CharField(_("where"), max_length=7, choices=Attendance.choices, default=Attendance.ON_SITE)
    venue = models.ForeignKey(Venue, models.SET_NULL, null=True, blank=True, related_name="events")
    rooms = models.ManyToManyField(Room, through="events.Booking", related_name="events")
    online_url = models.URLField(_("link to join online"), max_length=500, blank=True)  # for who comes, not on the page
    places = models.PositiveIntegerField(_("places"), null=True, blank=True)  # none: as many as come
    themes = models.ManyToManyField(Theme, related_name="events", blank=True)
    capabilities = models.ManyToManyField(Capability, related_name="events", blank=True)
    visibility = models.CharField(
        _("who may see it"), max_length=11, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    contact_email = models.EmailField(_("e-mail address for questions"), max_length=254, blank=True)
    series = models.ForeignKey(Series, models.SET_NULL, null=True, blank=True, related_name="stops")
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    publish_at = models.DateTimeField(null=True, blank=True)  # a draft that publishes itself
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(_("why"), max_length=600, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(title_nl="", title_en="", title_de=""), name="event_has_a_title"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="event_was_published_once"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "starts_at"]),
            models.Index(fields=["state", "ends_at"]),
            models.Index(fields=["publish_at"], condition=Q(publish_at__isnull=False), name="event_publishes_itself"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.slug])

    @property
    def title(self) -> str:
        return in_language(self, "title")

    @property
    def summary(self) -> str:
        return in_language(self, "summary")

    @property
    def text(self) -> str:
        return in_language(self, "text")

    @property
    def timezone(self) -> tzinfo:
        return ZoneInfo(self.zone)

    @property
    def starts_local(self) -> datetime:
        """In the event's own zone, whoever looks from wherever."""
        return self.starts_at.astimezone(self.timezone)

    @property
    def ends_local(self) -> datetime:
        return self.ends_at.astimezone(self.timezone)

    @property
    def is_one_day(self) -> bool:
        """Begins and ends on one day; a party until two at night still counts as one."""
        return self.starts_local.date() == self.ends_local.date() or (
            (self.ends_local.date() - self.starts_local.date()).days == 1 and self.ends_local.hour < 6
        )

    @property
    def days(self) -> list[date]:
        """The days on which it goes on, in its own zone."""
        first = self.starts_local.date()
        last = first if self.is_one_day else self.ends_local.date()
        return [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]

    @property
    def is_this_year(self) -> bool:
        return self.starts_local.year == timezone.localdate().year

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def is_on(self) -> bool:
        """Going on at this moment."""
        return self.is_published and self.starts_at <= timezone.now() < self.ends_at

    @property
    def is_on_site(self) -> bool:
        return self.attendance != self.Attendance.ONLINE

    @property
    def is_online(self) -> bool:
        return self.attendance != self.Attendance.ON_SITE

    @property
    def lead(self) -> Community | None:
        """The host that answers for it; from `hosts` when these were prefetched."""
        return next((host.community for host in self.hosts.all() if host.is_lead), None)
