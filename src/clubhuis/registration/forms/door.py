"""Somebody who comes without having registered."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clubhuis.registration.actions import WalkIn


class WalkInForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    organisation_name = forms.CharField(label=_("Organisation"), max_length=160, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("For the material afterwards. It may be left out."),
    )
    although_full = forms.BooleanField(
        label=_("Let in, also when it is full"), required=False, help_text=_("That is written down, with your name.")
    )

    def walk_in(self) -> WalkIn:
        filled = self.cleaned_data
        language = (get_language() or "nl")[:2]
        return WalkIn(filled["name"], filled["organisation_name"], filled["email"], language)
