"""What people fill in about when and where an event is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from clubhuis.communities.models import Community
from clubhuis.events import access
from clubhuis.events.models import Event, Room, Venue
from clubhuis.events.models.places import ADDRESS
from clubhuis.events.times import USUAL_ZONES, moment
from clubhuis.lib.refusals import Refused

from .fields import OneOf, SomeOf, day_field, time_field

COUNTRIES = [("NL", _("Netherlands")), ("BE", _("Belgium")), ("DE", _("Germany"))]


class Rooms(SomeOf):
    """Rooms with their seats, and their building when there are several."""

    names_building = False

    def label_from_instance(self, room: Any) -> str:
        name = f"{room.name} ({room.capacity})" if room.capacity else str(room.name)
        return f"{room.venue.place_name} · {name}" if self.names_building else name


class WhenAndWhereForm(forms.Form):
    """Time and place. Times are by the clock on the wall there."""

    starts_on = day_field(_("Day"))
    starts_time = time_field(_("From"))
    ends_time = time_field(_("Until"))
    ends_on = day_field(_("Last day, when it takes several"), required=False)
    zone = forms.ChoiceField(label=_("Time zone"), choices=[(zone, zone) for zone in USUAL_ZONES], required=False)
    attendance = forms.ChoiceField(
        label=_("How people take part"),
        choices=Event.Attendance.choices,
        widget=forms.RadioSelect,
        initial=Event.Attendance.ON_SITE,
    )
    venue = OneOf(Venue.objects.none(), label=_("One of your venues"), required=False, empty_label=_("another address"))
    rooms = Rooms(Room.objects.none(), label=_("Rooms"), required=False, widget=forms.CheckboxSelectMultiple)
    place_name = forms.CharField(label=_("Name of the building"), max_length=120, required=False)
    street = forms.CharField(label=_("Street and number"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    town = forms.CharField(
        label=_("Town"), max_length=80, required=False, help_text=_("Needed before it is published.")
    )
    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES, required=False)
    directions_nl = forms.CharField(
        label=_("How to get there, in Dutch"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    directions_en = forms.CharField(
        label=_("How to get there, in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def choose_places(self, community: Community, event: Event | None) -> None:
        """The venues of the lead; and the zone of the event, when it is an unusual one."""
        venues = access.venues_for(community)
        kept = {room.pk for venue in venues for room in venue.rooms.all() if room.archived_at is None}
        if event is not None and event.venue_id is not None and event.venue_id not in {venue.pk for venue in venues}:
            kept |= set(event.rooms.values_list("pk", flat=True))
        known = {venue.pk for venue in venues} | ({event.venue_id} if event and event.venue_id else set())
        cast("OneOf", self.fields["venue"]).queryset = Venue.objects.filter(pk__in=known)
        rooms = cast("Rooms", self.fields["rooms"])
        rooms.names_building = len(venues) > 1
        rooms.queryset = (
            Room.objects.filter(pk__in=kept).select_related("venue").order_by("venue__place_name", "position")
        )
        if not known:
            del self.fields["venue"], self.fields["rooms"]
        if event is not None and event.zone not in USUAL_ZONES:
            zone = cast("forms.ChoiceField", self.fields["zone"])
            zone.choices = [(event.zone, event.zone), *cast("Iterable[Any]", zone.choices)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["zone"] = zone = cleaned.get("zone") or "Europe/Amsterdam"
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on") or cleaned.get("starts_on")
        begins, ends = cleaned.get("starts_time"), cleaned.get("ends_time")
        if first and last and begins and ends:
            if last == first and ends <= begins and not cleaned.get("ends_on"):
                last = first + timedelta(days=1)  # a party until one at night
                if (datetime.combine(last, ends) - datetime.combine(first, begins)) > timedelta(hours=14):
                    self.add_error("ends_time", _("The end lies before the beginning. Choose a later time."))
                    return cleaned
            self._moment("starts_at", "starts_time", first, begins, zone)
            self._moment("ends_at", "ends_time", last, ends, zone)
            if cleaned.get("starts_at") and cleaned.get("ends_at") and cleaned["ends_at"] <= cleaned["starts_at"]:
                self.add_error("ends_on" if cleaned.get("ends_on") else "ends_time",
                               _("The end lies before the beginning. Choose a later time."))  # fmt: skip
        self._judge_place(cleaned)
        return cleaned

    def _moment(self, name: str, field: str, day: date, time: Any, zone: str) -> None:
        try:
            self.cleaned_data[name] = moment(day, time, zone)
        except Refused as refusal:
            self.add_error(field, str(refusal))

    def _judge_place(self, cleaned: dict[str, Any]) -> None:
        venue, rooms = cleaned.get("venue"), cleaned.get("rooms")
        if cleaned.get("attendance") == Event.Attendance.ONLINE:
            cleaned["venue"], cleaned["rooms"] = None, Room.objects.none()
        elif rooms and any(room.venue_id != (venue.pk if venue else None) for room in rooms):
            if venue is None and len({room.venue_id for room in rooms}) == 1:
                cleaned["venue"] = rooms[0].venue  # who ticks a room means its building
            else:
                self.add_error("rooms", _("These rooms are in another building. Choose rooms of the venue."))

    def where_and_when(self) -> dict[str, Any]:
        """For the action."""
        cleaned = self.cleaned_data
        names = ["starts_at", "ends_at", "zone", "attendance"]
        names += [name for name in ("venue", "rooms") if name in self.fields]
        if not cleaned.get("venue"):
            names += [*ADDRESS, "directions_nl", "directions_en"]
        values = {name: cleaned[name] for name in names}
        return values | ({"rooms": list(values["rooms"])} if "rooms" in values else {})
