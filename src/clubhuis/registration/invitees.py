"""Whom to invite: members of a host, a pasted or uploaded list, or the people of an earlier event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from clubhuis.accounts.addresses import normal_address
from clubhuis.accounts.models import Person
from clubhuis.communities import roster
from clubhuis.communities.actions.invitations import name_and_address, split_list
from clubhuis.communities.imports.mapping import guess
from clubhuis.communities.imports.records import read_records
from clubhuis.communities.models import Community, Membership
from clubhuis.lib import spreadsheets
from clubhuis.organisations.models import Affiliation, Organisation

from .models import RegistrationQuerySet


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to invite, as far as they are known."""

    email: str
    name: str = ""
    person: Person | None = None
    organisation: Organisation | None = None
    organisation_name: str = ""
    language: str = ""


def members(community: Community, wishes: dict[str, Any]) -> list[Invitee]:
    """Members that fit the filter of the desk: people themselves, and the contacts of organisations."""
    rows = list(roster.narrowed(roster.members(community), wishes))
    contacts = _contacts_of([row.organisation_id for row in rows if row.organisation_id])
    return [invitee for row in rows for invitee in _of_member(row, contacts)]


def _of_member(row: Membership, contacts: dict[int, list[Affiliation]]) -> Iterator[Invitee]:
    if row.person is not None:
        if row.person.email:
            yield Invitee(row.person.email, row.person.name, row.person, language=row.person.language)
        return
    organisation = row.organisation
    if organisation is None:
        return
    found = contacts.get(organisation.pk, [])
    for affiliation in found:
        person = affiliation.person
        yield Invitee(person.email or "", person.name, person, organisation, language=person.language)
    if not found and organisation.email:
        yield Invitee(organisation.email, "", None, organisation)


def _contacts_of(organisations: list[int]) -> dict[int, list[Affiliation]]:
    """The contacts that organisations name; where there is none, the latest colleague that has an address."""
    found: dict[int, list[Affiliation]] = {}
    people = (
        Affiliation.objects.current()
        .filter(organisation__in=organisations, person__email__isnull=False, person__erased_at=None)
        .select_related("person")
        .order_by("-is_contact", "-pk")
    )
    for affiliation in people:
        those = found.setdefault(affiliation.organisation_id, [])
        if affiliation.is_contact or not those:
            those.append(affiliation)
    return found


def of_event(registrations: RegistrationQuerySet) -> list[Invitee]:
    """Who had a seat at an earlier event."""
    people = registrations.filter(email__isnull=False).select_related("person", "organisation").order_by("pk")
    return [
        Invitee(one.email or "", one.name, one.person, one.organisation, one.organisation_name, language=one.language)
        for one in people
    ]


def pasted(text: str) -> list[Invitee]:
    """One a line, or separated by commas; names may stand in front: Anna de Wit <anna@dewit.example>."""
    return [Invitee(address, name) for name, address in map(name_and_address, split_list(text))]


def on_list(name: str, content: bytes) -> list[Invitee]:
    """From a spreadsheet as it is: its columns are recognised as those of a list of members. Raises `Refused` for no table."""
    rows = spreadsheets.read(name, content)
    mapping = guess(rows)
    if mapping.column_of("name") is None:
        return _without_organisations(rows, mapping.columns)
    return [
        Invitee(address, contact_name, organisation_name=record.name[:160])
        for record in read_records(rows, mapping).records
        for contact_name, address in _addresses(record.contacts, record.values.get("email", ""))
    ]


def _addresses(contacts: Iterable[Any], general: str) -> list[tuple[str, str]]:
    """Names with addresses; one without an address when there is none, so that it can be said."""
    named = [("" if contact.is_department else contact.name, contact.email) for contact in contacts if contact.email]
    return named or [("", general)]


def _without_organisations(rows: list[list[str]], columns: dict[int, str]) -> list[Invitee]:
    """A list with people only: every cell that is an address, with the name that stands in its row."""
    names = [column for column, target in columns.items() if target.startswith("contact_name")]
    found = []
    for row in rows:
        addresses = [cell for cell in row if "@" in cell and " " not in cell.strip()]
        name = next((row[column] for column in names if column < len(row) and row[column]), "")
        found += [Invitee(address.removeprefix("mailto:"), name[:120]) for address in addresses]
    return found


def once_each(invitees: Iterable[Invitee]) -> list[Invitee]:
    """Everybody once, by address; the first that is said of them counts."""
    found: dict[str, Invitee] = {}
    for invitee in invitees:
        if address := normal_address(invitee.email):
            found.setdefault(address, invitee)
    return list(found.values())
