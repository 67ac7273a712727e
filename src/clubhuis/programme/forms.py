"""What people fill in about a session."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.addresses import normal_address
from clubhuis.accounts.models import Person
from clubhuis.events.forms.fields import OneOf, time_field
from clubhuis.events.models import Event, Room
from clubhuis.events.times import moment
from clubhuis.lib.languages import CONTENT_LANGUAGES
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Organisation

from .actions import MOST_SPEAKERS, Gives
from .models import Session

NAMES = {"nl": _("In Dutch"), "en": _("In English"), "de": _("In German")}
SPOKEN = [("", _("as the event")), ("nl", "Nederlands"), ("en", "English"), ("de", "Deutsch")]
ADDRESS = re.compile(r"[<(]?([^\s<>(),]+@[^\s<>(),]+)[>)]?")


class SessionForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Session.Kind.choices)
    day = forms.ChoiceField(label=_("Day"))
    starts_time = time_field(_("From"))
    ends_time = time_field(_("Until"))
    room = OneOf(Room.objects.none(), label=_("Room"), required=False, empty_label=_("somewhere else"))
    place = forms.CharField(label=_("Where, if in no room"), max_length=80, required=False)
    needs_choice = forms.BooleanField(label=_("People choose it when they register"), required=False)
    seats = forms.IntegerField(
        label=_("Seats"), min_value=1, max_value=1_000_000, required=False, help_text=_("Empty: as many as come.")
    )
    language = forms.ChoiceField(label=_("Spoken in"), choices=SPOKEN, required=False)
    speakers = forms.CharField(
        label=_("Who gives it"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: name, role, organisation. With an e-mail address behind it their page is linked."),
    )

    use_required_attribute = False  # which title is needed depends on the others

    def __init__(self, data: Any = None, *, event: Event, person: Person, session: Session | None = None) -> None:
        self.event, self.person = event, person
        super().__init__(data, initial=self._start(session))
        for code in CONTENT_LANGUAGES:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title"),
                max_length=140,
                required=False,
                error_messages={"required": _("Give the session a title.")},
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("What it is about"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
            )
        given = any(str(self.data.get(f"title_{code}", "")).strip() for code in CONTENT_LANGUAGES)
        self.fields[self.spoken[0][1][0].name].required = not given
        days = [(day.isoformat(), date_format(day, "l j F")) for day in event.days]
        cast("forms.ChoiceField", self.fields["day"]).choices = days
        if len(days) == 1:
            self.fields["day"].required = False
            self.fields["day"].widget = forms.HiddenInput()
        rooms = event.rooms.all()
        if rooms:
            cast("OneOf", self.fields["room"]).queryset = rooms
        else:
            del self.fields["room"]

    def _start(self, session: Session | None) -> dict[str, Any]:
        if session is None:
            last = self.event.sessions.order_by("-ends_at").first()
            begins = (last.ends_at if last else self.event.starts_at).astimezone(self.event.timezone)
            ends = min(begins + timedelta(minutes=45), self.event.ends_local)
            return {"day": begins.date().isoformat(), "starts_time": begins.time(), "ends_time": ends.time()}
        words = [f"{name}_{code}" for name in ("title", "text") for code in CONTENT_LANGUAGES]
        plain = ("kind", "place", "needs_choice", "seats", "language", *words)
        begins, ends = (
            session.starts_at.astimezone(self.event.timezone),
            session.ends_at.astimezone(self.event.timezone),
        )
        lines = [
            ", ".join(part for part in (s.name, s.role, s.organisation_shown) if part) for s in session.speakers.all()
        ]
        return {name: getattr(session, name) for name in plain} | {
            "room": session.room_id,
            "day": begins.date().isoformat(),
            "starts_time": begins.time(),
            "ends_time": ends.time(),
            "speakers": "\n".join(lines),
        }

    @property
    def spoken(self) -> list[tuple[Any, list[forms.BoundField], bool]]:
        """For each language its heading, its fields, and whether it stands open: those the event has words in."""
        ours = [code for code in CONTENT_LANGUAGES if getattr(self.event, f"title_{code}")] or ["nl"]
        found = []
        for code in sorted(CONTENT_LANGUAGES, key=lambda code: code not in ours):
            bound = [self[f"title_{code}"], self[f"text_{code}"]]
            found.append((NAMES[code], bound, code in ours or any(one.value() for one in bound)))
        return found

    def clean_speakers(self) -> list[Gives]:
        lines = [line.strip() for line in self.cleaned_data["speakers"].splitlines() if line.strip()]
        if len(lines) > MOST_SPEAKERS:
            raise ValidationError(_("A session has at most %(most)s speakers.") % {"most": MOST_SPEAKERS})
        return [self._speaker(line) for line in lines]

    def _speaker(self, line: str) -> Gives:
        """ "Anna de Vries, researcher, TNO <anna@tno.nl>"; an address nobody here has is simply left out."""
        found = ADDRESS.search(line)
        person = None
        if found:
            seen = Person.objects.visible_to(self.person)
            person = seen.filter(email=normal_address(found[1])).first()
            line = (line[: found.start()] + line[found.end() :]).strip(" ,")
        name, role, organisation = (part.strip() for part in (*line.split(",", 2), "", "")[:3])
        if (
            role
            and not organisation
            and Organisation.objects.visible_to(self.person).filter(name__iexact=role).exists()
        ):
            role, organisation = "", role  # "Anna de Vries, TNO"
        if not name and person is None:
            raise ValidationError(_("Write at least a name on each line."))
        return Gives(name, role, organisation, person)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("starts_time"), cleaned.get("ends_time")
        if begins and ends and "day" not in self.errors:
            day = date.fromisoformat(cleaned.get("day") or self.event.days[0].isoformat())
            last = day if ends > begins else day + timedelta(days=1)  # past midnight
            for name, field, on, at in (
                ("starts_at", "starts_time", day, begins),
                ("ends_at", "ends_time", last, ends),
            ):
                try:
                    cleaned[name] = moment(on, at, self.event.zone)
                except Refused as refusal:
                    self.add_error(field, str(refusal))
        return cleaned

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        words = [f"{name}_{code}" for name in ("title", "text") for code in CONTENT_LANGUAGES]
        names = [*words, "kind", "place", "starts_at", "ends_at", "seats", "needs_choice", "language", "speakers"]
        return {name: cleaned[name] for name in names} | ({"room": cleaned["room"]} if "room" in self.fields else {})
