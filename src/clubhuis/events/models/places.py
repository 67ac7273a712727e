"""Where something is: the fields that a kept venue and an event with an address of its own have alike."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clubhuis.lib.languages import in_language
from clubhuis.places.access import locate
from clubhuis.places.models import Region

ADDRESS = ("place_name", "street", "postcode", "town", "country")


class Somewhere(models.Model):
    """An address, and where it lies."""

    place_name = models.CharField(_("name of the building"), max_length=120, blank=True)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    town = models.CharField(_("town"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, default="NL", blank=True)
    region = models.ForeignKey(Region, models.SET_NULL, null=True, blank=True, related_name="+")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    directions_nl = models.TextField(_("how to get there"), max_length=2000, blank=True)
    directions_en = models.TextField(max_length=2000, blank=True)
    directions_de = models.TextField(max_length=2000, blank=True)

    class Meta:
        abstract = True

    @property
    def directions(self) -> str:
        return in_language(self, "directions")

    @property
    def address(self) -> str:
        """One line: "Dillenburgstraat 9, 5652 AM Eindhoven"."""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.town}".strip()) if part)

    def find_on_map(self) -> None:
        """Coordinates and region from postcode and town; none when neither is known."""
        found = locate(self.country, self.postcode, self.town) if self.postcode or self.town else None
        self.latitude = found.latitude if found else None
        self.longitude = found.longitude if found else None
        self.region_id = found.region if found else None
