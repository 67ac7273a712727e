from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clubhuis.communities.actions.members import AT_ONCE
from clubhuis.communities.attention import LACKS
from clubhuis.communities.models import Community, MemberNote, Membership, MemberTag, Tier
from clubhuis.organisations.identifiers import kvk_number
from clubhuis.organisations.models import Kind, Site
from clubhuis.places.models import Region

from .choosing import choose_among, choose_between

LARGEST_ID = 2**63 - 1


class MemberFilter(forms.Form):
    """What the list of members is narrowed to. What makes no sense is left out, so that an old link still works."""

    q = forms.CharField(label=_("Name, town or number"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    tier = forms.ModelChoiceField(label=_("Tier"), queryset=Tier.objects.none(), required=False, empty_label=_("all"))
    tag = forms.ModelChoiceField(
        label=_("Tag"), queryset=MemberTag.objects.none(), required=False, empty_label=_("all")
    )
    region = forms.ModelChoiceField(
        label=_("Region"), queryset=Region.objects.none(), required=False, empty_label=_("all")
    )
    claimed = forms.ChoiceField(
        label=_("Claimed"), choices=[("", _("all")), ("yes", _("claimed")), ("no", _("not claimed"))], required=False
    )
    lacks = forms.ChoiceField(label=_("Profile"), required=False)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("members")), ("former", _("former members"))], required=False
    )

    def __init__(self, data: Any, *, community: Community) -> None:
        super().__init__(data)
        choose_between(self, "kind", [("", _("all")), *Kind.choices, ("person", _("person"))])
        choose_between(self, "lacks", [("", _("all")), *((name, lack.label) for name, lack in LACKS.items())])
        choose_among(self, "tier", community.tiers.all())
        choose_among(self, "tag", community.member_tags.all())
        here = Site.objects.filter(
            organisation__memberships__community=community, organisation__memberships__state="current"
        )
        choose_among(self, "region", Region.objects.filter(pk__in=here.order_by().values("region")))

    def wishes(self) -> dict[str, Any]:
        """What was asked and makes sense; `sort` as it came."""
        self.is_valid()
        return {**self.cleaned_data, "sort": str(self.data.get("sort", ""))[:20]}

    @property
    def narrows(self) -> bool:
        return any(value for name, value in self.wishes().items() if name != "sort")


class BulkForm(forms.Form):
    """What to do with the chosen members."""

    deed = forms.ChoiceField(
        choices=[
            ("tag", "tag"),
            ("tier", "tier"),
            ("end", "end"),
            ("invite", "invite"),
            ("csv", "csv"),
            ("xlsx", "xlsx"),
        ]
    )
    tag = forms.CharField(label=_("Tag"), max_length=40, required=False)
    tier = forms.ModelChoiceField(label=_("Tier"), queryset=Tier.objects.none(), required=False)
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)

    def __init__(self, data: Any, *, community: Community) -> None:
        super().__init__(data)
        choose_among(self, "tier", community.tiers.all())

    def chosen(self) -> set[int]:
        """The ids of the chosen rows. Raises ValidationError for what no page of ours sends."""
        values = self.data.getlist("chosen") if hasattr(self.data, "getlist") else []
        if len(values) > AT_ONCE:
            raise ValidationError(_("Choose at most %(most)d members at a time.") % {"most": AT_ONCE})
        if not all(
            value.isascii() and value.isdigit() and len(value) < 20 and int(value) <= LARGEST_ID for value in values
        ):
            raise ValidationError(_("Choose members in the list."))
        return {int(value) for value in values}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        missing = {
            "tag": _("Type a tag."),
            "tier": _("Choose a tier."),
            "end": _("Say why: the member gets the reason by mail."),
        }
        deed = cleaned.get("deed", "")
        field = {"end": "reason"}.get(deed, deed)
        if deed in missing and field not in self.errors and not cleaned.get(field):
            self.add_error(field, missing[deed])
        return cleaned


class ChangeMemberForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    class Meta:
        model = Membership
        fields = ["tier", "number", "since"]
        labels = {"tier": _("Tier"), "number": _("Member number"), "since": _("Member since")}
        widgets = {"since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_among(self, "tier", self.instance.community.tiers.all())
        cast("forms.ModelChoiceField[Tier]", self.fields["tier"]).empty_label = _("none")


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    class Meta:
        model = MemberNote
        fields = ["kind", "text"]
        labels = {"kind": _("Kind"), "text": _("Note")}
        help_texts = {"text": _("Seen at this desk only.")}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class TagForm(forms.Form):
    name = forms.CharField(label=_("Tag"), max_length=40)


class EndForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("The member gets this reason by mail."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithTier(forms.Form):
    tier = forms.ModelChoiceField(label=_("Tier"), queryset=Tier.objects.none(), required=False, empty_label=_("none"))
    number = forms.CharField(label=_("Member number"), max_length=40, required=False)

    def __init__(self, *args: Any, community: Community, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_among(self, "tier", community.tiers.all())
        self.initial.setdefault("tier", community.tiers.filter(is_default=True).first())


class NewOrganisationForm(WithTier):
    """An organisation an organiser writes in by hand."""

    name = forms.CharField(label=_("Trade name"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.COMPANY)
    website = forms.URLField(label=_("Website"), max_length=300, required=False, assume_scheme="https")
    kvk_number = forms.CharField(label=_("Chamber of Commerce number"), max_length=20, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    town = forms.CharField(label=_("Town"), max_length=100, required=False)
    contact_name = forms.CharField(label=_("Name of the contact"), max_length=120, required=False)
    contact_email = forms.EmailField(label=_("E-mail address of the contact"), max_length=254, required=False)
    invite = forms.BooleanField(
        label=_("Invite the contact by mail to take charge of the profile"), required=False, initial=True
    )
    known = forms.CharField(required=False, widget=forms.HiddenInput)  # an id that was chosen, or "new"

    field_order = [
        "name",
        "kind",
        "website",
        "kvk_number",
        "postcode",
        "town",
        "contact_name",
        "contact_email",
        "invite",
        "tier",
        "number",
    ]

    def clean_kvk_number(self) -> str:
        text = self.cleaned_data["kvk_number"]
        return kvk_number(text) if text else ""

    def clean_known(self) -> str:
        known = str(self.cleaned_data["known"])
        return known if known == "new" or (known.isascii() and known.isdigit() and len(known) < 19) else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("contact_name") and not cleaned.get("contact_email") and "contact_email" not in self.errors:
            self.add_error("contact_email", _("Add the address of the contact, or leave the name out."))
        return cleaned


class NewPersonForm(WithTier):
    """A person an organiser writes in by hand: a contact until they sign in."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)

    field_order = ["name", "email", "tier", "number"]
