"""What people fill in to make an event, and to edit it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
from clubhuis.events.models import Event, Kind, Series, Visibility
from clubhuis.events.models.places import ADDRESS
from clubhuis.lib.languages import CONTENT_LANGUAGES
from clubhuis.lib.uploads import ImageField
from clubhuis.taxonomy.forms import CapabilitiesField
from clubhuis.themes.models import Theme

from .fields import OneOf, SomeOf
from .whereabouts import WhenAndWhereForm

NAMES = {"nl": _("In Dutch"), "en": _("In English"), "de": _("In German")}
TITLES = {"nl": _("Title in Dutch"), "en": _("Title in English"), "de": _("Title in German")}
TELLS = {"nl": _("Tell about it in Dutch"), "en": _("Tell about it in English"), "de": _("Tell about it in German")}
LANGUAGES = [("nl", "Nederlands"), ("en", "English"), ("de", "Deutsch")]
VISIBILITIES = {
    Visibility.PUBLIC: _("Everybody, also visitors and search engines."),
    Visibility.COMMUNITIES: _("Members of the hosts, and of partners that share events."),
    Visibility.INVITED: _("Only who is invited."),
}
ABOUT = ("kind", "languages", "picture_alt", "online_url", "places", "visibility", "contact_email")


def as_filled_in(event: Event) -> dict[str, Any]:
    """How an event stands in the form."""
    begins, ends = event.starts_local, event.ends_local
    words = [f"{name}_{code}" for name in ("title", "summary", "text") for code in CONTENT_LANGUAGES]
    values = {name: getattr(event, name) for name in (*words, *ABOUT, *ADDRESS, "zone", "attendance", "picture")}
    one_day = event.is_one_day
    return values | {
        "directions_nl": event.directions_nl,
        "directions_en": event.directions_en,
        "venue": event.venue_id,
        "rooms": list(event.rooms.values_list("pk", flat=True)) if event.pk else [],
        "starts_on": begins.date(),
        "starts_time": begins.time(),
        "ends_on": None if one_day else ends.date(),
        "ends_time": ends.time(),
        "themes": list(event.themes.values_list("pk", flat=True)),
        "capabilities": list(event.capabilities.all()),
        "series": event.series_id,
        "seen": event.changed_at.isoformat(),
    }


class EventForm(WhenAndWhereForm):
    """Everything about an event. Of one that has been published time and place are left out: it is moved."""

    use_required_attribute = False  # which title is needed depends on the others

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    picture = ImageField(
        label=_("Picture"), required=False, help_text=_("Wide, at least 1200 pixels: JPEG, PNG or WebP.")
    )
    picture_alt = forms.CharField(
        label=_("What is in the picture"), max_length=200, required=False, help_text=_("For those who do not see it.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple, required=False
    )
    online_url = forms.URLField(
        label=_("Link to join online"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Only who registered gets it."),
    )
    places = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=1_000_000, required=False, help_text=_("Empty: as many as come.")
    )
    themes = SomeOf(Theme.objects.none(), label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    capabilities = CapabilitiesField(label=_("Capabilities it is about"), required=False, most=30)
    visibility = forms.ChoiceField(
        label=_("Who may see it"),
        choices=[(one.value, text) for one, text in VISIBILITIES.items()],
        widget=forms.RadioSelect,
        initial=Visibility.PUBLIC,
    )
    contact_email = forms.EmailField(label=_("E-mail address for questions"), max_length=254, required=False)
    series = OneOf(Series.objects.none(), label=_("Stop of a series"), required=False, empty_label=_("no series"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        person: Person,
        community: Community,
        event: Event | None = None,
        example: Event | None = None,
        may_decide: bool = True,
    ) -> None:
        self.event, self.community = event, community
        shown = event or example
        start = as_filled_in(shown) if shown is not None else usual(community)
        if example is not None:
            start |= {"starts_on": None, "ends_on": None, "rooms": [], "seen": "", "picture": None}
        super().__init__(data, files, initial=start)
        for code in CONTENT_LANGUAGES:
            self._speak(code)
        self._ask_for_one_title()
        self.move_first("kind")
        self.choose_places(community, shown)
        themes = Theme.objects.present().visible_to(person)
        kept = shown.themes.values("pk") if shown is not None else Theme.objects.none().values("pk")
        cast("SomeOf", self.fields["themes"]).queryset = themes | Theme.objects.filter(pk__in=kept)
        if not self.fields["themes"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["themes"]
        series = Series.objects.filter(community=community, ended_at=None)
        if series.exists():
            cast("OneOf", self.fields["series"]).queryset = series
        else:
            del self.fields["series"]
        if event is not None and (event.is_published or not may_decide):
            for name in WhenAndWhereForm.base_fields:
                self.fields.pop(name, None)
        if not may_decide:
            for name in ("visibility", "places", "series"):
                self.fields.pop(name, None)

    def _speak(self, code: str) -> None:
        """The words in one language."""
        long = forms.Textarea(attrs={"rows": 9, "lang": code})
        self.fields[f"title_{code}"] = forms.CharField(
            label=TITLES[code],
            max_length=140,
            required=False,
            widget=forms.TextInput(attrs={"lang": code}),
            error_messages={"required": _("Give the event a title.")},
        )
        self.fields[f"summary_{code}"] = forms.CharField(
            label=_("In one sentence"), max_length=300, required=False, widget=forms.TextInput(attrs={"lang": code})
        )
        self.fields[f"text_{code}"] = forms.CharField(
            label=_("What happens, for whom, why come"), max_length=12000, required=False, widget=long
        )

    def move_first(self, name: str) -> None:
        self.fields = {name: self.fields[name], **self.fields}

    @property
    def tellings(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The languages that stand open, with the heading under which one tells about the event."""
        return [(TELLS[bound[0].name[-2:]], bound[1:]) for _name, bound, is_open in self.spoken if is_open]

    @property
    def spoken(self) -> list[tuple[Any, list[forms.BoundField], bool]]:
        """For each language its heading, its fields, and whether it stands open: those of the hosts and those that hold words."""
        ours = [code for code in self.community.languages if code in CONTENT_LANGUAGES] or ["nl"]
        if self.event is not None:
            ours += [code for host in self.event.hosts.all() if host.is_accepted for code in host.community.languages]
        order = list(dict.fromkeys([*ours, *CONTENT_LANGUAGES]))
        found = []
        for code in order:
            if code not in CONTENT_LANGUAGES:
                continue
            bound = [self[f"{name}_{code}"] for name in ("title", "summary", "text")]
            is_open = code in ours or any(one.value() for one in bound)
            found.append((NAMES[code], bound, is_open))
        return found

    @property
    def closed_has_errors(self) -> bool:
        return any(one.errors for _name, bound, is_open in self.spoken if not is_open for one in bound)

    @property
    def details_are_open(self) -> bool:
        """What was filled in already, or is wrong, is not hidden."""
        chosen = self["capabilities"].value()
        names = ("picture", "picture_alt", "themes", "series")
        return bool(chosen.slugs or chosen.words or self["capabilities"].errors or self["contact_email"].errors) or any(
            self[name].errors or self[name].value() for name in names if name in self.fields
        )

    @property
    def has_place(self) -> bool:
        return "starts_on" in self.fields

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() if self.has_place else forms.Form.clean(self) or {}
        cleaned = cleaned or {}
        if self.event is not None and (seen := parse_seen(self.data.get("seen", ""))) and seen != self.event.changed_at:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            cast("dict[str, Any]", self.data)["seen"] = self.event.changed_at.isoformat()
            raise ValidationError(
                _(
                    "Somebody else changed this event while you were writing. Look at it in another tab; send again to keep yours."
                )
            )
        return cleaned

    def _first_title(self) -> str:
        return self.spoken[0][1][0].name

    def _ask_for_one_title(self) -> None:
        """One title is needed, in whichever language; the page asks for it in the first language of the hosts."""
        given = [code for code in CONTENT_LANGUAGES if str(self.data.get(f"title_{code}", "")).strip()]
        self.fields[self._first_title()].required = not given

    def values(self) -> dict[str, Any]:
        """For the action; a picture only when it was chosen or taken away."""
        cleaned = self.cleaned_data
        words = [f"{name}_{code}" for name in ("title", "summary", "text") for code in CONTENT_LANGUAGES]
        values = {name: cleaned[name] for name in (*words, *ABOUT) if name in self.fields}
        values["capabilities"] = list(cleaned["capabilities"])
        if "themes" in self.fields:
            values["themes"] = list(cleaned["themes"])
        if "picture" in self.changed_data:
            values["picture"] = cleaned["picture"] or ""
        return values | (self.where_and_when() if self.has_place else {})


def parse_seen(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def usual(community: Community) -> dict[str, Any]:
    """A new event begins with what is usual: an afternoon in six weeks, for everybody."""
    day = timezone.localdate() + timedelta(weeks=6)
    while day.weekday() > 3:  # not on Friday or in the weekend
        day += timedelta(days=1)
    return {
        "starts_on": day,
        "starts_time": "13:30",
        "ends_time": "17:00",
        "kind": Kind.KNOWLEDGE_DAY,
        "languages": list(community.languages) or ["nl"],
        "country": "NL",
        "contact_email": community.email,
    }
