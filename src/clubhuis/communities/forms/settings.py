from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.communities import hosts
from clubhuis.communities.models import Community, Partnership, Role, Share
from clubhuis.lib.uploads import ImageField
from clubhuis.organisations.names import is_shared
from clubhuis.places.models import Region

from .choosing import choose_among, choose_between

LANGUAGES = [("nl", "Nederlands"), ("en", "English"), ("de", "Deutsch")]
RESERVED_SLUGS = {"founding"}
TEXTS = [f"{text}_{language}" for text in ("name", "purpose", "about") for language in ("nl", "en", "de")]
LABELS = {
    "name_nl": _("Name in Dutch"),
    "name_en": _("Name in English"),
    "name_de": _("Name in German"),
    "purpose_nl": _("Purpose in Dutch, in one sentence"),
    "purpose_en": _("Purpose in English, in one sentence"),
    "purpose_de": _("Purpose in German, in one sentence"),
    "about_nl": _("About the community in Dutch"),
    "about_en": _("About the community in English"),
    "about_de": _("About the community in German"),
}


class PageForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    """The public page."""

    picture = ImageField(
        label=_("Picture"), required=False, help_text=_("Wide, at least 1200 pixels: JPEG, PNG or WebP.")
    )
    logo = ImageField(label=_("Logo"), required=False, longest_side=800)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple, required=False
    )
    region = forms.ModelChoiceField(
        label=_("Region"),
        queryset=Region.objects.filter(level__lte=Region.Level.PROVINCE),
        required=False,
        empty_label=_("everywhere"),
    )

    class Meta:
        model = Community
        fields = [*TEXTS, "picture", "logo", "accent", "languages", "region", "website", "email"]
        labels = LABELS
        help_texts = {"accent": _("It is adjusted until its contrast is sufficient, in light and dark.")}
        widgets = {
            "accent": forms.TextInput(attrs={"type": "color"}),
            **{f"about_{language}": forms.Textarea(attrs={"rows": 8}) for language in ("nl", "en", "de")},
        }

    def changes(self) -> dict[str, Any]:
        """What the form decides, for the action. A picture that was cleared is empty."""
        found = dict(self.cleaned_data)
        for name in ("picture", "logo"):
            if name in found and found[name] is False:
                found[name] = ""
        return found


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    """How the community is reached, joined and seen."""

    email_domains = forms.CharField(
        label=_("Company e-mail domains"),
        help_text=_("Who signs in with an address at one of these joins at once. One a line, such as vandam.nl."),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    parent = forms.ModelChoiceField(
        label=_("Part of"),
        help_text=_("Communities of which you are a manager, too."),
        queryset=Community.objects.none(),
        required=False,
        empty_label=_("no other community"),
    )

    class Meta:
        model = Community
        fields = [
            "slug", "kind", "parent", "host_name", "joining", "email_domains", "is_public", "shows_members"
        ]  # fmt: skip
        help_texts = {
            "slug": _("The page is at /communities/ followed by this. Old links stop working when you change it."),
            "host_name": _("Such as precisiekring.nl. Let its DNS point here first."),
        }

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Community.objects.present().exclude(pk=self.instance.pk)
        if not person.is_operator:
            others = others.filter(roles__person=person, roles__kind=Role.Kind.MANAGER)
        if self.instance.parent_id:
            others = others | Community.objects.filter(pk=self.instance.parent_id)
        choose_among(self, "parent", others.distinct())
        self.initial["email_domains"] = "\n".join(self.instance.email_domains)

    def clean_slug(self) -> str:
        return a_free_path(self.cleaned_data["slug"])

    def clean_host_name(self) -> str | None:
        text = (self.cleaned_data["host_name"] or "").strip()
        if not text:
            return None
        host = ascii_host(text)
        if hosts.is_own(host):
            raise ValidationError(_("This is the name of the installation itself."))
        return host

    def clean_email_domains(self) -> list[str]:
        found: dict[str, None] = {}
        for entry in re.split(r"[\s,;]+", self.cleaned_data["email_domains"]):
            if not entry:
                continue
            domain = ascii_host(entry.removeprefix("@"))
            if is_shared(domain):
                raise ValidationError(
                    _("Anybody can have an address at %(domain)s. Name domains of companies.") % {"domain": domain}
                )
            found[domain] = None
        return list(found)


def a_free_path(slug: str) -> str:
    if slug.lower() in RESERVED_SLUGS:
        raise ValidationError(_("This path is used by the house. Choose another."))
    return slug.lower()


HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})")


