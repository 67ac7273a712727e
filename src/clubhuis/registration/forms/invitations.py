"""Inviting, and answering an invitation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from clubhuis.communities.actions.invitations import split_list
from clubhuis.events.models import Event
from clubhuis.lib.spreadsheets import LARGEST_FILE
from clubhuis.registration.actions.invitations import AT_ONCE
from clubhuis.registration.models import Invitation


class InviteForm(forms.Form):
    """What every invitation says."""

    language = forms.ChoiceField(
        label=_("Language of the mail"),
        help_text=_("Of people whose language is not known."),
        choices=settings.LANGUAGES,
    )
    message = forms.CharField(
        label=_("A personal word"),
        help_text=_("Stands in the mail, above the button."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ListForm(InviteForm):
    """A pasted list, or a file as it is."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("One a line, or separated by commas. Names may stand in front: Anna de Wit <anna@dewit.example>"),
        max_length=200_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or a list from a spreadsheet"),
        help_text=_(
            "Excel, OpenDocument or CSV, as it is: organisations, names and addresses are found by themselves."
        ),
        required=False,
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt,.tsv"}),
    )
    field_order = ["addresses", "file", "language", "message"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["addresses"].help_text = escape(str(self.fields["addresses"].help_text))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST_FILE:
            raise ValidationError(_("This file is larger than 30 MB. Split the list and bring it in in parts."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("addresses") and not cleaned.get("file") and not self.errors:
            raise ValidationError(_("Type or paste at least one e-mail address, or choose a file."))
        if len(split_list(cleaned.get("addresses") or "")) > AT_ONCE:
            self.add_error("addresses", _("This is too long a list. Bring it in as a file, or in parts."))
        return cleaned


class OfEventForm(InviteForm):
    """The people of an earlier event that one runs."""

    earlier = forms.ModelChoiceField(label=_("Event"), queryset=Event.objects.none(), empty_label=_("choose an event"))
    field_order = ["earlier", "language", "message"]

    def __init__(self, *args: Any, events: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["earlier"].queryset = events  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The three answers; the rest of the page is asked of who comes."""

    answer = forms.ChoiceField(
        label=_("Are you coming?"),
        choices=[
            (Invitation.Answer.COMING, _("Yes, I am coming")),
            (Invitation.Answer.SUPPORTIVE, _("I can’t come, but I support it")),
            (Invitation.Answer.NO, _("No")),
        ],
        widget=forms.RadioSelect,
    )
    word = forms.CharField(
        label=_("A word to the organisers"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
