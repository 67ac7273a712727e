"""What people fill in: a question in their own words, whom to invite, an answer, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
from clubhuis.market.models import NeedFile
from clubhuis.organisations.models import Organisation

from .access import LONGEST_QUESTION
from .models import Answer, Outcome


class SearchForm(forms.Form):
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


class InvitingForm(forms.Form):
    """How far, and whether the engine proposes."""

    km = forms.TypedChoiceField(
        label=_("Within"),
        choices=[("", _("any distance")), ("25", "25 km"), ("50", "50 km"), ("100", "100 km"), ("200", "200 km")],
        coerce=int,
        empty_value=None,
        required=False,
    )
    propose = forms.BooleanField(required=False)
    number = forms.IntegerField(min_value=1, max_value=20, required=False)


class YesForm(forms.Form):
    text = forms.CharField(
        label=_("In your own words"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("How you would do it, and what you still want to know."),
    )
    price_note = forms.CharField(
        label=_("About the price"),
        max_length=300,
        required=False,
        help_text=_("A range or a rate; nothing binds you yet."),
    )
    ready_note = forms.CharField(
        label=_("When"), max_length=200, required=False, help_text=_("For example: first parts in six weeks.")
    )


class TogetherForm(YesForm):
    """The same, with others who take a part of it."""

    def __init__(self, *args: Any, proposed: Sequence[tuple[Organisation, str]], viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.proposed = {str(one.pk): (one, part) for one, part in proposed}
        if proposed:
            self.fields["partners"] = forms.MultipleChoiceField(
                label=_("They fill what you lack"),
                choices=[(pk, f"{one.name}: {part}") for pk, (one, part) in self.proposed.items()],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["other"] = forms.CharField(
            label=_("Another organisation"),
            max_length=200,
            required=False,
            help_text=_("Its name as it stands in the directory."),
        )
        self.fields["part"] = forms.CharField(label=_("What it takes on"), max_length=200, required=False)

    def clean_other(self) -> Organisation | None:
        name = " ".join(self.cleaned_data["other"].replace("\0", "").split())
        if not name:
            return None
        found = Organisation.objects.visible_to(self.viewer).filter(name__iexact=name).first()
        if found is None:
            raise ValidationError(
                _("We do not know “%(name)s”. Write its name as it stands in the directory."), params={"name": name}
            )
        return found

    def together(self) -> list[tuple[Organisation, str]]:
        chosen = [self.proposed[pk] for pk in self.cleaned_data.get("partners", ())]
        other = self.cleaned_data["other"]
        return [*chosen, (other, self.cleaned_data["part"])] if other else chosen


class NoForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why not?"), choices=Answer.Reason.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("A word about it"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class QuestionForm(forms.Form):
    question = forms.CharField(
        label=_("Your question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The buyer replies here, without showing who it is."),
    )  # fmt: skip


class OutcomeForm(forms.Form):
    why = forms.ChoiceField(label=_("Why not?"), choices=[("", _("not said")), *Outcome.Why.choices], required=False)
    note = forms.CharField(label=_("A word about it"), max_length=500, required=False)


class HelpForm(forms.Form):
    community = forms.ChoiceField(label=_("Which community"))

    def __init__(self, *args: Any, communities: Sequence[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communities = {str(one.pk): one for one in communities}
        self.fields["community"].choices = [(pk, str(one)) for pk, one in self.communities.items()]  # type: ignore[attr-defined]

    def chosen(self) -> Community:
        return self.communities[self.cleaned_data["community"]]


class ShareForm(forms.Form):
    """To whom drawings go, which, and for how long."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    days = forms.IntegerField(label=_("Works for (days)"), min_value=1, max_value=90, initial=14)
    drawings = forms.MultipleChoiceField(label=_("Which drawings"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, files: Sequence[NeedFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in files}
        self.fields["drawings"].choices = [(pk, one.name) for pk, one in self.known.items()]  # type: ignore[attr-defined]
        self.fields["drawings"].initial = list(self.known)

    def chosen(self) -> list[NeedFile]:
        return [self.known[pk] for pk in self.cleaned_data["drawings"]]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code from the mail"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "pattern": "[0-9 ]*"}),
    )


class BrokerForm(forms.Form):
    """An organiser thinks of a supplier."""

    supplier = forms.CharField(
        label=_("Supplier"), max_length=200, help_text=_("Its name as it stands in the directory.")
    )
    note = forms.CharField(
        label=_("Why they?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_supplier(self) -> Organisation:
        name = " ".join(self.cleaned_data["supplier"].replace("\0", "").split())
        found = Organisation.objects.visible_to(self.viewer).filter(name__iexact=name).first()
        if found is None:
            raise ValidationError(
                _("We do not know “%(name)s”. Write its name as it stands in the directory."), params={"name": name}
            )
        return found


def ids_in(values: Iterable[str], most: int = 200) -> list[int]:
    """The numbers among what was sent; anything else, and what no database can hold, is left out."""
    return [int(one) for one in list(values)[:most] if one.isascii() and one.isdigit() and len(one) < 19]
