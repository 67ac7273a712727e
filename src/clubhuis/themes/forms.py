"""What people fill in about themes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.taxonomy.forms import CapabilitiesField

from . import access
from .models import Theme
from .texts import NAMES, TEXTS

LANGUAGES = {"nl": _("Dutch"), "en": _("English"), "de": _("German")}


class ThemeForm(forms.Form):
    """Names and texts per language: the language of the page first, the others when somebody wants them."""

    name_nl = forms.CharField(label=_("Name"), max_length=100, required=False)
    text_nl = forms.CharField(
        label=_("What is it about"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    name_en = forms.CharField(label=_("Name"), max_length=100, required=False)
    text_en = forms.CharField(
        label=_("What is it about"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    name_de = forms.CharField(label=_("Name"), max_length=100, required=False)
    text_de = forms.CharField(
        label=_("What is it about"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    capabilities = CapabilitiesField(
        label=_("Capabilities it is about"),
        required=False,
        most=20,
        help_text=_("They help to suggest this theme where somebody plans an event."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.get(name) for name in NAMES):
            self.add_error(f"name_{self.first}", _("Give the theme a name: a few words are enough."))
        return data

    @property
    def first(self) -> str:
        language = (get_language() or "nl")[:2]
        return language if language in LANGUAGES else "nl"

    @property
    def in_first(self) -> tuple[forms.BoundField, forms.BoundField]:
        return self[f"name_{self.first}"], self[f"text_{self.first}"]

    @property
    def in_others(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        return [
            (text, self[f"name_{code}"], self[f"text_{code}"]) for code, text in LANGUAGES.items() if code != self.first
        ]

    @property
    def others_are_filled(self) -> bool:
        return any(name.value() or text.value() or name.errors or text.errors for _text, name, text in self.in_others)

    def texts(self) -> dict[str, str]:
        return {field: self.cleaned_data[field] for field in (*NAMES, *TEXTS)}


class RaiseForm(ThemeForm):
    """A new theme, and where it is raised."""

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        communities = access.communities_for(person)
        for_all = access.can_raise(person, None)
        self.has_somewhere = for_all or communities.exists()
        self.fields["community"] = forms.ModelChoiceField(
            communities,
            to_field_name="slug",
            required=not for_all,
            empty_label=_("The whole clubhouse") if for_all else None,
            label=_("Where do you raise it"),
            help_text=_("Its organisers read it; who sees the community sees the theme."),
        )


class AdvanceForm(forms.Form):
    state = forms.ChoiceField(label=_("How far is it"), choices=Theme.State.choices)


class MergeForm(forms.Form):
    """Which theme this one becomes part of."""

    def __init__(self, *args: Any, theme: Theme, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"] = forms.ModelChoiceField(
            access.may_merge_into(person, theme),
            to_field_name="slug",
            label=_("Becomes part of"),
            widget=forms.Select(attrs={"data-search": _("Search themes")}),
        )
