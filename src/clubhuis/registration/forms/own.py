"""What somebody changes about their own registration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clubhuis.programme.models import Session
from clubhuis.registration.models import Registration, Rules
from clubhuis.registration.seats import Room

from . import sessions as choosing


class AskForm(forms.Form):
    """After the cut-off: a word to the organisers."""

    message = forms.CharField(
        label=_("Why do you ask?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They get a mail with their own link."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class HandOverForm(NameForm):
    """`asks`: the cut-off has passed, so it is a request."""

    def __init__(self, *args: Any, asks: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if asks:
            self.fields["message"] = AskForm.base_fields["message"]


class SessionsForm(forms.Form):
    def __init__(
        self,
        data: Any = None,
        *,
        sessions: list[Session],
        rooms: dict[str, Room],
        mine: set[int],
        can_wait: bool,
        asks: bool = False,
    ) -> None:
        super().__init__(data)
        self.sessions = sessions
        self.session_names = choosing.add_fields(self, sessions, rooms, mine=mine, can_wait=can_wait and not asks)
        if asks:
            self.fields["message"] = AskForm.base_fields["message"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.chosen, self.waited = choosing.chosen(self, self.sessions)
        return cleaned


class MoreForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    """What they tell of themselves for this event."""

    class Meta:
        model = Registration
        fields = ("job_title", "offers", "seeks", "diet", "accessibility", "is_listed")
        widgets = {"offers": forms.Textarea(attrs={"rows": 2}), "seeks": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"diet": _("For the kitchen only, and deleted afterwards."), "job_title": _("On your badge.")}

    def __init__(self, *args: Any, rules: Rules, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = {
            "offers": rules.asks_offers,
            "seeks": rules.asks_offers,
            "diet": rules.asks_diet,
            "accessibility": rules.asks_accessibility,
        }
        for name, is_asked in asked.items():
            if not is_asked and not getattr(self.instance, name):
                del self.fields[name]
