from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clubhuis.communities.models import Community
from clubhuis.lib.languages import in_language
from clubhuis.organisations.models import Organisation


class Series(models.Model):
    """Something that returns elsewhere: a café on tour. Its stops are events, each made and confirmed by people."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="series")
    slug = models.SlugField(max_length=60, unique=True)
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    name_de = models.CharField(max_length=120, blank=True)
    text_nl = models.TextField(max_length=4000, blank=True)
    text_en = models.TextField(max_length=4000, blank=True)
    text_de = models.TextField(max_length=4000, blank=True)
    picture = models.ImageField(_("picture"), upload_to="events/", blank=True)
    welcomes_offers = models.BooleanField(_("people may offer to receive a stop"), default=True)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of events", "series")
        verbose_name_plural = pgettext_lazy("of events", "series")
        ordering = ["name_nl", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("events:series", args=[self.slug])

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def text(self) -> str:
        return in_language(self, "text")


class StopOfferQuerySet(models.QuerySet["StopOffer"]):
    def waiting(self) -> Self:
        """The queue: who offered first, comes first."""
        return self.filter(state=StopOffer.State.OFFERED).order_by("offered_at", "pk")


class StopOffer(models.Model):
    """Somebody offers to receive a stop of a series."""

    class State(models.TextChoices):
        OFFERED = "offered", _("in the queue")
        PLANNED = "planned", _("planned")
        DECLINED = "declined", _("not this time")
        WITHDRAWN = "withdrawn", _("withdrawn")

    series = models.ForeignKey(Series, models.CASCADE, related_name="offers")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="stop_offers")
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="stop_offers")
    place_name = models.CharField(_("where"), max_length=120)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    town = models.CharField(_("town"), max_length=80)
    places = models.PositiveIntegerField(_("for how many people"), null=True, blank=True)
    wanted_from = models.DateField(_("not before"), null=True, blank=True)
    message = models.CharField(_("a word with it"), max_length=600, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OFFERED)
    event = models.OneToOneField(
        "events.Event", models.SET_NULL, null=True, blank=True, related_name="stop_offer"
    )  # the draft or stop that came of it
    offered_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = StopOfferQuerySet.as_manager()

    class Meta:
        ordering = ["offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "organisation"],
                condition=Q(state="offered", organisation__isnull=False),
                name="stop_offer_once_an_organisation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_name}, {self.town}"
