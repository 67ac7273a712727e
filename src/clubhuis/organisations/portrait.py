"""Everything on the page of an organisation that this viewer may see, ready to be shown, to people and to search engines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from clubhuis.accounts.models import Person, Visibility
from clubhuis.lib.languages import CONTENT_LANGUAGES, choose
from clubhuis.lib.prepared import prepared
from clubhuis.lib.scripts import in_script
from clubhuis.taxonomy.models import Capability
from clubhuis.ui.parts.maps import Point

from . import access, kinds
from .access import Colleague, Nearness
from .identifiers import phone_link
from .models import BUSINESS_LANGUAGES, Certificate, Department, Organisation, Picture, Site
from .vocabulary import by_kind

SOON = timedelta(days=60)
LONG_AGO = timedelta(days=365)

TYPES = {
    "education": "EducationalOrganization",
    "research": "ResearchOrganization",
    "government": "GovernmentOrganization",
    "company": "Corporation",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the language it is in."""

    text: str
    language: str

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class ShownCertificate:
    certificate: Certificate
    state: str  # "valid", "expiring", "expired" or "" when no date is known
    file_url: str


@dataclass(frozen=True, slots=True)
class ShownSite:
    site: Site
    address: str  # of as much as may be seen, on one line
    directions: str  # a link to a map elsewhere; "" when the street may not be seen
    email: str
    phone: str


