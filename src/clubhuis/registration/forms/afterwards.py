"""Thanks, material and how it was."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clubhuis.lib import uploads
from clubhuis.registration.models import Afterwards

RATINGS = [
    (5, _("very useful")),
    (4, _("useful")),
    (3, _("somewhat useful")),
    (2, _("hardly useful")),
    (1, _("not useful")),
]


class ThanksForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    class Meta:
        model = Afterwards
        fields = ("thanks_nl", "thanks_en", "asks_feedback")
        widgets = {"thanks_nl": forms.Textarea(attrs={"rows": 6}), "thanks_en": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"thanks_en": _("Each reads it in their own language; left empty, the Dutch text goes to all.")}


class MaterialForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=140)
    url = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")
    file = uploads.FileField(
        label=_("Or a file"), required=False, help_text=_("PDF, office document or picture; at most 25 MB.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(cleaned.get("url")) == bool(cleaned.get("file")):
            raise ValidationError(gettext("Give either a link or a file."))
        return cleaned


class FeedbackForm(forms.Form):
    rating = forms.TypedChoiceField(
        label=_("How useful was it for you?"), choices=RATINGS, coerce=int, widget=forms.RadioSelect
    )
    word = forms.CharField(
        label=_("A word about it"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The organisers read it without your name."),
    )
