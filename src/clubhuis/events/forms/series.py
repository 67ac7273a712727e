"""A series, and an offer to receive a stop of it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clubhuis.events.models import Series
from clubhuis.lib.uploads import ImageField
from clubhuis.organisations.models import Organisation

from .fields import OneOf, day_field

TEXTS = [f"{name}_{code}" for code in ("nl", "en", "de") for name in ("name", "text")]


class SeriesForm(forms.Form):
    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=120, required=False)
    text_nl = forms.CharField(
        label=_("What it is, in Dutch"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    text_en = forms.CharField(
        label=_("What it is, in English"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    name_de = forms.CharField(label=_("Name in German"), max_length=120, required=False)
    text_de = forms.CharField(
        label=_("What it is, in German"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    picture = ImageField(label=_("Picture"), required=False)
    welcomes_offers = forms.BooleanField(label=_("People may offer to receive a stop"), required=False, initial=True)

    def __init__(self, data: Any = None, files: Any = None, *, series: Series | None = None) -> None:
        names = (*TEXTS, "picture", "welcomes_offers")
        super().__init__(data, files, initial={name: getattr(series, name) for name in names} if series else None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("name_nl", "").strip() and not cleaned.get("name_en", "").strip():
            raise ValidationError(_("Give the series a name."))
        return cleaned

    def values(self) -> dict[str, Any]:
        values = {name: self.cleaned_data[name] for name in (*TEXTS, "welcomes_offers")}
        if "picture" in self.changed_data:
            values["picture"] = self.cleaned_data["picture"] or ""
        return values


class OfferForm(forms.Form):
    organisation = OneOf(Organisation.objects.none(), label=_("On behalf of"), required=False, empty_label=_("myself"))
    place_name = forms.CharField(label=_("Where: the name of the building"), max_length=120)
    street = forms.CharField(label=_("Street and number"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    town = forms.CharField(label=_("Town"), max_length=80)
    places = forms.IntegerField(label=_("For how many people"), min_value=1, max_value=100_000, required=False)
    wanted_from = day_field(_("Not before"), required=False)
    message = forms.CharField(
        label=_("A word with it"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you can show, or what you would like to talk about."),
    )

    def __init__(self, data: Any = None, *, organisations: list[Organisation]) -> None:
        super().__init__(data, initial={"organisation": organisations[0].pk} if organisations else None)
        if organisations:
            ids = [organisation.pk for organisation in organisations]
            cast("OneOf", self.fields["organisation"]).queryset = Organisation.objects.filter(pk__in=ids)
        else:
            del self.fields["organisation"]
