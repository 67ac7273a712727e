"""What a column of somebody's list can mean, and the headings people give it in Dutch, English and German."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clubhuis.lib.registry import Registry

if TYPE_CHECKING:
    from clubhuis.organisations.models import Organisation

MOST_CONTACTS = 5  # contacts a row


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a column can hold. `headings` are plain (see `plain`); a contact's target occurs once per contact."""

    name: str
    label: str | Promise
    headings: str = ""  # separated by |
    of_contact: bool = False
    longest: int = 0  # characters; 0: no limit

    @property
    def spellings(self) -> list[str]:
        return [h for h in self.headings.split("|") if h]


class Extension(Protocol):
    """How a higher room takes part: columns of its own, and what becomes of them inside the import's transaction."""

    targets: tuple[Target, ...]

    def write(self, texts: list[tuple[Organisation, dict[str, str]]], language: str) -> dict[str, list[int]]:
        """Write (organisation, cells by target name); `language` is that of texts in which none is recognised.

        Returns the ids of what it made by model label ("market.Offer").
        """

    def take_back(self, made: dict[str, list[int]]) -> None:
        """Remove what `write` made; `made` is what it returned."""

    def built_upon(self, organisations: list[int]) -> set[int]:
        """Which of these organisations the room needs to stay, because somebody has done something with them since."""


extensions: Registry[Extension] = Registry("rooms that read columns of a member list")

