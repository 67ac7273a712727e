from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.events.models import Event
from clubhuis.lib.languages import in_language
from clubhuis.organisations.models import Organisation

from .registrations import Registration


class Visit(models.Model):
    """What an organisation asks of who comes to look around: who they are, for its gate, and what they agree to."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="visit")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="visits", verbose_name=_("the organisation that is visited")
    )
    host_approves = models.BooleanField(_("the organisation approves each visitor"), default=False)
    asks_identity = models.JSONField(_("what its gate wants to know"), default=list, blank=True)  # see Identity.ASKED
    forget_after = models.PositiveSmallIntegerField(
        _("days after which that is deleted"), default=7, validators=[MaxValueValidator(90)]
    )
    safety_nl = models.TextField(_("safety rules (Dutch)"), max_length=4000, blank=True)
    safety_en = models.TextField(_("safety rules (English)"), max_length=4000, blank=True)
    confidentiality_nl = models.TextField(_("what visitors keep to themselves (Dutch)"), max_length=4000, blank=True)
    confidentiality_en = models.TextField(_("what visitors keep to themselves (English)"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("company visit")
        verbose_name_plural = _("company visits")

    def __str__(self) -> str:
        return f"{self.event} · {self.organisation}"

    @property
    def safety(self) -> str:
        return in_language(self, "safety")

    @property
    def confidentiality(self) -> str:
        return in_language(self, "confidentiality")

    @property
    def asks_anything(self) -> bool:
        return bool(self.asks_identity or self.safety or self.confidentiality)


class Identity(models.Model):
    """Who somebody is, for the gate of the organisation that is visited: read there only, and deleted soon after."""

    ASKED = {
        "full_name": _("name as on the identity card"),
        "birth_date": _("date of birth"),
        "nationality": _("nationality"),
        "document": _("kind and last four characters of the identity card"),
        "licence_plate": _("licence plate"),
        "phone": _("telephone number on the day"),
    }

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="identity")
    full_name = models.CharField(_("name as on the identity card"), max_length=160, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    nationality = models.CharField(_("nationality"), max_length=60, blank=True)
    document = models.CharField(_("kind and last four characters of the identity card"), max_length=40, blank=True)
    licence_plate = models.CharField(_("licence plate"), max_length=20, blank=True)
    phone = models.CharField(_("telephone number on the day"), max_length=40, blank=True)
    safety_read_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)  # to confidentiality
    filled_in_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("identity for a gate")
        verbose_name_plural = _("identities for a gate")

    def __str__(self) -> str:
        return str(self.registration)
