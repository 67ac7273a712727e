"""Who is meant by a contact cell: a person with a salutation and a job behind the name, or a department with a mailbox."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .targets import plain

SALUTATION = re.compile(
    r"^(dhr|de heer|heer|mw|mevr|mevrouw|mej|mr en mrs|mr|mrs|ms|herr|frau|hr|fr|t\.?a\.?v|tav|attn|z\.?hd|o\.?v\.?v)\b\.?:?\s+(?=\S)",
    re.IGNORECASE,
)
MAILBOXES = frozenset(
    re.findall(
        r"\w+",
        "info kantoor office contact mail post sales verkoop inkoop purchase administratie admin algemeen receptie welkom hallo hello "
        "service support stage stages hr personeel werkenbij jobs facturen factuur invoice invoices boekhouding finance marketing "
        "secretariaat planning order orders bestellingen buchhaltung zentrale vertrieb einkauf team",
    )
)
DEPARTMENT_WORDS = re.compile(
    r"^(afdeling|dept|department|abteilung)\b|(bureau|kantoor|administratie|boekhouding|receptie|secretariaat|office|inkoop|verkoop|"
    r"finance|marketing|personeelszaken|sales|support|planning|crediteuren|debiteuren|buchhaltung|einkauf|vertrieb|accounts payable)$"
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or, when `is_department`, a mailbox of a part of the organisation."""

    name: str = ""
    email: str = ""
    phone: str = ""
    job: str = ""
    is_department: bool = False

    def __bool__(self) -> bool:
        return bool(self.name or self.email)


def contact(
    *,
    name: str = "",
    given: str = "",
    infix: str = "",
    family: str = "",
    email: str = "",
    phone: str = "",
    job: str = "",
) -> Contact:
    """Put together what a list says of one contact."""
    whole = " ".join(name.split()) or " ".join(part for part in (given, infix, family) if part)
    if behind := re.search(r"\s*[(\[]([^()\[\]]{2,80})[)\]]\s*$", whole):
        whole, job = whole[: behind.start()], job or behind[1]
    while salutation := SALUTATION.match(whole):
        whole = whole[salutation.end() :]
    found = Contact(name=whole.strip(" ,;-"), email=email, phone=phone, job=job)
    if not found.name and email:
        found = replace(found, name=name_from(email))
    return replace(found, is_department=is_department(found))


def is_department(found: Contact) -> bool:
    words = plain(found.name)
    if DEPARTMENT_WORDS.search(words):
        return True
    return not words and is_mailbox(found.email)


def is_mailbox(email: str) -> bool:
    """info@, sales@: an address of a function, that several people read."""
    return re.split(r"[.+_-]", email.partition("@")[0])[0] in MAILBOXES


def name_from(email: str) -> str:
    """ "j.van.dam@…" → "J. van Dam"; "" for a mailbox such as info@."""
    if is_mailbox(email):
        return ""
    parts = [part for part in re.split(r"[._]+", re.sub(r"[\d+].*$", "", email.partition("@")[0])) if part]
    small = {"van", "de", "den", "der", "von", "ten", "ter", "te", "het"}
    return " ".join(p if p in small else f"{p.upper()}." if len(p) == 1 else p.capitalize() for p in parts)
