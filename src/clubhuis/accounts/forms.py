"""What people fill in about themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clubhuis.lib import uploads

from .models import Person


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    class Meta:
        model = Person
        fields = ["name", "headline", "about", "phone", "visibility", "contact_visibility"]
        help_texts = {
            "headline": gettext_lazy("For example: process engineer, cleanliness and vacuum."),
            "about": gettext_lazy("What you work on, and what people may ask you about."),
            "contact_visibility": gettext_lazy("Your e-mail address and telephone number."),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "about": forms.Textarea(attrs={"rows": 5}),
        }


class PhotoForm(forms.Form):
    photo = uploads.ImageField(
        label=gettext_lazy("Photograph"),
        longest_side=640,
        help_text=gettext_lazy("JPEG, PNG or WebP, at most 10 MB. Where and when it was taken is removed."),
    )


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    class Meta:
        model = Person
        fields = ["language", "country", "postcode", "notify_by_mail", "digest"]
        widgets = {
            "postcode": forms.TextInput(attrs={"autocomplete": "postal-code", "size": 10}),
            "country": forms.Select(choices=[]),
        }
        help_texts = {
            "postcode": gettext_lazy("So that we can show what is near you. Only you see it."),
            "digest": gettext_lazy("One mail with what is new in your communities, themes and region."),
        }

    def __init__(self, *args: Any, countries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(label=self.fields["country"].label, choices=countries)

    def clean_postcode(self) -> str:
        return " ".join(str(self.cleaned_data["postcode"]).upper().split())


class ErasureForm(forms.Form):
    """The code that proves that it is you who wants to be forgotten."""

    code = forms.CharField(
        label=gettext_lazy("Code from the mail"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, expected: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).upper().replace(" ", "")
        if not self.expected:
            raise ValidationError(_("This code is no longer valid. Ask for a new one."))
        if not constant_time_compare(code, self.expected):
            raise ValidationError(_("This is not the code from the mail. Check it, or ask for a new one."))
        return code
