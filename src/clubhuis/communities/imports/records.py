"""From rows to organisations with their contacts, with what is wrong said per row and cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from clubhuis.accounts.addresses import normal_address
from clubhuis.organisations import identifiers
from clubhuis.organisations.models import Kind, Size
from clubhuis.organisations.names import domain_of

from .contacts import Contact, contact, is_mailbox
from .mapping import Mapping, Row
from .targets import MOST_CONTACTS, all_targets, plain

KINDS = {
    Kind.COMPANY: "company|bedrijf|firma|unternehmen|onderneming|bv|mkb|leverancier|industrie|oem|toeleverancier|supplier|business",
    Kind.EDUCATION: "school|education|onderwijs|onderwijsinstelling|opleider|roc|mbo|hbo|universiteit|university|hogeschool|bildung|schule|"
    "hochschule|education institute|onderwijsinstituut|opleidingsinstituut|college|academy|academie",
    Kind.RESEARCH: "research|onderzoek|kennisinstelling|kennisinstituut|onderzoeksinstituut|research institute|forschung|"
    "forschungsinstitut|laboratorium|rto|institute|instituut",
    Kind.GOVERNMENT: "government|overheid|gemeente|provincie|overheidsinstelling|behorde|kommune|rijk|waterschap|government body",
    Kind.ASSOCIATION: "association|vereniging|branchevereniging|brancheorganisatie|verband|verein|stichting|foundation|trade association",
    Kind.INTERMEDIARY: "intermediary|intermediair|ontwikkelingsmaatschappij|rom|adviesbureau|netwerkorganisatie|cluster|"
    "cluster organisation",
}
TELLING_NAMES = {  # words in a name that leave no doubt, for lists without a column for it
    Kind.EDUCATION: {
        "roc",
        "mbo",
        "hogeschool",
        "universiteit",
        "university",
        "hochschule",
        "universitat",
        "universitaet",
    },
    Kind.RESEARCH: {"tno", "fraunhofer", "kennisinstituut", "onderzoeksinstituut", "forschungsinstitut"},
    Kind.GOVERNMENT: {"gemeente", "provincie", "waterschap", "ministerie"},
    Kind.ASSOCIATION: {"vereniging", "branchevereniging", "brancheorganisatie"},
}
COMPANY_FORMS = {"bv", "nv", "gmbh", "bvba", "vof", "holding"}
COUNTRIES = {
    "NL": "nl|nederland|netherlands|the netherlands|niederlande|holland|nld",
    "BE": "be|belgie|belgium|belgien|bel|b|vlaanderen",
    "DE": "de|duitsland|germany|deutschland|deu|d",
    "LU": "lu|luxemburg|luxembourg",
    "FR": "fr|frankrijk|france|frankreich",
    "GB": "gb|uk|verenigd koninkrijk|united kingdom|engeland",
}
TOTALS = re.compile(r"^(sub)?(totaal|total|totals|totalen|summe|gesamt|aantal|count|eindtotaal)\b\s*:?\s*\d*$")
NOTHING = frozenset(
    ["-", "--", "n.v.t.", "nvt", "n/a", "na", "onbekend", "unknown", "geen", "none", "x", "?", "#n/a", "#n/b", "#ref!"]
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one row: `is_error` when the row cannot be brought in, else a warning that a cell was left out."""

    row: int  # as the spreadsheet numbers them, from 1
    text: str
    is_error: bool = False
    column: str = ""  # the heading


