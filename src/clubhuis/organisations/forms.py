"""What people fill in. Each form knows the fields of one subject; what it may change is judged by the action."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, URLValidator
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Visibility
from clubhuis.lib import uploads
from clubhuis.taxonomy.forms import CapabilitiesField, SectorField
from clubhuis.taxonomy.models import Capability
from clubhuis.taxonomy.models import Kind as CapabilityKind

from . import access, identifiers, kinds
from .models import BUSINESS_LANGUAGES, Affiliation, Certificate, Department, Kind, Organisation, Picture, Site, Size

COUNTRIES = [
    ("NL", _("Netherlands")),
    ("BE", _("Belgium")),
    ("DE", _("Germany")),
    ("LU", _("Luxembourg")),
    ("FR", _("France")),
    ("GB", _("United Kingdom")),
    ("AT", _("Austria")),
    ("CH", _("Switzerland")),
    ("DK", _("Denmark")),
    ("SE", _("Sweden")),
    ("PL", _("Poland")),
    ("CZ", _("Czechia")),
    ("IT", _("Italy")),
    ("ES", _("Spain")),
    ("US", _("United States")),
]
DETAIL = "detail_"  # what the names of the fields of a kind begin with


class Form(forms.Form):
    """Labels begin with a capital, also those that stand in the middle of a sentence elsewhere."""

    def __getitem__(self, name: str) -> forms.BoundField:
        bound = super().__getitem__(name)
        bound.label = capfirst(str(bound.label))
        return bound


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


def website_field(**options: Any) -> forms.URLField:
    """Only what a browser opens as a page: no ftp, no javascript."""
    field = forms.URLField(label=_("website"), max_length=300, assume_scheme="https", **options)
    field.validators = [URLValidator(schemes=["http", "https"]), MaxLengthValidator(300)]
    return field


def text_area(label: kinds.Text, *, help: kinds.Text = "", most: int = 8000, rows: int = 8) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help, required=False, max_length=most, widget=forms.Textarea(attrs={"rows": rows})
    )


class NewOrganisationForm(Form):
    """The few things that make a page; the rest comes on the page itself."""

    name = forms.CharField(label=_("name"), max_length=160, help_text=_("As people know it."))
    kind = forms.ChoiceField(label=_("kind"), choices=Kind.choices, initial=Kind.COMPANY)
    website = website_field(required=False)
    kvk_number = forms.CharField(
        label=_("Chamber of Commerce number"),
        max_length=20,
        required=False,
        help_text=_("Eight digits, in the Netherlands."),
    )
    country = forms.ChoiceField(label=_("country"), choices=COUNTRIES, initial="NL")
    postcode = forms.CharField(label=_("postcode"), max_length=12, required=False)
    town = forms.CharField(label=_("town"), max_length=100)

    def clean_kvk_number(self) -> str:
        return identifiers.kvk_number(self.cleaned_data["kvk_number"])


class ProfileForm(Form):
    """What an organisation says about itself, with the fields that fit its kind."""

    kind = forms.ChoiceField(label=_("kind"), choices=Kind.choices)
    name = forms.CharField(label=_("trade name"), max_length=160)
    legal_name = forms.CharField(
        label=_("legal name"), max_length=160, required=False, help_text=_("When it differs from the trade name.")
    )
    tagline_nl = forms.CharField(label=_("In one line, in Dutch"), max_length=200, required=False)
    tagline_en = forms.CharField(label=_("In one line, in English"), max_length=200, required=False)
    tagline_de = forms.CharField(label=_("In one line, in German"), max_length=200, required=False)
    about_nl = text_area(_("About you, in Dutch"), help=_("What you make or do, for whom, and what you are good at."))
    about_en = text_area(_("About you, in English"))
    about_de = text_area(_("About you, in German"))
    website = website_field(required=False)
    email = forms.EmailField(label=_("e-mail address"), max_length=254, required=False)
    phone = forms.CharField(label=_("telephone number"), max_length=40, required=False)
    kvk_number = forms.CharField(label=_("Chamber of Commerce number"), max_length=20, required=False)
    vat_number = forms.CharField(
        label=_("VAT number"), max_length=30, required=False, help_text=_("With the letters of its country in front.")
    )
    sector = SectorField(
        label=_("sector (NACE)"),
        required=False,
        empty_label=_("Choose"),
        widget=forms.Select(attrs={"data-search": _("Type a word or a code")}),
    )
    size = forms.ChoiceField(label=_("number of people"), choices=[("", _("Choose")), *Size.choices], required=False)
    founded_in = forms.IntegerField(label=_("founded in"), required=False, min_value=1000)
    languages = forms.MultipleChoiceField(
        label=_("languages you do business in"),
        choices=list(BUSINESS_LANGUAGES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, organisation: Organisation, **options: Any) -> None:
        names = [n for n in self.base_fields if n != "sector"]
        initial = {name: getattr(organisation, name) for name in names} | {"sector": organisation.sector_id}
        initial |= {DETAIL + name: value for name, value in organisation.details.items()}
        super().__init__(data, initial=initial, **options)
        self.chosen_kind = str(data.get("kind") if data and data.get("kind") in Kind.values else organisation.kind)
        self.fields["kind"].widget.attrs |= {
            "hx-get": reverse("organisations:details", args=[organisation.slug]),
            "hx-target": "#details",
            "hx-swap": "outerHTML",
        }
        for name, detail in kinds.details_of(self.chosen_kind).items():
            self.fields[DETAIL + name] = detail.field()

    @property
    def details(self) -> list[forms.BoundField]:
        """The fields that belong to the kind, for the template."""
        return [self[name] for name in self.fields if name.startswith(DETAIL)]

    def clean_kvk_number(self) -> str:
        return identifiers.kvk_number(self.cleaned_data["kvk_number"])

    def clean_vat_number(self) -> str:
        return identifiers.vat_number(self.cleaned_data["vat_number"])

    def clean_founded_in(self) -> int | None:
        year: int | None = self.cleaned_data["founded_in"]
        if year and year > timezone.localdate().year:
            raise forms.ValidationError(_("That year is still to come."))
        return year

    def changes(self) -> dict[str, Any]:
        """What the action takes."""
        said = {n: v for n, v in self.cleaned_data.items() if not n.startswith(DETAIL)}
        details = {n.removeprefix(DETAIL): v for n, v in self.cleaned_data.items() if n.startswith(DETAIL)}
        return said | {"details": details}


class CapabilitiesForm(Form):
    capabilities = CapabilitiesField(
        label=_("what you can do"),
        required=False,
        help_text=_("A process, a material, a machine, a standard, a market: in the language you like."),
    )


class SiteForm(Form):
    name = forms.CharField(
        label=_("name of the site"),
        max_length=100,
        required=False,
        help_text=_("Head office, plant 2."),
    )
    street = forms.CharField(label=_("street and number"), max_length=160, required=False)
    postcode = forms.CharField(label=_("postcode"), max_length=12, required=False)
    town = forms.CharField(label=_("town"), max_length=100)
    country = forms.ChoiceField(label=_("country"), choices=COUNTRIES, initial="NL")
    email = forms.EmailField(label=_("e-mail address"), max_length=254, required=False)
    phone = forms.CharField(label=_("telephone number"), max_length=40, required=False)

    @classmethod
    def of(cls, site: Site) -> dict[str, Any]:
        return {name: getattr(site, name) for name in cls.base_fields}


class DepartmentForm(Form):
    name = forms.CharField(label=_("department"), max_length=100)
    email = forms.EmailField(label=_("e-mail address"), max_length=254, required=False)
    phone = forms.CharField(label=_("telephone number"), max_length=40, required=False)
    site = forms.ModelChoiceField(
        label=_("at site"), queryset=Site.objects.none(), required=False, empty_label=_("all sites")
    )

    def __init__(
        self, data: Any = None, *, organisation: Organisation, department: Department | None = None, **options: Any
    ) -> None:
        initial = {n: getattr(department, n) for n in ("name", "email", "phone", "site")} if department else None
        super().__init__(data, initial=initial, **options)
        self.fields["site"].queryset = organisation.sites.all()  # type: ignore[attr-defined]


class CertificateForm(Form):
    name = forms.CharField(
        label=_("certificate"), max_length=120, help_text=_("As it is called: ISO 9001:2015, EN 1090-2 EXC3.")
    )
    capability = forms.ModelChoiceField(
        label=_("standard in the vocabulary"),
        queryset=Capability.objects.none(),
        required=False,
        empty_label=_("none of these"),
        help_text=_("With this, people who look for the standard find you."),
        widget=forms.Select(attrs={"data-search": _("Type a word or a number")}),
    )
    number = forms.CharField(label=_("number"), max_length=80, required=False)
    scope = forms.CharField(label=_("scope"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    issuer = forms.CharField(label=_("issued by"), max_length=120, required=False)
    valid_from = forms.DateField(label=_("valid from"), required=False, widget=DateInput)
    expires_on = forms.DateField(label=_("valid until"), required=False, widget=DateInput)
    file = uploads.FileField(label=_("file"), required=False, help_text=_("A PDF or a picture, at most 25 MB."))
    without_file = forms.BooleanField(label=_("take the present file away"), required=False)

    def __init__(self, *arguments: Any, certificate: Certificate | None = None, **options: Any) -> None:
        if certificate:
            shown = [n for n in self.base_fields if n not in {"file", "without_file", "capability"}]
            options["initial"] = {n: getattr(certificate, n) for n in shown} | {"capability": certificate.capability_id}
        super().__init__(*arguments, **options)
        standards = Capability.objects.filter(kind=CapabilityKind.CERTIFICATE, is_deprecated=False)
        names = standards.only("name_nl", "name_en", "name_de").order_by("name_en")
        self.fields["capability"].queryset = names  # type: ignore[attr-defined]
        if not certificate or not certificate.file:
            del self.fields["without_file"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        begins: date | None = cleaned.get("valid_from")
        ends: date | None = cleaned.get("expires_on")
        if begins and ends and ends < begins:
            self.add_error("expires_on", _("The certificate ends before it begins. Check both dates."))
        return cleaned


class LogoForm(Form):
    logo = uploads.ImageField(label=_("logo"), longest_side=600, help_text=_("PNG, JPEG or WebP; best on white."))


class PictureForm(Form):
    image = uploads.ImageField(label=_("photograph"), help_text=_("JPEG, PNG or WebP, at most 10 MB."))
    caption_nl = forms.CharField(label=_("what it shows, in Dutch"), max_length=160, required=False)
    caption_en = forms.CharField(label=_("what it shows, in English"), max_length=160, required=False)


class CaptionForm(Form):
    caption_nl = forms.CharField(label=_("what it shows, in Dutch"), max_length=160, required=False)
    caption_en = forms.CharField(label=_("what it shows, in English"), max_length=160, required=False)
    first = forms.BooleanField(label=_("show it first"), required=False)

    def __init__(self, data: Any = None, *, picture: Picture, **options: Any) -> None:
        initial = {"caption_nl": picture.caption_nl, "caption_en": picture.caption_en}
        super().__init__(data, initial=initial, **options)


class VisibilityForm(Form):
    """Who may see the page, and then each field that has a say of its own."""

    visibility = forms.ChoiceField(label=_("who may see this page"), choices=Visibility.choices)

    def __init__(self, data: Any = None, *, organisation: Organisation, **options: Any) -> None:
        chosen = access.visibility_of(organisation)
        super().__init__(data, initial={"visibility": organisation.visibility} | chosen, **options)
        for name, (label, _usual) in access.FIELDS.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=Visibility.choices)

    @property
    def of_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in access.FIELDS]

    def chosen(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in access.FIELDS}


class ColleagueForm(Form):
    """A colleague's place: role, title, department."""

    role = forms.ChoiceField(label=_("role"), choices=Affiliation.Role.choices)
    job_title = forms.CharField(label=_("job title"), max_length=120, required=False)
    department = forms.ModelChoiceField(
        label=_("department"), queryset=Department.objects.none(), required=False, empty_label=_("none")
    )
    is_contact = forms.BooleanField(label=_("contact on the profile"), required=False)

    def __init__(self, data: Any = None, *, affiliation: Affiliation, roles: bool, **options: Any) -> None:
        names = ("role", "job_title", "department", "is_contact")
        super().__init__(data, initial={n: getattr(affiliation, n) for n in names}, **options)
        self.fields["department"].queryset = affiliation.organisation.departments.all()  # type: ignore[attr-defined]
        if not roles:
            del self.fields["role"]


class InvitationForm(Form):
    email = forms.EmailField(label=_("e-mail address"), max_length=254)
    name = forms.CharField(label=_("name"), max_length=120, required=False)
    job_title = forms.CharField(label=_("job title"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("role"), choices=Affiliation.Role.choices, initial=Affiliation.Role.MEMBER)


class ClaimForm(Form):
    reason = forms.CharField(
        label=_("why you"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What do you do there? Who can vouch for you?"),
    )


class JoiningForm(Form):
    job_title = forms.CharField(label=_("job title"), max_length=120, required=False)
