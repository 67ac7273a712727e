"""What people fill in about ideas."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class IdeaForm(forms.Form):
    title = forms.CharField(
        label=_("What do you want to do?"),
        max_length=120,
        help_text=_("For instance: share one ultrasonic cleaning line with five companies."),
    )
    text = forms.CharField(
        label=_("Why, and what does it take?"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