@dataclass(slots=True)
class Record:
    """One organisation as the list has it. `values` holds what passed the checks, by target name without contacts."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    contacts: list[Contact] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)  # all rows it was put together from

    @property
    def name(self) -> str:
        return str(self.values["name"])

    @property
    def domain(self) -> str:
        emails = [self.values.get("email", ""), *(c.email for c in self.contacts)]
        found = (domain_of(website=self.values.get("website", ""), email=email) for email in emails)
        return next(filter(None, found), "")


@dataclass(slots=True)
class Reading:
    records: list[Record] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    skipped: list[Remark] = field(default_factory=list)  # rows that are no organisation, and why

    @property
    def errors(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.is_error]


def read_records(rows: Sequence[Row], mapping: Mapping) -> Reading:
    """All organisations of a list under a mapping. Nothing is looked up or written."""
    reading = Reading()
    for number, row in body(rows, mapping):
        if not any(row):
            continue
        cells = {name: row[column].strip() for column, name in mapping.columns.items() if column < len(row)}
        cells = {name: "" if cell.lower() in NOTHING else cell for name, cell in cells.items()}
        if is_repeated_heading(row, mapping):
            reading.skipped.append(Remark(number, _("the headings again")))
        elif is_total(row):
            reading.skipped.append(Remark(number, _("a total, no organisation")))
        elif not any(cells.values()):
            reading.skipped.append(Remark(number, _("nothing in the columns that are used")))
        elif not cells.get("name"):
            continue_record(reading, number, cells, mapping)
        else:
            record = checked(number, cells, mapping, reading.remarks)
            if record:
                reading.records.append(record)
    return reading


def body(rows: Sequence[Row], mapping: Mapping) -> Iterator[tuple[int, Row]]:
    for index in range(mapping.heading_row + 1, len(rows)):
        yield index + 1, rows[index]


def is_repeated_heading(row: Row, mapping: Mapping) -> bool:
    return bool(mapping.headings) and tuple(row) == mapping.headings


def is_total(row: Row) -> bool:
    filled = [cell for cell in row if cell]
    return bool(TOTALS.match(plain(filled[0]))) and all(re.fullmatch(r"[\d.,€ %-]*", cell) for cell in filled[1:])


def continue_record(reading: Reading, number: int, cells: dict[str, str], mapping: Mapping) -> None:
    """A row without a name under an organisation holds one more contact of it (merged cells look like this)."""
    contacts = read_contacts(number, cells, mapping, reading.remarks)
    others = {name for name, cell in cells.items() if cell and "." not in name}
    if contacts and reading.records and reading.records[-1].rows[-1] >= number - 2 and not others - {"phone", "note"}:
        reading.records[-1].contacts.extend(contacts)
        reading.records[-1].rows.append(number)
        return
    reading.remarks.append(
        Remark(
            number,
            _("There is no name of an organisation. Fill it in, or delete the row."),
            is_error=True,
            column=heading_of("name", mapping),
        )
    )


def heading_of(target: str, mapping: Mapping) -> str:
    column = mapping.column_of(target)
    return mapping.headings[column] if column is not None and column < len(mapping.headings) else ""


def checked(number: int, cells: dict[str, str], mapping: Mapping, remarks: list[Remark]) -> Record | None:
    """The record of one row; None when it has an error."""
    record = Record(number, rows=[number])
    targets = all_targets()
    good = True
    for name, cell in cells.items():
        if not cell or "." in name:
            continue
        longest = targets[name].longest
        if longest and len(cell) > longest:
            good = False
            text = _("This text has %(is)d characters; at most %(longest)d fit. Shorten it.")
            remarks.append(
                Remark(number, text % {"is": len(cell), "longest": longest}, True, heading_of(name, mapping))
            )
            continue
        try:
            value = READERS[name](cell) if name in READERS else cell
        except ValidationError as error:
            left_out = _("“%(cell)s” was left out: %(why)s") % {"cell": cell[:60], "why": " ".join(error.messages)}
            remarks.append(Remark(number, left_out, column=heading_of(name, mapping)))
        else:
            if value not in ("", None):
                record.values[name] = value
    if house_number := record.values.pop("house_number", ""):
        record.values["street"] = f"{record.values.get('street', '')} {house_number}".strip()[:160]
    record.contacts = read_contacts(number, cells, mapping, remarks)
    for found in record.contacts:
        if is_mailbox(found.email) and "email" not in record.values and not found.is_department:
            record.values["email"] = found.email
    record.values.setdefault("country", country_of(record))
    if named := kind_by_name(str(record.values.get("name", ""))):
        record.values.setdefault("kind", named)
    return record if good else None


def read_contacts(number: int, cells: dict[str, str], mapping: Mapping, remarks: list[Remark]) -> list[Contact]:
    found: list[Contact] = []
    for n in range(1, MOST_CONTACTS + 1):
        parts = {
            key: cells.get(f"contact_{key}.{n}", "")
            for key in ("name", "given", "infix", "family", "email", "phone", "job")
        }
        if not any(parts.values()):
            continue
        addresses: list[str] = []
        for address in re.split(r"\s*[;,]\s*|\s+(?=\S+@)", parts["email"]):
            try:
                addresses += [email(address)] if address else []
            except ValidationError as error:
                text = _("“%(cell)s” was left out: %(why)s") % {"cell": address[:60], "why": " ".join(error.messages)}
                remarks.append(Remark(number, text, column=heading_of(f"contact_email.{n}", mapping)))
        parts["email"] = addresses[0] if addresses else ""
        parts = {key: part[: LONGEST_PART[key]] for key, part in parts.items()}
        if person := contact(**parts):
            found.append(person)
        found += [other for address in addresses[1:] if (other := contact(email=address))]
    return found


LONGEST_PART = {"name": 120, "given": 60, "infix": 20, "family": 60, "email": 254, "phone": 40, "job": 120}


# How a cell of each target is read. Raises ValidationError with a sentence that says what it should look like.


def email(cell: str) -> str:
    address = normal_address(re.sub(r"^mailto:|^.*<|>.*$", "", cell.strip(), flags=re.IGNORECASE)) or ""
    validate_email(address)
    return address


def website(cell: str) -> str:
    first = re.split(r"[\s;,]+", cell.strip())[0]
    url = first if re.match(r"https?://", first, re.IGNORECASE) else f"https://{first}"
    URLValidator(schemes=["http", "https"])(url)
    return url.rstrip("/")


def kind(cell: str) -> str:
    words = plain(cell)
    for value, names in KINDS.items():
        if words in names.split("|"):
            return value
    raise ValidationError(_("use company, education, research, government, association or intermediary."))


def kind_by_name(name: str) -> str:
    """What "ROC Flevoland" and "Gemeente Almelo" are; empty where a name does not tell, which is with most companies."""
    words = set(plain(name.replace(".", "")).split())
    if words & COMPANY_FORMS:
        return ""
    return next((kind for kind, telling in TELLING_NAMES.items() if words & telling), "")


def country(cell: str) -> str:
    words = plain(cell)
    for code, names in COUNTRIES.items():
        if words in names.split("|"):
            return code
    if re.fullmatch(r"[A-Za-z]{2}", cell):
        return cell.upper()
    raise ValidationError(_("use a country code such as NL, BE or DE."))


def country_of(record: Record) -> str:
    """Where the postcode says it is, when the list has no country."""
    postcode = str(record.values.get("postcode", ""))
    if re.fullmatch(r"\d{5}", postcode) or str(record.values.get("website", "")).endswith(".de"):
        return "DE"
    if re.fullmatch(r"(B-?)?\d{4}", postcode) and (
        ".be" in record.values.get("website", "") or postcode.startswith("B")
    ):
        return "BE"
    return "NL"


def postcode(cell: str) -> str:
    bare = re.sub(r"\s+", "", cell.upper())
    if dutch := re.fullmatch(r"(?:NL-?)?([1-9]\d{3})([A-Z]{2})", bare):
        return f"{dutch[1]} {dutch[2]}"
    if re.fullmatch(r"(?:[A-Z]{1,2}-)?\d{4,6}|[A-Z0-9 -]{3,10}", bare):
        return re.sub(r"^[A-Z]{1,2}-", "", bare)
    raise ValidationError(_("a postcode looks like 7602 KD, 3600 or 48527."))


def size(cell: str) -> str:
    """A number of people, or a range, as one of the size classes."""
    numbers = [int(n) for n in re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d{3}\b)", "", cell))]
    if re.fullmatch(r"\d+[.,]\d{1,2}", cell.strip()):
        numbers = [round(float(cell.strip().replace(",", ".")))]
    if not numbers or numbers[0] > 1_000_000:
        raise ValidationError(_("write how many people work there as a number, such as 25."))
    people = numbers[0] if len(numbers) == 1 else numbers[1]
    if people == 0:
        return ""
    limits = ((1, Size.SOLO), (9, Size.MICRO), (49, Size.SMALL), (249, Size.MEDIUM))
    return next((value for most, value in limits if people <= most), Size.LARGE)


def year(cell: str) -> int:
    if found := re.search(r"\b(1[5-9]\d\d|20\d\d)\b", cell):
        return int(found[1])
    raise ValidationError(_("a year has four digits, such as 1987."))


MONTHS = {
    "jan": 1, "feb": 2, "mrt": 3, "maa": 3, "mar": 3, "maerz": 3, "apr": 4, "mei": 5, "may": 5, "mai": 5, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12, "dez": 12,
}  # fmt: skip


def day(cell: str) -> date:
    """2019-06-01, 1-4-1998, 1/4/98, "1 april 1998", "sinds 2003": day before month, as people here write it."""
    text = plain(cell)
    try:
        if iso := re.search(r"\b(\d{4}) (\d{1,2}) (\d{1,2})\b", text):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if written := re.search(r"\b(\d{1,2}) (\d{1,2}) (\d{4}|\d{2})\b", text):
            return date(full_year(written[3]), int(written[2]), int(written[1]))
        if (named := re.search(r"\b(?:(\d{1,2}) )?([a-z]{3})[a-z]* (\d{4})\b", text)) and named[2] in MONTHS:
            return date(int(named[3]), MONTHS[named[2]], int(named[1] or 1))
        if alone := re.search(r"\b(19\d\d|20\d\d)\b", text):
            return date(int(alone[1]), 1, 1)
    except ValueError:
        pass
    raise ValidationError(_("a date looks like 1-4-1998 or 2019-06-01."))


def full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 1900 + int(digits) if int(digits) > 50 else 2000 + int(digits)


def sector(cell: str) -> str:
    """ "25.62", "2562" or a Dutch SBI code of five digits: the NACE class is its first four."""
    if found := re.search(r"\b(\d{2})\.?(\d)?(\d)?\d?\b", cell):
        return found[1] + (f".{found[2]}{found[3] or ''}" if found[2] else "")
    raise ValidationError(_("a sector is a code such as 25.62."))


READERS: dict[str, Callable[[str], Any]] = {
    "email": email,
    "website": website,
    "kind": kind,
    "country": country,
    "postcode": postcode,
    "size": size,
    "founded_in": year,
    "since": day,
    "sector": sector,
    "kvk_number": identifiers.kvk_number,
    "vat_number": identifiers.vat_number,
}
