from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clubhuis.lib.languages import in_language


class Region(models.Model):
    """A country, province or part of one, by its NUTS code (NL, NL21, DEA3)."""

    class Level(models.IntegerChoices):
        COUNTRY = 0, _("country")
        PART = 1, _("part of the country")
        PROVINCE = 2, _("province")
        DISTRICT = 3, _("district")

    code = models.CharField(max_length=8, primary_key=True)
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    name_nl = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    name_de = models.CharField(max_length=100, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return in_language(self, "name")


class Municipality(models.Model):
    """A municipality or town people name as a place, with its centre."""

    name = models.CharField(max_length=100)
    plain_name = models.CharField(max_length=100, db_index=True)  # lower case, without accents: what is searched
    country = models.CharField(max_length=2)
    region = models.ForeignKey(Region, models.PROTECT, related_name="municipalities")
    latitude = models.FloatField()
    longitude = models.FloatField()
    inhabitants = models.PositiveIntegerField(default=0)  # to choose between places of one name

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["country", "name", "region"], name="municipality_once_a_region")]

    def __str__(self) -> str:
        return self.name


class Postcode(models.Model):
    """The centre of a postcode area: four digits in the Netherlands and Belgium, five in Germany."""

    country = models.CharField(max_length=2)
    code = models.CharField(max_length=8)
    place = models.CharField(max_length=100)
    region = models.ForeignKey(Region, models.PROTECT, related_name="postcodes")
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "code"], name="postcode_once_a_country")]

    def __str__(self) -> str:
        return f"{self.code} {self.place}"
