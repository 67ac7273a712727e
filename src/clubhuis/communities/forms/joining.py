from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clubhuis.communities.models import Membership
from clubhuis.organisations.models import Organisation

from .choosing import choose_between


class Speaking(forms.Form):
    """A form in which one speaks for oneself or for one of the organisations one administers."""

    as_ = forms.ChoiceField(label=_("Who joins"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, organisations: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisations = {str(o.pk): o for o in organisations}
        choose_between(
            self, "as_", [("", _("I do, as a person")), *((pk, o.name) for pk, o in self.organisations.items())]
        )
        self.fields["as_"].required = False
        if organisations and not self.is_bound:
            self.initial.setdefault("as_", str(organisations[0].pk))
        if not organisations:
            del self.fields["as_"]

    @property
    def organisation(self) -> Organisation | None:
        return self.organisations.get(self.cleaned_data.get("as_", ""))


class JoinForm(Speaking):
    """Join, or ask to; with a word to the organisers when they answer."""

    message = forms.CharField(
        label=_("A word to the organisers"),
        help_text=_("What do you make or do, and what do you hope to find here? Not required."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, asks: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not asks:
            del self.fields["message"]


class AcceptForm(Speaking):
    """Accept an invitation that does not say who joins."""


class DeclineForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Say no to a request; the reason goes into the mail."""

    class Meta:
        model = Membership
        fields = ["reason"]
        labels = {"reason": _("Why not")}
        help_texts = {"reason": _("The one who asked reads this. Not required.")}
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}
