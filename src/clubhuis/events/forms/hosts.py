"""Who hosts along and on what terms, and who helps."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
from clubhuis.events.models import Event, EventRole, Host, SeesOthers

from .fields import OneOf, day_field


class TermsForm(forms.Form):
    places = forms.IntegerField(label=_("Places kept for its members"), min_value=1, max_value=100_000, required=False)
    release_on = day_field(
        _("Free for all from"), required=False, help_text=_("Places that are left on this day go to everybody.")
    )
    sees_others = forms.ChoiceField(
        label=_("What it sees of people who come through other hosts"),
        choices=SeesOthers.choices,
        initial=SeesOthers.NAMES,
        help_text=_("Its own people it sees in full."),
    )

    def __init__(self, data: Any = None, *, host: Host | None = None, prefix: str | None = None) -> None:
        names = ("places", "release_on", "sees_others")
        super().__init__(data, prefix=prefix, initial={name: getattr(host, name) for name in names} if host else None)

    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("places", "release_on", "sees_others")}


class InviteHostForm(TermsForm):
    community = OneOf(Community.objects.none(), label=_("Community"), empty_label=_("choose a community"))
    message = forms.CharField(
        label=_("A word with it"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ["community", "places", "release_on", "sees_others", "message"]

    def __init__(self, data: Any = None, *, event: Event, person: Person) -> None:
        super().__init__(data)
        taken = event.hosts.concerned().values("community")
        others = Community.objects.visible_to(person).exclude(pk__in=taken)
        cast("OneOf", self.fields["community"]).queryset = others


class ConsentForm(forms.Form):
    consent_nl = forms.CharField(
        label=_("In Dutch"), max_length=1500, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    consent_en = forms.CharField(
        label=_("In English"), max_length=1500, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, data: Any = None, *, host: Host) -> None:
        super().__init__(data, initial={"consent_nl": host.consent_nl, "consent_en": host.consent_en})


class RoleForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, help_text=_("Of somebody with an account in this clubhouse.")
    )
    kind = forms.ChoiceField(label=_("Role"), choices=EventRole.Kind.choices, initial=EventRole.Kind.VOLUNTEER)
    day = forms.ChoiceField(label=_("On which day"), required=False)

    def __init__(self, data: Any = None, *, event: Event) -> None:
        super().__init__(data)
        days = [(day.isoformat(), date_format(day, "l j F")) for day in event.days]
        if len(days) > 1:
            cast("forms.ChoiceField", self.fields["day"]).choices = [("", _("every day")), *days]
        else:
            del self.fields["day"]
