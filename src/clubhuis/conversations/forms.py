"""What people fill in when they talk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.lib import uploads

from .actions import LONGEST, MOST_FILES
from .models import Report


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(uploads.FileField):
    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        one = super().clean
        return [one(file, initial) for file in given[: MOST_FILES + 1]]


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    drawings = FilesField(
        label=_("Files"), required=False, help_text=_("PDF, CAD, office documents or pictures; at most 25 MB each.")
    )


class ColleagueForm(forms.Form):
    colleague = forms.ChoiceField(label=_("Your colleague"))
    stay = forms.BooleanField(label=_("I stay in the conversation myself"), required=False, initial=True)

    def __init__(self, *args: Any, colleagues: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(person.pk): person for person in colleagues}
        self.fields["colleague"].choices = [(pk, person.name) for pk, person in self.colleagues.items()]  # type: ignore[attr-defined]

    def chosen(self) -> Person:
        return self.colleagues[self.cleaned_data["colleague"]]


class ReportForm(forms.Form):
    reason = forms.ChoiceField(label=_("What is wrong"), choices=Report.Reason.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("In your own words"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class DecisionForm(forms.Form):
    decision = forms.CharField(label=_("What you decided"), max_length=300)
