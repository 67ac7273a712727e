from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clubhuis.lib.languages import in_language


class Kind(models.TextChoices):
    PROCESS = "process", _("process")
    MATERIAL = "material", _("material")
    EQUIPMENT = "equipment", _("equipment")
    CERTIFICATE = "certificate", _("certificate or standard")
    SERVICE = "service", _("service")
    TECHNOLOGY = "technology", _("technology")
    MARKET = "market", _("market")


class Capability(models.Model):
    """A concept of the vocabulary: one thing an organisation can do, work with or is certified for."""

    slug = models.SlugField(max_length=80, unique=True)  # the concept's id for ever, also in the SKOS file
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    name_de = models.CharField(max_length=120, blank=True)
    definition_nl = models.TextField(max_length=2000, blank=True)
    definition_en = models.TextField(max_length=2000, blank=True)
    definition_de = models.TextField(max_length=2000, blank=True)
    broader = models.ManyToManyField("self", symmetrical=False, related_name="narrower", blank=True)
    related = models.ManyToManyField("self", symmetrical=True, blank=True)
    cpv = models.JSONField(default=list, blank=True)  # codes as in ProcurementCode.code
    nace = models.JSONField(default=list, blank=True)  # codes as in Sector.code
    is_deprecated = models.BooleanField(default=False)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
    edited_at = models.DateTimeField(
        null=True, blank=True
    )  # by an operator: an update of the vocabulary leaves it alone

    class Meta:
        verbose_name = _("capability")
        verbose_name_plural = _("capabilities")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=~Q(replaced_by=F("pk")), name="capability_not_replaced_by_itself"),
        ]

    def __str__(self) -> str:
        return in_language(self, "name")


class Synonym(models.Model):
    """Another word for a capability in one language (skos:altLabel)."""

    capability = models.ForeignKey(Capability, models.CASCADE, related_name="synonyms")
    language = models.CharField(max_length=2)
    text = models.CharField(max_length=120)

    class Meta:
        ordering = ["capability", "language", "text"]
        constraints = [
            models.UniqueConstraint(fields=["capability", "language", "text"], name="synonym_once_a_capability")
        ]

    def __str__(self) -> str:
        return self.text


class Sector(models.Model):
    """A branch of industry by its NACE Rev. 2 code (C, 25, 25.6, 25.62)."""

    code = models.CharField(max_length=6, primary_key=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    name_nl = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)
    name_de = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {in_language(self, 'name')}"


class ProcurementCode(models.Model):
    """A code of the Common Procurement Vocabulary 2008."""

    code = models.CharField(max_length=8, primary_key=True)
    name_nl = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)
    name_de = models.CharField(max_length=250)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {in_language(self, 'name')}"
