"""What people fill in about offers and needs. What is recognised in the text has a form of its own; see understanding.py."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
from clubhuis.lib import uploads
from clubhuis.organisations.models import Organisation
from clubhuis.places.access import gazetteer
from clubhuis.taxonomy import access as taxonomy
from clubhuis.taxonomy.forms import CapabilitiesField

from . import access, understanding
from .models import Need, Offer
from .proposing import proposal
from .reading import guess_language
from .requirements import all_to_json
from .texts import clean

LANGUAGES = [("nl", _("Dutch")), ("en", _("English")), ("de", _("German"))]
WIDEST = 2000  # kilometres around a place
PROPOSED = ("title", "kind", "language", "place", "radius_km", "deadline")
EMPTIED = ("place", "radius_km", "deadline")  # these may be taken away; the others then follow the text
VISIBILITIES = {
    Need.Visibility.COMMUNITIES: _("Members of the communities you choose, with your name."),
    Need.Visibility.OPEN: _("Everybody, also visitors and search engines, with your name."),
    Need.Visibility.ANONYMOUS: _(
        "Everybody who is signed in, without your name. Names follow when both sides say yes."
    ),
    Need.Visibility.MATCHING: _("Nobody. You see who fits, and invite whom you like."),
}


class CommunitiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # it is generic for the checker only
    """Communities by their id; one that no database can hold is no community."""

    def clean(self, value: Any) -> Any:
        for pk in value or ():
            if len(str(pk)) > 18:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": pk}
                )
        return super().clean(value)


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(uploads.FileField):
    """Several drawings or documents at once, each judged."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        one = super().clean
        return [one(file, initial) for file in given[:10]]


