from __future__ import annotations

from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.events.models import Event
from clubhuis.lib.languages import in_language
from clubhuis.organisations.models import Organisation


def usual_reminders() -> list[int]:
    """A week and a day before."""
    return [7, 1]


class Rules(models.Model):
    """How one registers for an event: from when, for whom, how. An event without rules needs no registration."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="rules")
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)  # none: at once
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)  # none: when the event begins
    members_first_until = models.DateTimeField(_("members only until"), null=True, blank=True)
    cut_off_at = models.DateTimeField(_("changes by oneself until"), null=True, blank=True)  # none: until it begins
    needs_approval = models.BooleanField(_("an organiser approves each registration"), default=False)
    per_organisation = models.PositiveIntegerField(_("at most from one organisation"), null=True, blank=True)
    most_colleagues = models.PositiveSmallIntegerField(
        _("colleagues one may bring"), default=4, validators=[MaxValueValidator(50)]
    )
    has_waiting_list = models.BooleanField(_("keeps a waiting list"), default=True)
    offer_hours = models.PositiveSmallIntegerField(
        _("hours in which an offered seat can be taken"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(168)],
    )
    excluded_organisations = models.ManyToManyField(
        Organisation, related_name="+", blank=True, verbose_name=_("organisations that cannot come")
    )
    online_seats = models.PositiveIntegerField(_("places online"), null=True, blank=True)  # none: as many as come
    asks_organisation = models.BooleanField(_("asks for the organisation"), default=True)
    asks_diet = models.BooleanField(_("asks for dietary wishes"), default=False)
    asks_accessibility = models.BooleanField(_("asks what somebody needs to take part"), default=True)
    asks_offers = models.BooleanField(_("asks what people offer and look for"), default=False)
    reminder_days = models.JSONField(_("reminders, in days before"), default=usual_reminders, blank=True)
    reminded = models.JSONField(default=list, blank=True)  # the reminders that have gone out
    forget_notes_after = models.PositiveSmallIntegerField(
        _("days after which dietary and other wishes are deleted"), default=14, validators=[MaxValueValidator(365)]
    )
    practical_nl = models.TextField(_("practical information (Dutch)"), max_length=4000, blank=True)  # in every mail
    practical_en = models.TextField(_("practical information (English)"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("rules of registration")
        verbose_name_plural = _("rules of registration")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="rules_close_after_they_open",
            ),
            models.CheckConstraint(
                condition=Q(offer_hours__gte=1, offer_hours__lte=168), name="rules_offer_lasts_an_hour_to_a_week"
            ),
        ]

    def __str__(self) -> str:
        return str(self.event)

    @property
    def practical(self) -> str:
        return in_language(self, "practical")

    def closing(self) -> datetime:
        return self.closes_at or self.event.starts_at

    def cut_off(self) -> datetime:
        """Until then people change their registration themselves; later they ask."""
        return self.cut_off_at or self.event.starts_at

    def has_opened(self, now: datetime | None = None) -> bool:
        return self.opens_at is None or self.opens_at <= (now or timezone.now())

    def has_closed(self, now: datetime | None = None) -> bool:
        return self.closing() <= (now or timezone.now())

    def is_members_first(self, now: datetime | None = None) -> bool:
        return self.members_first_until is not None and (now or timezone.now()) < self.members_first_until

    def is_before_cut_off(self, now: datetime | None = None) -> bool:
        return (now or timezone.now()) < self.cut_off()


class TicketType(models.Model):
    """A kind of place at an event, free or paid by invoice."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="ticket_types")
    name_nl = models.CharField(_("name (Dutch)"), max_length=80)
    name_en = models.CharField(_("name (English)"), max_length=80, blank=True)
    description_nl = models.CharField(_("description (Dutch)"), max_length=300, blank=True)
    description_en = models.CharField(_("description (English)"), max_length=300, blank=True)
    price_cents = models.PositiveIntegerField(default=0)  # without VAT
    vat_percent = models.PositiveSmallIntegerField(_("VAT (%)"), default=21, validators=[MaxValueValidator(100)])
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    members_only = models.BooleanField(_("for members of the hosts only"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(_("can be chosen"), default=True)

    class Meta:
        verbose_name = _("ticket type")
        verbose_name_plural = _("ticket types")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(vat_percent__lte=100), name="ticket_vat_is_a_percentage"),
            models.UniqueConstraint(fields=["event", "name_nl"], name="ticket_type_once_an_event"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def description(self) -> str:
        return in_language(self, "description")

    @property
    def is_paid(self) -> bool:
        return self.price_cents > 0

    @property
    def vat_cents(self) -> int:
        """Rounded half up, as invoices do."""
        return (self.price_cents * self.vat_percent + 50) // 100

    @property
    def total_cents(self) -> int:
        return self.price_cents + self.vat_cents