TARGETS: tuple[Target, ...] = (
    Target(
        "name",
        _("name of the organisation"),
        "bedrijfsnaam|bedrijf|organisatie|organisatienaam|naam organisatie|naam bedrijf|company|company name|organisation|organization|"
        "organisation name|organization name|firma|firmenname|unternehmen|name of company|naam|name|lid|lidnaam|member|member name|"
        "relatie|relatienaam|account|account name|handelsnaam|trade name|school|instelling|accountnaam|debiteur|debiteurnaam|mitglied",
        longest=160,
    ),
    Target(
        "legal_name",
        _("legal name"),
        "statutaire naam|juridische naam|legal name|rechtsnaam|naam kvk|firmierung|officiele naam|registered name",
        longest=160,
    ),
    Target(
        "kind",
        _("kind of organisation"),
        "type|soort|kind|soort organisatie|type organisatie|organisatietype|organisation type|categorie|category|art|organisationstyp",
    ),
    Target(
        "street",
        _("street and number"),
        "adres|straat|straatnaam|straat en huisnummer|straat huisnummer|bezoekadres|address|street|street address|visiting address|"
        "strasse|anschrift|adresse|address line 1|adresregel 1|vestigingsadres|adres bezoek",
        longest=160,
    ),
    Target(
        "house_number",
        _("house number"),
        "huisnummer|huisnr|nummer adres|house number|hausnummer|hausnr|nr huis",
        longest=20,
    ),
    Target(
        "postcode",
        _("postcode"),
        "postcode|zip|zip code|zipcode|postal code|postcode bezoekadres|plz|postleitzahl|pc",
        longest=12,
    ),
    Target(
        "town",
        _("town"),
        "plaats|woonplaats|vestigingsplaats|plaatsnaam|stad|city|town|place|ort|stadt|gemeente|plaats bezoekadres|location|locatie",
        longest=100,
    ),
    Target("country", _("country"), "land|country|landcode|country code|staat"),
    Target(
        "phone",
        _("telephone of the organisation"),
        "telefoon|telefoonnummer|tel|telnr|telefoon algemeen|algemeen telefoonnummer|phone|phone number|telephone|telefon|"
        "telefonnummer|bedrijfstelefoon|company phone|telefoon bedrijf",
        longest=40,
    ),
    Target(
        "email",
        _("e-mail address of the organisation"),
        "e mail algemeen|algemeen e mailadres|email algemeen|algemeen email|company email|company e mail|bedrijfsmail|email bedrijf|"
        "e mail bedrijf|info e mail|general email|factuur e mail",
        longest=254,
    ),
    Target(
        "website",
        _("website"),
        "website|web|url|site|homepage|webseite|internet|www|webadres|internetadres|domein|domain",
        longest=300,
    ),
    Target(
        "kvk_number",
        _("Chamber of Commerce number"),
        "kvk|kvk nummer|kvknummer|kvk nr|kamer van koophandel|coc|coc number|chamber of commerce|handelsregister|inschrijfnummer kvk|"
        "chamber of commerce number|kvk no",
    ),
    Target(
        "vat_number",
        _("VAT number"),
        "btw|btw nummer|btwnummer|btw nr|vat|vat number|ust id|ustid|ust idnr|umsatzsteuer id|vat no",
    ),
    Target(
        "sector",
        _("sector (NACE or SBI code)"),
        "sbi|sbi code|nace|nace code|sector|branche|bedrijfstak|industry|branch code|wz",
    ),
    Target(
        "size",
        _("number of people"),
        "medewerkers|aantal medewerkers|employees|number of employees|fte|aantal fte|werknemers|aantal werknemers|mitarbeiter|"
        "anzahl mitarbeiter|size|grootte|omvang|personeel|headcount|bedrijfsgrootte|grootteklasse",
    ),
    Target(
        "founded_in",
        _("year of foundation"),
        "opgericht|oprichtingsjaar|founded|jaar van oprichting|gegrundet|founded in|established",
    ),
    Target(
        "about",
        _("description"),
        "omschrijving|beschrijving|profiel|over|description|about|profile|bedrijfsprofiel|beschreibung|korte omschrijving|"
        "company profile|toelichting|bedrijfsomschrijving|over ons",
        longest=8000,
    ),
    Target(
        "certificates",
        _("certificates"),
        "certificaten|certificaat|certificering|certificeringen|certificates|certificate|certifications|certification|zertifikate|"
        "zertifizierung|iso|normen|kwaliteitssysteem|keurmerken|accreditaties",
    ),
    Target(
        "member_number",
        _("member number"),
        "lidnummer|lidnr|member number|member no|membership number|mitgliedsnummer|relatienummer|debiteurnummer",
        longest=40,
    ),
    Target(
        "tier",
        _("kind of membership"),
        "lidmaatschap|soort lid|lidsoort|type lid|tier|membership|membership type|mitgliedschaft|lidmaatschapsvorm|pakket",
        longest=80,
    ),
    Target(
        "since",
        _("member since"),
        "lid sinds|member since|sinds|since|ingangsdatum|startdatum|datum lidmaatschap|start date|mitglied seit|"
        "aanmelddatum|joined|lid vanaf",
    ),
    Target(
        "tags", _("tags"), "tags|labels|label|kenmerken|groep|groepen|group|groups|segment|schlagworte", longest=400
    ),
    Target(
        "note",
        _("note for the desk"),
        "opmerking|opmerkingen|notitie|notities|note|notes|remark|remarks|bemerkung|bemerkungen|memo",
        longest=4000,
    ),
    # A contact: once per contact, "Contact 1", "Mail 1", "Contact 2" …
    Target(
        "contact_name",
        _("name of the contact"),
        "contactpersoon|contact|contactnaam|naam contactpersoon|contact person|contact name|ansprechpartner|ansprechpartnerin|"
        "kontaktperson|kontakt|persoon|person|volledige naam|full name|t a v|tav",
        of_contact=True,
        longest=120,
    ),
    Target(
        "contact_given",
        _("first name of the contact"),
        "voornaam|first name|firstname|given name|vorname|roepnaam|voorletters",
        of_contact=True,
        longest=60,
    ),
    Target(
        "contact_infix",
        _("infix of the contact's name"),
        "tussenvoegsel|tussenvoegsels|tussenv|infix|prefix|voorvoegsel",
        of_contact=True,
        longest=20,
    ),
    Target(
        "contact_family",
        _("last name of the contact"),
        "achternaam|last name|lastname|surname|family name|nachname|familienaam|familiename",
        of_contact=True,
        longest=60,
    ),
    Target(
        "contact_email",
        _("e-mail address of the contact"),
        "e mail|email|mail|e mailadres|emailadres|mailadres|email address|e mail address|e mail contactpersoon|email contactpersoon|"
        "contact email|contact e mail|e mail adresse|mail adresse|mail contact|contact mail",
        of_contact=True,
        longest=254,
    ),
    Target(
        "contact_phone",
        _("telephone of the contact"),
        "mobiel|mobiele telefoon|mobiel nummer|06|gsm|mobile|mobile phone|cell|handy|mobil|contact phone|telefoon contactpersoon|"
        "contact telefoon|direct nummer|doorkiesnummer|telefoon contact|phone contact",
        of_contact=True,
        longest=40,
    ),
    Target(
        "contact_job",
        _("job title of the contact"),
        "functie|functietitel|rol|job title|position|role|job|funktion|function|titel functie|functieomschrijving|functie contactpersoon",
        of_contact=True,
        longest=120,
    ),
)


def all_targets() -> dict[str, Target]:
    return {t.name: t for t in (*TARGETS, *(t for extension in extensions for t in extension.targets))}


def plain(heading: str) -> str:
    """How a heading is compared: lower case, without accents, punctuation or brackets; words apart by one space."""
    decomposed = unicodedata.normalize("NFKD", heading.replace("ß", "ss")).lower()
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters).split())