class NeedForm(forms.Form):
    """Text first. All else may be left out: then it is what the text says."""

    text = forms.CharField(
        label=_("What are you looking for?"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_(
            "In your own words, in Dutch, English or German. Name materials, figures, certificates or a place."
        ),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("For which organisation"), empty_label=None
    )
    title = forms.CharField(label=_("Title"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("What kind of help"), choices=Need.Kind.choices, required=False)
    language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGES, required=False)
    place = forms.CharField(
        label=_("Near"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Town, region or postcode")}),
    )
    radius_km = forms.IntegerField(label=_("Within (km)"), min_value=1, max_value=WIDEST, required=False)
    deadline = forms.DateField(label=_("Answer before"), required=False, widget=DateInput())
    capabilities = CapabilitiesField(label=_("Add what one must be able to do"), required=False, most=40)
    figures = forms.CharField(
        label=_("Add a figure"),
        max_length=300,
        required=False,
        help_text=_("As you would write it: tolerance 5 µm, 200 pieces a year."),
    )
    certificates = forms.CharField(
        label=_("Add a certificate or standard"),
        max_length=300,
        required=False,
        help_text=_("For example ISO 13485 or EN 1090-2 EXC3."),
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it"),
        choices=[(v.value, text) for v, text in VISIBILITIES.items()],
        widget=forms.RadioSelect,
    )
    communities = CommunitiesField(
        Community.objects.none(), label=_("In which communities"), required=False, widget=forms.CheckboxSelectMultiple
    )
    drawings = FilesField(
        label=_("Drawings and documents"),
        required=False,
        help_text=_("PDF, CAD, office documents or pictures; at most 25 MB each."),
    )
    guards_files = forms.TypedChoiceField(
        label=_("Who may open them"),
        choices=[
            ("yes", _("Only who gets a link from you. It ends, and you see who opened it.")),
            ("no", _("Everybody who may see this need and your name.")),
        ],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Any = None,
        *,
        person: Person,
        organisations: Sequence[Organisation],
        need: Need | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.person, self.organisations, self.need = person, organisations, need
        ids = [organisation.pk for organisation in organisations]
        communities = list(access.communities_for(person, ids))
        if need is not None:
            communities += [c for c in need.communities.all() if c not in communities]
        usual = Need.Visibility.COMMUNITIES if communities else Need.Visibility.OPEN
        start: dict[str, Any] = {
            "organisation": ids[0] if ids else None,
            "visibility": usual,
            "communities": communities,
            "guards_files": "yes",
        }
        if need is not None:
            start = {name: getattr(need, name) for name in (*PROPOSED, "text", "visibility", "organisation")}
            start["communities"] = list(need.communities.all()) or communities
            start["guards_files"] = "yes" if need.guards_files else "no"
        super().__init__(data, files, initial=start | (initial or {}))
        self._offer_choices(ids, has_communities=bool(communities))

    def _offer_choices(self, ids: list[int], *, has_communities: bool) -> None:
        organisation = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        organisation.queryset = Organisation.objects.filter(pk__in=ids)
        if len(ids) == 1:
            organisation.required = False
            organisation.widget = forms.HiddenInput()
        if has_communities:
            chosen = cast("CommunitiesField", self.fields["communities"])
            around = access.communities_for(self.person, ids).values("pk")
            shown = Q(pk__in=self.need.communities.values("pk")) if self.need else Q(pk__in=[])
            chosen.queryset = Community.objects.filter(Q(pk__in=around) | shown)
        else:
            del self.fields["communities"]
            visibility = cast("forms.ChoiceField", self.fields["visibility"])
            visibility.choices = [
                (v.value, text) for v, text in VISIBILITIES.items() if v != Need.Visibility.COMMUNITIES
            ]

    def clean_text(self) -> str:
        text = clean(self.cleaned_data["text"]).strip()
        if not text:
            raise ValidationError(_("Say what you are looking for: one sentence is enough."))
        return text

    def clean_place(self) -> str:
        place = clean(self.cleaned_data["place"]).strip()
        if place and gazetteer().find(place) is None:
            raise ValidationError(
                _("We do not know the place “%(place)s”. Write a town, a region or a postcode."),
                params={"place": place},
            )
        return place

    def clean_deadline(self) -> date | None:
        deadline: date | None = self.cleaned_data["deadline"]
        if deadline and deadline < timezone.localdate() and (self.need is None or deadline != self.need.deadline):
            raise ValidationError(_("This day has passed. Choose a later one, or none."))
        return deadline

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wants_communities = cleaned.get("visibility") == Need.Visibility.COMMUNITIES
        if wants_communities and "communities" in self.fields and not cleaned.get("communities"):
            self.add_error("communities", _("Choose at least one community, or let somebody else see it."))
        figures = cleaned.get("figures", "")
        if figures and not understanding.figures_as_written(figures):
            self.add_error("figures", _("We see no quantity in this. Write a number with its unit: 5 µm, 200 pieces."))
        certificates = cleaned.get("certificates", "")
        if certificates and not understanding.certificates_as_written(certificates):
            self.add_error("certificates", _("We do not know this certificate. Write it as on the paper: ISO 9001."))
        return cleaned

    def clean_organisation(self) -> Organisation:
        """The chosen one, or the only one there is."""
        chosen: Organisation | None = self.cleaned_data["organisation"]
        return chosen or self.organisations[0]

    def understood(self) -> understanding.Understood:
        """The requirements as people left them, with those that were added by hand."""
        data = cast("QueryDict", self.data)
        text = clean(data.get("text", ""))[:6000]
        read = understanding.of_text(text, data.get("language"), data, self.need)
        more = [understanding.as_requirement(one) for one in getattr(self, "cleaned_data", {}).get("capabilities", ())]
        more += understanding.figures_as_written(clean(self.data.get("figures", ""))[:300])
        more += understanding.certificates_as_written(clean(self.data.get("certificates", ""))[:300])
        return read.with_more(more)

    def draft(self) -> Need:
        """The need as it stands in the form, complete or not; never saved."""
        data = cast("QueryDict", self.data)
        cleaned: dict[str, Any] = getattr(self, "cleaned_data", {})
        organisation = cleaned.get("organisation") or (self.organisations[0] if self.organisations else None)
        text = clean(data.get("text", ""))[:6000].strip()
        kind = next((one for one in Need.Kind if one == data.get("kind")), Need.Kind.OUTSOURCE)
        draft = Need(organisation=organisation, text=text, title="", kind=kind, radius_km=cleaned.get("radius_km"))
        draft.language = cleaned.get("language") or guess_language(text)
        draft.requirements = all_to_json(self.understood().requirements)
        place = str(cleaned.get("place") or "")
        if place and (found := gazetteer().find(place)):
            draft.place, draft.latitude, draft.longitude = place, found.lat, found.lon
        return draft

    def values(self) -> dict[str, Any]:
        """For the action; what was not in the form (only the text was sent) is left to it."""
        cleaned = self.cleaned_data
        values = {name: cleaned[name] for name in ("text", "visibility")}
        values["communities"] = cleaned.get("communities", ())
        if cleaned.get("guards_files") is not None:
            values["guards_files"] = cleaned["guards_files"]
        values |= {
            name: cleaned[name]
            for name in PROPOSED
            if name in self.data and (cleaned[name] or name in ("place", "radius_km", "deadline"))
        }
        understood = self.understood()
        return values | {"requirements": understood.requirements, "declined": understood.declined}


def fields_of(text: str) -> dict[str, Any]:
    """What a text proposes for the fields in `PROPOSED`, as they stand in the form."""
    found = proposal(text[:6000])
    return {
        "title": found.title,
        "kind": found.kind.value,
        "language": found.language,
        "place": found.place,
        "radius_km": found.radius_km,
        "deadline": found.deadline.isoformat() if found.deadline else "",
    }


def proposed(data: QueryDict) -> dict[str, Any]:
    """The same for the text of a form that was sent; a field that people changed stays theirs.

    The form carries along what was proposed before (`was_title`): a field that still says that, follows the text.
    """
    kept = {
        name: clean(data.get(name))[:200]
        for name in PROPOSED
        if name in data and str(data.get(name, "")).strip() != str(data.get(f"was_{name}", "")).strip()
    }
    return fields_of(clean(data.get("text", ""))) | kept


class ClosingForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What came of it?"), choices=Need.Outcome.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("A word about it"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Especially when it came to nothing: it helps to make the next matches better. Only your organisation reads it."
        ),
    )


class OfferForm(forms.Form):
    text = forms.CharField(
        label=_("What can you do?"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_(
            "In your own words, in Dutch, English or German: processes, materials, sizes, tolerances, series, for whom."
        ),
    )
    title = forms.CharField(label=_("Title"), max_length=160, required=False)
    language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGES, required=False)
    equipment = forms.CharField(
        label=_("Machines and equipment"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line."),
    )
    capacity = forms.ChoiceField(
        label=_("Capacity"),
        choices=[("", _("not said")), *Offer.Capacity.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    capacity_from = forms.DateField(label=_("Room from"), required=False, widget=DateInput())
    more = CapabilitiesField(label=_("Add what is missing"), required=False, most=40)

    def __init__(self, data: QueryDict | None = None, *, offer: Offer | None = None) -> None:
        self.offer = offer
        names = ("text", "title", "language", "equipment", "capacity", "capacity_from")
        super().__init__(data, initial={name: getattr(offer, name) for name in names} if offer else None)

    def clean_text(self) -> str:
        text = clean(self.cleaned_data["text"]).strip()
        if not text:
            raise ValidationError(_("Say in your own words what you can do: one sentence is enough."))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (
            cleaned.get("capacity") == Offer.Capacity.LATER
            and not cleaned.get("capacity_from")
            and "capacity_from" not in self.errors
        ):
            self.add_error("capacity_from", _("Say from which day there is room."))
        return cleaned

    def understood(self) -> understanding.OfferUnderstood:
        """What is recognised in the text as it stands in the form, with what was ticked."""
        if self.data:
            data = cast("QueryDict", self.data)
            text, equipment = clean(data.get("text", "")), clean(data.get("equipment", ""))
            return understanding.of_offer(text[:6000], equipment[:2000], None, data, self.offer)
        if self.offer is None:
            return understanding.OfferUnderstood()
        return understanding.of_offer(self.offer.text, self.offer.equipment, self.offer.language, None, self.offer)

    def values(self) -> dict[str, Any]:
        cleaned, found = self.cleaned_data, self.understood()
        kept = {term.slug: None for term, is_kept in found.terms if is_kept}
        wanted = [*kept, *(capability.slug for capability in cleaned["more"] if capability.slug not in kept)]
        values = {name: cleaned[name] for name in ("text", "title", "equipment", "capacity", "capacity_from")}
        if cleaned["language"] and cleaned["language"] != self.data.get("was_language"):
            values["language"] = cleaned["language"]
        return values | {
            "capabilities": taxonomy.capabilities(wanted),
            "figures": found.kept_figures,
            "declined": [one for one in found.declined if one not in wanted],
        }
