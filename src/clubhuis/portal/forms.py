"""Beginning an installation, and keeping a search."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.agenda.models import Idea
from clubhuis.communities.models import Community
from clubhuis.lib.spreadsheets import clean


class BeginForm(forms.Form):
    """The operator and the first community, on one page."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        help_text=_("At least ten characters. Later you can add a passkey, or sign in with a code by mail."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("nl", "Nederlands"), ("en", "English")])
    community_name = forms.CharField(label=_("Name of the community"), max_length=120)
    community_kind = forms.ChoiceField(
        label=_("What it is"), choices=Community.Kind.choices, initial=Community.Kind.CLUSTER
    )
    purpose = forms.CharField(
        label=_("What it is for, in one sentence"), max_length=300, required=False,
        help_text=_("Visitors read it on the public page. You can change it at any time."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            validate_password(data.get("password", ""), Person(name=data.get("name", ""), email=data.get("email")))
        except forms.ValidationError as weakness:
            if "password" in data:
                self.add_error("password", weakness)
        return data

    def community(self) -> dict[str, Any]:
        data = self.cleaned_data
        language = data["language"]
        names = {"name_nl": data["community_name"]} | ({"name_en": data["community_name"]} if language == "en" else {})
        return {
            **names,
            f"purpose_{language}": data["purpose"],
            "kind": data["community_kind"],
            "slug": slugify(data["community_name"])[:60].strip("-") or "community",
            "languages": [language],
        }


class KeepSearchForm(forms.Form):
    name = forms.CharField(label=_("Keep this search as"), max_length=100)
    query = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        name = clean(self.cleaned_data["name"])
        if not name:  # it was made of characters that nobody sees
            raise forms.ValidationError(_("Give this search a name."), code="required")
        return name


class FollowUpForm(forms.Form):
    """Which ideas are taken further, when, and in whose name."""

    def __init__(self, *args: Any, ideas: QuerySet[Idea], hosts: list[Community], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ideas"] = SafeChoices(
            ideas, label=_("Which ideas do you take further?"), widget=forms.CheckboxSelectMultiple
        )
        self.fields["day"] = forms.DateField(
            label=_("On which day?"),
            help_text=_("At the same time of day; you change it in the draft."),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        self.fields["community"] = forms.ModelChoiceField(
            Community.objects.filter(pk__in=[host.pk for host in hosts]),
            to_field_name="slug",
            empty_label=None,
            label=_("In whose name?"),
        )


class SafeChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # it is generic for the checker only
    """Things by their id; one that no database can hold is no thing."""

    def clean(self, value: Any) -> Any:
        for pk in value or ():
            if len(str(pk)) > 18:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": pk}
                )
        return super().clean(value)
