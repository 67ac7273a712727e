from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.organisations.models import Organisation
from clubhuis.taxonomy.models import Capability


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, person: Person | None) -> Self:
        """Whoever sees the organisation, sees what it offers."""
        return self.filter(organisation__in=Organisation.objects.visible_to(person))

    def unread(self) -> Self:
        """Those in which nobody has looked for capabilities yet."""
        return self.filter(read_at=None)


class Offer(models.Model):
    """An organisation's own words on one thing it can do, with capabilities and figures."""

    class Capacity(models.TextChoices):
        NOW = "now", _("room now")
        LATER = "later", _("room later")
        FULL = "full", _("full")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="offers")
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("what we can do"), max_length=6000)
    language = models.CharField(_("language"), max_length=2, default="nl")  # of title and text: nl, en or de
    equipment = models.TextField(_("equipment"), max_length=2000, blank=True)  # one machine a line
    capabilities = models.ManyToManyField(Capability, related_name="offers", blank=True)
    figures = models.JSONField(default=list, blank=True)  # see requirements.figures_from_json
    declined = models.JSONField(default=list, blank=True)  # what was recognised, and people said is not meant: ids
    capacity = models.CharField(_("capacity"), max_length=5, choices=Capacity.choices, blank=True)
    capacity_from = models.DateField(_("room from"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_imported = models.BooleanField(default=False)  # from an organiser's list, and nobody has edited it since
    read_at = models.DateTimeField(null=True, blank=True)  # when capabilities and figures were last recognised
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity_from=None) | Q(capacity="later"), name="offer_room_from_a_date_is_room_later"
            )
        ]
        indexes = [models.Index(fields=["id"], condition=Q(read_at=None), name="offer_unread")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.organisation.get_absolute_url()}#offer-{self.pk}"

    def get_edit_url(self) -> str:
        return reverse("market:offer", args=[self.organisation.slug, self.pk])

    @property
    def machines(self) -> list[str]:
        return [line.strip() for line in self.equipment.splitlines() if line.strip()]


class LastRead(models.Model):
    """When the texts of an organisation were last searched for capabilities, and with which edition of the vocabulary."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="last_read", primary_key=True)
    at = models.DateTimeField()
    edition = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.at:%Y-%m-%d %H:%M}"
