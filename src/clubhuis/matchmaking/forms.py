"""Asking for organisations in one's own words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community

from .access import LONGEST_QUESTION


class QuestionForm(forms.Form):
    q = forms.CharField(
        label=_("What do you need?"),
        max_length=LONGEST_QUESTION,
        required=False,
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "placeholder": _("5-axis milling of titanium, small series, ISO 13485, within 100 km of Almelo"),
            }
        ),
        help_text=_("In Dutch, English or German, as you would say it. Answers in the other languages are found too."),
    )
    community = forms.ModelChoiceField(
        label=_("Among the members of"), queryset=Community.objects.none(), required=False, to_field_name="slug",
        empty_label=_("all communities"),
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = Community.objects.visible_to(person)  # type: ignore[attr-defined]
