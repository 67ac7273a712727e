"""Forms of the operators' editor."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clubhuis.lib.languages import CONTENT_LANGUAGES

from .actions import State, state_of
from .files import shipped_codes
from .forms import CapabilitiesField
from .models import Capability, Kind

LANGUAGE_NAMES = {"nl": _("Dutch"), "en": _("English"), "de": _("German")}


class SynonymsField(forms.CharField):
    """One synonym a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), required=False, **options)

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        if len(text) > 8000:
            raise forms.ValidationError(_("That is too much: at most 8,000 characters."))
        words = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
        long = [word for word in words if len(word) > 120]
        if long:
            raise forms.ValidationError(_("“%(word)s…” is longer than 120 characters."), params={"word": long[0][:40]})
        return words


class MeaningField(forms.CharField):
    """What a capability means, in a sentence or two."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=2000, **options)


class CodesField(forms.CharField):
    """Codes of a classification, separated by commas or spaces; each must exist."""

    def __init__(self, classification: str, **options: Any) -> None:
        self.classification = classification
        super().__init__(required=False, max_length=400, **options)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        codes = list(dict.fromkeys(re.findall(r"[^\s,;]+", super().clean(value))))
        known = {code.code for code in shipped_codes(self.classification)}
        unknown = [code for code in codes if code not in known]
        if unknown:
            raise forms.ValidationError(_("There is no code “%(code)s”."), params={"code": unknown[0][:20]})
        return codes


class CapabilityForm(forms.Form):
    """All of a capability but its slug, which is for ever."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    name_de = forms.CharField(label=_("Name in German"), max_length=120, required=False)
    synonyms_nl = SynonymsField(
        label=_("Other words in Dutch"),
    )
    synonyms_en = SynonymsField(label=_("Other words in English"))
    synonyms_de = SynonymsField(label=_("Other words in German"))
    definition_nl = MeaningField(label=_("Meaning in Dutch"))
    definition_en = MeaningField(label=_("Meaning in English"))
    definition_de = MeaningField(label=_("Meaning in German"))
    broader = CapabilitiesField(label=_("Part of"), required=False, most=5)
    related = CapabilitiesField(label=_("Often together with"), required=False, most=20)
    nace = CodesField("nace", label=_("NACE codes"), help_text=_("For example 25.62"))
    cpv = CodesField("cpv", label=_("CPV codes"), help_text=_("For example 42630000"))
    text_to_try = forms.CharField(
        label=_("A text to try"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Paste a sentence of a company and see what would be recognised with the words above."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**62)

    def state(self) -> State:
        """What was typed, for `actions`."""
        data = self.cleaned_data
        return {
            "kind": data["kind"],
            "names": {code: data[f"name_{code}"] for code in CONTENT_LANGUAGES},
            "definitions": {code: data[f"definition_{code}"] for code in CONTENT_LANGUAGES},
            "synonyms": {
                code: [word for word in data[f"synonyms_{code}"] if word != data[f"name_{code}"]]
                for code in CONTENT_LANGUAGES
            },
            "broader": sorted(c.slug for c in data["broader"]),
            "related": sorted(c.slug for c in data["related"]),
            "nace": data["nace"],
            "cpv": data["cpv"],
            "withdrawn": False,
            "replaced_by": "",
        }


def initial_of(capability: Capability) -> dict[str, Any]:
    state = state_of(capability)
    return {
        "kind": state["kind"],
        **{f"name_{code}": state["names"][code] for code in CONTENT_LANGUAGES},
        **{f"definition_{code}": state["definitions"][code] for code in CONTENT_LANGUAGES},
        **{f"synonyms_{code}": "\n".join(state["synonyms"][code]) for code in CONTENT_LANGUAGES},
        **{key: state[key] for key in ("broader", "related", "nace", "cpv")},
        "seen": capability.revisions.values_list("pk", flat=True).first() or 0,
    }


class OtherForm(forms.Form):
    """Choose one other capability: to replace this one, or to merge it into."""

    other = CapabilitiesField(label=_("Which one"), most=1)

    def __init__(self, *args: Any, needed: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["other"].required = needed

    def chosen(self) -> Capability | None:
        return next(iter(self.cleaned_data["other"]), None)
