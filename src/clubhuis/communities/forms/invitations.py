from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clubhuis.communities.actions.invitations import AT_ONCE, split_list
from clubhuis.communities.models import Community, Role, Tier

from .choosing import choose_among


class WithWords(forms.Form):
    """What every invitation can say."""

    tier = forms.ModelChoiceField(label=_("Tier"), queryset=Tier.objects.none(), required=False, empty_label=_("none"))
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)
    message = forms.CharField(
        label=_("A personal word"),
        help_text=_("Stands in the mail, above the button. Not required."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, community: Community, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_among(self, "tier", community.tiers.all())
        self.initial.setdefault("tier", community.tiers.filter(is_default=True).first())
        self.initial.setdefault("language", (community.languages or ["nl"])[0])


class InviteForm(WithWords):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)

    field_order = ["email", "name", "tier", "language", "message"]


class InviteManyForm(WithWords):
    """Stands on one page with `InviteForm`, so its fields have ids of their own."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("One a line, or separated by commas. Names may stand in front: Anna de Wit <anna@dewit.example>"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    field_order = ["addresses", "tier", "language", "message"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="many_%s", **options)

    def clean_addresses(self) -> list[str]:
        entries = split_list(self.cleaned_data["addresses"])
        if not entries:
            raise ValidationError(_("Type or paste at least one e-mail address."))
        if len(entries) > AT_ONCE:
            raise ValidationError(_("Invite at most %(most)d people at a time.") % {"most": AT_ONCE})
        return entries


class RoleForm(forms.Form):
    """Give somebody a place at the desk: at once when they have an account, else by invitation."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    kind = forms.ChoiceField(label=_("Role"), choices=Role.Kind.choices, initial=Role.Kind.EDITOR)
