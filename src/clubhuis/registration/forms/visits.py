"""What a company visit asks, and what a visitor fills in."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clubhuis.organisations.models import Organisation
from clubhuis.registration.models import Identity, Visit

LONGEST = {"full_name": 160, "nationality": 60, "document": 40, "licence_plate": 20, "phone": 40}


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"autocomplete": "bday"})


class VisitForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("The organisation that is visited"),
        widget=forms.Select(attrs={"data-search": _("Type to search")}),
        help_text=_("Its administrators see the requests and the list for the gate."),
    )
    host_approves = forms.BooleanField(label=_("The organisation approves each visitor"), required=False)
    asks_identity = forms.MultipleChoiceField(
        label=_("What its gate wants to know"),
        choices=[(name, capfirst(str(text))) for name, text in Identity.ASKED.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only that organisation reads it, and it is deleted afterwards. Ask no more than the gate needs."),
    )
    forget_after = forms.IntegerField(label=_("Deleted so many days after the visit"), min_value=0, max_value=90)
    safety_nl = forms.CharField(
        label=_("Safety rules (Dutch)"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    safety_en = forms.CharField(
        label=_("Safety rules (English)"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    confidentiality_nl = forms.CharField(
        label=_("What visitors keep to themselves (Dutch)"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Visitors tick that they agree."),
    )
    confidentiality_en = forms.CharField(
        label=_("What visitors keep to themselves (English)"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, visit: Visit | None, organisations: Any) -> None:
        names = [name for name in self.base_fields if name != "organisation"]
        start = {name: getattr(visit, name) for name in names} if visit else {"forget_after": 7}
        super().__init__(data, initial=start | ({"organisation": visit.organisation_id} if visit else {}))
        cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"]).queryset = organisations
        self.fields["asks_identity"].choices = [  # type: ignore[attr-defined]  # in the language of the page
            (name, capfirst(str(text))) for name, text in Identity.ASKED.items()
        ]


class GateForm(forms.Form):
    """Who somebody is, as far as this visit asks."""

    def __init__(self, data: Any = None, *, visit: Visit, identity: Identity | None) -> None:
        super().__init__(data, use_required_attribute=False)
        for name in visit.asks_identity:
            label = capfirst(str(Identity.ASKED[name]))
            before = getattr(identity, name) if identity else None
            if name == "birth_date":
                self.fields[name] = forms.DateField(label=label, initial=before, widget=DateInput())
            else:
                length = LONGEST[name]
                self.fields[name] = forms.CharField(
                    label=label, initial=before, max_length=length, required=name != "licence_plate"
                )
        if visit.safety:
            self.fields["read_safety"] = forms.BooleanField(
                label=_("I have read the safety rules and keep to them"),
                initial=bool(identity and identity.safety_read_at),
            )
        if visit.confidentiality:
            self.fields["agrees"] = forms.BooleanField(
                label=_("I keep what I see and hear to myself, as it says here"),
                initial=bool(identity and identity.agreed_at),
            )

    def clean_birth_date(self) -> date:
        born: date = self.cleaned_data["birth_date"]
        if not date(1900, 1, 1) <= born < timezone.localdate():
            raise ValidationError(gettext("This is not a date of birth. Write it as on the identity card."))
        return born
