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
from clubhuis.communities.models import Community, ids_reached_by
from clubhuis.market.circles import introduced, invited
from clubhuis.organisations.models import Organisation, work_of
from clubhuis.places.models import Region
from clubhuis.taxonomy.models import Capability

NEED_LIVES = timedelta(days=90)


def ninety_days_from_now() -> date:
    return timezone.localdate() + NEED_LIVES


class NeedQuerySet(models.QuerySet["Need"]):
    def present(self) -> Self:
        """Needs of organisations that are still there."""
        return self.filter(organisation__removed_at=None)

    def open(self, today: date | None = None) -> Self:
        return self.present().filter(state=Need.State.OPEN, expires_on__gte=today or timezone.localdate())

    def of(self, person: Person) -> Self:
        """Needs of organisations this person works at."""
        return self.present().filter(organisation__in=work_of(person))

    def visible_to(self, person: Person | None) -> Self:
        """Open ones to everybody, those of chosen communities to their members, one's own always.

        | open need that is …      | visitor | signed in | member of a chosen community, or its partner | own colleague |
        |--------------------------|---------|-----------|-----------------------------------------------|---------------|
        | open                     | yes     | yes       | yes                                           | yes           |
        | anonymous                |         | yes       | yes                                           | yes           |
        | of chosen communities    |         |           | yes                                           | yes           |
        | matching only            |         |           |                                               | yes           |

        One that is closed or ran out is seen by colleagues only. Operators see all. Higher rooms let in who was invited
        (circles.py). Whether the name may be seen with it is a question of its own: `named_to`.
        """
        everybody = Q(state=Need.State.OPEN, expires_on__gte=timezone.localdate())
        if person is None:
            return self.present().filter(everybody, visibility=Need.Visibility.OPEN)
        if person.is_operator:
            return self.present()
        seen = everybody & Q(visibility__in=[Need.Visibility.OPEN, Need.Visibility.ANONYMOUS])
        seen |= everybody & Q(
            visibility=Need.Visibility.COMMUNITIES,
            pk__in=Need.communities.through.objects.filter(community__in=ids_reached_by(person, "needs")).values(
                "need"
            ),
        )
        for circle in invited:
            seen |= circle(person)
        return self.present().filter(seen | _own(person))

    def named_to(self, person: Person | None) -> Self:
        """Those whose organisation this person may know: all that do not hide it, one's own, and where both said yes."""
        if person is not None and person.is_operator:
            return self
        shown = ~Q(visibility=Need.Visibility.ANONYMOUS)
        if person is not None:
            shown |= _own(person)
            for circle in introduced:
                shown |= circle(person)
        return self.filter(shown)


def _own(person: Person) -> Q:
    return Q(organisation__in=work_of(person))


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
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        EXPIRED = "expired", _("expired")

    class Outcome(models.TextChoices):
        ORDER = "order", _("an order")
        QUOTE = "quote", _("a quote")
        NOTHING = "nothing", _("nothing")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="needs")
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="needs"
    )
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices, default=Kind.OUTSOURCE)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("what you look for"), max_length=6000)
    language = models.CharField(_("language"), max_length=2, default="nl")
    words = models.TextField(blank=True, editable=False)  # stems of title and text, for the search box of the board
    capabilities = models.ManyToManyField(Capability, related_name="needs", blank=True)  # those in the requirements
    requirements = models.JSONField(default=list, blank=True)  # see requirements.all_from_json
    declined = models.JSONField(default=list, blank=True)  # ids of requirements that were read and are not meant
    visibility = models.CharField(
        _("who may see it"), max_length=11, choices=Visibility.choices, default=Visibility.COMMUNITIES
    )
    communities = models.ManyToManyField(Community, related_name="needs", blank=True)
    guards_files = models.BooleanField(
        default=True
    )  # drawings open through a link only, which is sent, ends and is logged
    region = models.ForeignKey(Region, models.SET_NULL, null=True, blank=True, related_name="needs")
    place = models.CharField(_("near"), max_length=100, blank=True)  # what the radius is measured from
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    radius_km = models.PositiveIntegerField(_("within (km)"), null=True, blank=True)
    deadline = models.DateField(_("answer before"), null=True, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    opened_on = models.DateField(default=timezone.localdate)
    expires_on = models.DateField(default=ninety_days_from_now)
    reminded_on = models.DateField(null=True, blank=True)  # that it is about to expire
    outcome = models.CharField(_("outcome"), max_length=7, choices=Outcome.choices, blank=True)
    outcome_note = models.CharField(_("why"), max_length=500, blank=True)
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
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="need_coordinates_are_on_earth",
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_on"]), models.Index(fields=["-created_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("market:need", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN and self.expires_on >= timezone.localdate()

    @property
    def is_anonymous(self) -> bool:
        """Its organisation does not show its name yet."""
        return self.visibility == self.Visibility.ANONYMOUS


class NeedFile(models.Model):
    """A drawing or document that goes with a need."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="files")
    file = models.FileField(upload_to="needs/")
    name = models.CharField(max_length=160)
    size = models.PositiveIntegerField()  # bytes
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