def ascii_host(text: str) -> str:
    """A host name as browsers send it."""
    try:
        host = text.strip().rstrip(".").lower().encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    if not HOST.fullmatch(host):
        raise ValidationError(_("“%(text)s” is not a host name, such as precisiekring.nl.") % {"text": text[:100]})
    return host


class FoundForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    """The least a community needs to begin; the rest is done at its desk."""

    manager_email = forms.EmailField(
        label=_("E-mail address of its first manager"),
        help_text=_("Somebody with an account. Leave it empty to begin as its manager yourself."),
        max_length=254,
        required=False,
    )

    class Meta:
        model = Community
        fields = ["name_nl", "name_en", "purpose_nl", "purpose_en", "kind", "slug", "joining", "accent"]
        labels = LABELS
        widgets = {"accent": forms.TextInput(attrs={"type": "color"})}
        help_texts = {"slug": _("The page is at /communities/ followed by this.")}

    def clean_slug(self) -> str:
        return a_free_path(self.cleaned_data["slug"])

    def clean_manager_email(self) -> Person | None:
        email = self.cleaned_data["manager_email"]
        if not email:
            return None
        person = Person.objects.present().filter(email=email.lower()).first()
        if person is None:
            raise ValidationError(_("Nobody with this address has an account. Begin yourself, then invite them."))
        return person  # type: ignore[no-any-return]

    def fields_of_community(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "manager_email"}


class PartnerForm(forms.Form):
    """Ask another community to be partners."""

    other = forms.ModelChoiceField(
        label=_("Community"), queryset=Community.objects.none(), empty_label=_("choose a community")
    )
    shares = forms.MultipleChoiceField(
        label=_("What both share"),
        choices=Share.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=[Share.EVENTS],
    )
    message = forms.CharField(
        label=_("A word to their managers"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, community: Community, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        running = Partnership.objects.of(community).filter(state__in=["invited", "accepted"])
        taken = {p.other(community).pk for p in running.select_related("inviting", "invited")} | {community.pk}
        choose_among(self, "other", Community.objects.visible_to(person).exclude(pk__in=taken))


class ProposalForm(forms.Form):
    """Propose to share more with a partner."""

    shares = forms.MultipleChoiceField(choices=Share.choices, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, partnership: Partnership, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_between(self, "shares", [(what.value, what.label) for what in Share if what not in partnership.shared])


class TiersForm(forms.Form):
    """The kinds of membership, one a line: "Lid = Member". The first is what new members get."""

    tiers = forms.CharField(
        label=_("Kinds of membership"),
        help_text=_("One a line, in Dutch and after = in English. New members get the first."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, data: Any = None, *, community: Community) -> None:
        self.known = list(community.tiers.all())
        lines = "\n".join(f"{t.name_nl} = {t.name_en}" if t.name_en else t.name_nl for t in self.known)
        super().__init__(data, initial={"tiers": lines})

    def clean_tiers(self) -> list[tuple[int | None, str, str]]:
        """Each with the id of the one it keeps: the same name first, else the one in the same place."""
        pairs = []
        for line in self.cleaned_data["tiers"].splitlines():
            name_nl, _sign, name_en = (part.strip() for part in line.partition("="))
            if not name_nl:
                continue
            if len(name_nl) > 80 or len(name_en) > 80:
                raise ValidationError(_("A name has at most 80 characters."))
            pairs.append((name_nl, name_en))
        if not pairs:
            raise ValidationError(_("Keep at least one kind of membership."))
        if len(pairs) > 50:
            raise ValidationError(_("Keep at most fifty kinds of membership."))
        if len({name.casefold() for name, _en in pairs}) < len(pairs):
            raise ValidationError(_("Two kinds of membership have the same name."))
        return self._matched(pairs)

    def _matched(self, pairs: list[tuple[str, str]]) -> list[tuple[int | None, str, str]]:
        left = {tier.name_nl: tier.pk for tier in self.known}
        ids: list[int | None] = [left.pop(name, None) for name, _en in pairs]
        unused = set(left.values())
        for place, tier in enumerate(self.known[: len(pairs)]):
            if ids[place] is None and tier.pk in unused:
                ids[place] = tier.pk
                unused.discard(tier.pk)
        return [(pk, nl, en) for pk, (nl, en) in zip(ids, pairs, strict=True)]