class Portrait:
    """One organisation as one viewer sees it. What the viewer may not see is not in here."""

    def __init__(self, organisation: Organisation, person: Person | None, *, base: str = "") -> None:
        self.organisation = organisation
        self.person = person
        self.base = base
        self.nearness = access.nearness(person, organisation)
        self.fields = access.fields_at(self.nearness, organisation)
        self.can_edit = access.can_edit(person, organisation)
        self.works_here = person is not None and access.works_at(person, organisation)

    def _shown(self, field: str, value: str) -> str:
        return value if field in self.fields else ""

    @property
    def website(self) -> str:
        return self._shown("website", self.organisation.website)

    @property
    def email(self) -> str:
        return self._shown("email", self.organisation.email)

    @property
    def phone(self) -> str:
        return self._shown("phone", self.organisation.phone)

    @property
    def phone_link(self) -> str:
        return phone_link(self.phone)

    @property
    def kvk_number(self) -> str:
        return self._shown("kvk_number", self.organisation.kvk_number)

    @property
    def vat_number(self) -> str:
        return self._shown("vat_number", self.organisation.vat_number)

    @property
    def size(self) -> str:
        return self._shown("size", str(self.organisation.get_size_display()) if self.organisation.size else "")

    @property
    def has_hidden_contact(self) -> bool:
        """There is a way to reach them that this viewer does not see."""
        o = self.organisation
        return bool((o.email and not self.email) or (o.phone and not self.phone))

    @cached_property
    def tagline(self) -> Text:
        return self._text("tagline")

    @cached_property
    def about(self) -> Text:
        return self._text("about")

    def _text(self, field: str) -> Text:
        return Text(*choose({code: getattr(self.organisation, f"{field}_{code}") for code in CONTENT_LANGUAGES}))

    @cached_property
    def other_abouts(self) -> list[Text]:
        """The same text in the other languages it was written in."""
        texts = [Text(getattr(self.organisation, f"about_{code}"), code) for code in CONTENT_LANGUAGES]
        return [t for t in texts if t and t.language != self.about.language]

    @cached_property
    def details(self) -> list[kinds.Shown]:
        return kinds.shown(self.organisation.kind, self.organisation.details) if "details" in self.fields else []

    @cached_property
    def capabilities(self) -> list[tuple[str, list[Any]]]:
        return by_kind(_capabilities(self.organisation))

    @cached_property
    def sites(self) -> list[ShownSite]:
        return [self._site(site) for site in _sites(self.organisation)]

    def _site(self, site: Site) -> ShownSite:
        full = "address" in self.fields
        place = f"{site.postcode} {site.town}".strip() if full else site.town
        address = ", ".join(filter(None, (site.street if full else "", place)))
        if site.country != "NL":
            address += f" ({site.country})"
        directions = ""
        if full and site.street:
            asked = quote(f"{site.street}, {site.postcode} {site.town}, {site.country}")
            directions = f"https://www.openstreetmap.org/search?query={asked}"
        return ShownSite(site, address, directions, self._shown("email", site.email), self._shown("phone", site.phone))

    @cached_property
    def points(self) -> list[Point]:
        """The sites on the map; none when the addresses may not be seen."""
        if "address" not in self.fields:
            return []
        return [
            Point(str(shown.site), shown.site.latitude, shown.site.longitude, note=shown.address)
            for shown in self.sites
            if shown.site.latitude is not None and shown.site.longitude is not None
        ]

    @property
    def languages(self) -> list[str]:
        return [str(BUSINESS_LANGUAGES[code]) for code in self.organisation.languages if code in BUSINESS_LANGUAGES]

    @cached_property
    def main_site(self) -> ShownSite | None:
        return self.sites[0] if self.sites else None

    @cached_property
    def certificates(self) -> list[ShownCertificate]:
        if "certificates" not in self.fields:
            return []
        files = "certificate_files" in self.fields
        today = timezone.localdate()
        shown = [
            ShownCertificate(
                c,
                state_of(c.expires_on, today),
                reverse("organisations:certificate_file", args=[self.organisation.slug, c.pk])
                if files and c.file
                else "",
            )
            for c in _certificates(self.organisation)
        ]
        return sorted(shown, key=lambda c: c.state == "expired")  # what no longer holds comes last

    @cached_property
    def people(self) -> list[Colleague]:
        if "people" not in self.fields:
            return []
        return access.colleagues_shown(self.person, self.organisation, near=self.nearness)

    @property
    def contacts(self) -> list[Colleague]:
        """Whom to ask first; those of the people above that the organisation chose."""
        return [c for c in self.people if c.affiliation.is_contact]

    @cached_property
    def departments(self) -> list[Department]:
        return _departments(self.organisation) if "departments" in self.fields else []

    @cached_property
    def pictures(self) -> list[Picture]:
        pictures = _pictures(self.organisation)
        for picture in pictures:
            picture.organisation = self.organisation  # its address has the organisation in it
        return pictures

    @property
    def confirmed_long_ago(self) -> bool:
        """Or never: then it is better not to rely on it."""
        confirmed = self.organisation.confirmed_on
        return confirmed is None or timezone.localdate() - confirmed > LONG_AGO

    @property
    def is_public(self) -> bool:
        return self.organisation.visibility == Visibility.PUBLIC

    @cached_property
    def image(self) -> str:
        """The picture that stands for the organisation elsewhere: a photograph, or else the logo. An absolute address."""
        if self.pictures:
            return self.base + self.pictures[0].url
        return self.base + self.organisation.logo_url if self.organisation.logo else ""

    @cached_property
    def structured(self) -> SafeString:
        """The page for search engines, as schema.org in JSON-LD: what everybody may see, whoever looks."""
        if not self.is_public:
            return SafeString("")
        seen = self if self.nearness == Nearness.VISITOR else Portrait(self.organisation, None, base=self.base)
        return in_script(seen.as_schema())

    def as_schema(self) -> dict[str, Any]:
        o = self.organisation
        main = self.main_site
        address: dict[str, Any] = {}
        if main:
            address = {
                "@type": "PostalAddress",
                "addressLocality": main.site.town,
                "addressCountry": main.site.country,
                "addressRegion": str(main.site.region or ""),
            }
            if "address" in self.fields:
                address |= {"streetAddress": main.site.street, "postalCode": main.site.postcode}
        said: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": TYPES.get(o.kind, "Organization"),
            "@id": f"{self.base}{o.get_absolute_url()}",
            "name": o.name,
            "legalName": o.legal_name,
            "slogan": self.tagline.text,
            "description": self.about.text[:500],
            "url": self.website,
            "logo": f"{self.base}{o.logo_url}" if o.logo else "",
            "email": self.email,
            "telephone": self.phone_link,
            "vatID": self.vat_number,
            "foundingDate": str(o.founded_in or ""),
            "address": _filled(address),
            "knowsAbout": [str(c) for _kind, group in self.capabilities for c in group],
            "hasCertification": [
                _filled(
                    {
                        "@type": "Certification",
                        "name": c.certificate.name,
                        "certificationIdentification": c.certificate.number,
                    }
                )
                for c in self.certificates
                if c.state != "expired"
            ],
        }
        return _filled(said)


@prepared
def _capabilities(organisation: Organisation) -> QuerySet[Capability]:
    return Capability.objects.filter(organisations=organisation)


@prepared
def _sites(organisation: Organisation) -> QuerySet[Site]:
    return Site.objects.filter(organisation=organisation).select_related("region")


@prepared
def _certificates(organisation: Organisation) -> QuerySet[Certificate]:
    return Certificate.objects.filter(organisation=organisation).select_related("capability")


@prepared
def _departments(organisation: Organisation) -> QuerySet[Department]:
    return Department.objects.filter(organisation=organisation).select_related("site")


@prepared
def _pictures(organisation: Organisation) -> QuerySet[Picture]:
    return Picture.objects.filter(organisation=organisation)


def _filled(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value not in ("", [], {}, None)}


def state_of(expires_on: date | None, today: date) -> str:
    """Whether a certificate still holds; it does on its last day."""
    if expires_on is None:
        return ""
    if expires_on < today:
        return "expired"
    return "expiring" if expires_on - today <= SOON else "valid"
