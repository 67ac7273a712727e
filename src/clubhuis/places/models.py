from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clubhuis.lib.languages import in_language


class Region(models.Model):
    """A country, province or part of one, by its NUTS 2021 code (NL, NL21, DEA3).

    The rows come from `data/regions.tsv` and are there as soon as the tables are; see `loading`.
    """

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
    radius_km = models.PositiveSmallIntegerField(null=True)  # 95 % of its postcode areas lie within

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return in_language(self, "name")

    @property
    def country(self) -> str:
        return self.code[:2]
