from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
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

    def get_absolute_url(self) -> str:
        return reverse("taxonomy:capability", args=[self.slug])


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


class Edition(models.Model):
    """Which state the vocabulary is in. One row; `version` moves with every change, so that every process knows when to read again."""

    files = models.CharField(max_length=64, blank=True)  # fingerprint of the files that were loaded last
    version = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.version)


class Revision(models.Model):
    """An operator changed a capability: what it was before and after, so that anybody can see it and take it back."""

    class Verb(models.TextChoices):
        ADDED = "added", _("added")
        EDITED = "edited", _("edited")
        DEPRECATED = "deprecated", _("withdrawn")
        REINSTATED = "reinstated", _("reinstated")
        MERGED = "merged", _("merged")
        UNDONE = "undone", _("put back")

    capability = models.ForeignKey(Capability, models.CASCADE, related_name="revisions")
    verb = models.CharField(max_length=10, choices=Verb.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    before = models.JSONField(null=True)  # as `actions.state_of`; none for a new one
    after = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.capability_id} {self.verb}"
