from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community, Membership
from clubhuis.organisations.models import Affiliation, Organisation
from clubhuis.places.models import Region
from clubhuis.taxonomy.models import Capability

NEED_LIVES = timedelta(days=90)


def ninety_days_from_now() -> date:
    return timezone.localdate() + NEED_LIVES


class Offer(models.Model):
    """An organisation's own words on one thing it can do, with capabilities and figures."""

    class Capacity(models.TextChoices):
        NOW = "now", _("room now")
        LATER = "later", _("room later")
        FULL = "full", _("full")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="offers")
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("what we can do"), max_length=6000)
    language = models.CharField(max_length=2, default="nl")  # the language of title and text: nl, en or de
    equipment = models.TextField(_("equipment"), max_length=2000, blank=True)  # one machine a line
    capabilities = models.ManyToManyField(Capability, related_name="offers", blank=True)
    figures = models.JSONField(default=list, blank=True)  # as engines.matching reads them, editable
    capacity = models.CharField(_("capacity"), max_length=5, choices=Capacity.choices, blank=True)
    capacity_from = models.DateField(_("room from"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class NeedQuerySet(models.QuerySet["Need"]):
    def open(self, today: date | None = None) -> Self:
        return self.filter(state=Need.State.OPEN, expires_on__gte=today or timezone.localdate())

    def of(self, person: Person) -> Self:
        """Needs of organisations this person works at."""
        return self.filter(organisation__in=Affiliation.objects.current().filter(person=person).values("organisation"))

    def visible_to(self, person: Person | None) -> Self:
        """Open ones to everybody, those of chosen communities to their members, one's own always.

        Whether the name of the organisation may be seen with it is a question of its own: access.shows_name.
        """
        everybody = Q(visibility__in=[Need.Visibility.OPEN, Need.Visibility.ANONYMOUS], state=Need.State.OPEN)
        if person is None:
            return self.filter(everybody & Q(visibility=Need.Visibility.OPEN))
        if person.is_operator:
            return self.exclude(state=Need.State.DRAFT)
        joined = Membership.objects.reaching(person).values("community")
        return self.filter(
            everybody
            | Q(visibility=Need.Visibility.COMMUNITIES, state=Need.State.OPEN, communities__in=joined)
            | Q(organisation__in=Affiliation.objects.current().filter(person=person).values("organisation"))
        ).distinct()


class Need(models.Model):
    """What an organisation looks for, and who may know."""

    class Kind(models.TextChoices):
        OUTSOURCE = "outsource", _("have something made")
        DEVELOP = "develop", _("develop something together")
        KNOWLEDGE = "knowledge", _("knowledge or advice")
        EQUIPMENT = "equipment", _("equipment or space")
        PARTNER = "partner", _("a partner for a project")

    class Visibility(models.TextChoices):
        OPEN = "open", _("open to everybody")
        COMMUNITIES = "communities", _("members of chosen communities")
        MATCHING = "matching", _("matching only: nobody sees it, you see who fits")
        ANONYMOUS = "anonymous", _("without our name, until both say yes")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="needs")
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="needs")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices, default=Kind.OUTSOURCE)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("what you look for"), max_length=6000)
    language = models.CharField(max_length=2, default="nl")
    capabilities = models.ManyToManyField(Capability, related_name="needs", blank=True)
    requirements = models.JSONField(default=list, blank=True)  # as engines.matching reads them, edited by the person
    visibility = models.CharField(
        _("who may see it"), max_length=11, choices=Visibility.choices, default=Visibility.COMMUNITIES
    )
    communities = models.ManyToManyField(Community, related_name="needs", blank=True)
    region = models.ForeignKey(Region, models.SET_NULL, null=True, blank=True, related_name="needs")
    place = models.CharField(_("near"), max_length=100, blank=True)  # what the radius is measured from
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    radius_km = models.PositiveIntegerField(_("within (km)"), null=True, blank=True)
    deadline = models.DateField(_("answer before"), null=True, blank=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    opened_on = models.DateField(default=timezone.localdate)
    expires_on = models.DateField(default=ninety_days_from_now)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_on__gt=F("opened_on")), name="need_expires_after_it_opens"),
        ]
        indexes = [models.Index(fields=["state", "expires_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("market:need", args=[self.pk])


class NeedFile(models.Model):
    """A drawing or document that goes with a need."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="files")
    file = models.FileField(upload_to="needs/")
    name = models.CharField(max_length=160)
    size = models.PositiveIntegerField()  # bytes
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
