"""A building and its rooms."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clubhuis.events.models import Venue

from .whereabouts import COUNTRIES

LINE = re.compile(r"^(?P<name>.*?)(?:\s*[:=(,\t]\s*(?P<seats>\d{1,6})\s*\)?)?\s*$")


class VenueForm(forms.Form):
    place_name = forms.CharField(label=_("Name of the building"), max_length=120)
    street = forms.CharField(label=_("Street and number"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    town = forms.CharField(label=_("Town"), max_length=80)
    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES, required=False)
    rooms = forms.CharField(
        label=_("Rooms"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line, with the number of seats: Great hall: 200"),
    )
    directions_nl = forms.CharField(
        label=_("How to get there, in Dutch"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    directions_en = forms.CharField(
        label=_("How to get there, in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, venue: Venue | None = None) -> None:
        names = ("place_name", "street", "postcode", "town", "country", "directions_nl", "directions_en")
        start: dict[str, Any] = {name: getattr(venue, name) for name in names} if venue else {"country": "NL"}
        if venue is not None:
            kept = [room for room in venue.rooms.all() if room.archived_at is None]
            start["rooms"] = "\n".join(f"{r.name}: {r.capacity}" if r.capacity else r.name for r in kept)
        super().__init__(data, initial=start)

    def clean_rooms(self) -> list[tuple[str, int | None]]:
        found: list[tuple[str, int | None]] = []
        for line in self.cleaned_data["rooms"].splitlines():
            if not line.strip():
                continue
            match = LINE.match(line.strip())
            name = match["name"].strip(" :=,(") if match else ""
            if not name:
                raise ValidationError(_("A room needs a name: Great hall: 200"))
            found.append((name, int(match["seats"]) if match and match["seats"] else None))
        return found
