"""What an import would do: which rows are one organisation, which are here already, which are new. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from clubhuis.organisations.duplicates import Candidates, Duplicate

from .contacts import Contact
from .records import Reading, Record, Remark

Decisions = Mapping[int, int | None]  # row → the organisation it is, or None: it is a new one


@dataclass(slots=True)
class Entry:
    """One organisation to be written: `same_as` is the one here already, `likely` are those a person should look at."""

    record: Record
    same_as: int | None = None
    reasons: tuple[str, ...] = ()
    likely: tuple[Duplicate, ...] = ()


@dataclass(slots=True)
class Plan:
    entries: list[Entry] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    skipped: list[Remark] = field(default_factory=list)

    @property
    def errors(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.is_error]

    @property
    def warnings(self) -> list[Remark]:
        return [remark for remark in self.remarks if not remark.is_error]

    @property
    def new(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.same_as is None]

    @property
    def known(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.same_as is not None]

    @property
    def doubtful(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.likely]


def make_plan(
    reading: Reading,
    *,
    decisions: Decisions | None = None,
    candidates: Candidates | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Plan:
    """Compare every record with those above it in the list and with all organisations here.

    A certain duplicate in the list is put together with the first; one that is here already is recognised; a likely one is
    new unless `decisions` says that it is the same, and is shown to be looked at.
    """
    decided = decisions or {}
    known = candidates if candidates is not None else Candidates.load()
    plan = Plan(remarks=list(reading.remarks), skipped=list(reading.skipped))
    by_row: dict[int, Entry] = {}
    total = len(reading.records)
    for done, record in enumerate(reading.records, start=1):
        found = known.find(
            name=record.name,
            domain=record.domain,
            kvk=record.values.get("kvk_number", ""),
            postcode=record.values.get("postcode", ""),
            town=record.values.get("town", ""),
        )
        above = next((d for d in found if d.organisation_id < 0 and d.is_certain), None)
        if above and record.row not in decided:
            first = by_row[-above.organisation_id]
            put_together(first.record, record)
            plan.remarks.append(
                Remark(
                    record.row,
                    _("The same organisation as row %(row)s (%(why)s): they become one.")
                    % {"row": first.record.row, "why": ", ".join(str(reason.label) for reason in above.reasons)},
                )
            )
            continue
        entry = Entry(record)
        here = [d for d in found if d.organisation_id > 0]
        if record.row in decided:
            entry.same_as = decided[record.row]
        elif here and here[0].is_certain:
            entry.same_as = here[0].organisation_id
            entry.reasons = tuple(map(str, here[0].reasons))
        else:
            entry.likely = tuple(here[:3])
        plan.entries.append(entry)
        by_row[record.row] = entry
        known.add(
            -record.row,
            name=record.name,
            legal_name=record.values.get("legal_name", ""),
            domain=record.domain,
            kvk=record.values.get("kvk_number", ""),
            postcode=record.values.get("postcode", ""),
            town=record.values.get("town", ""),
        )
        if done % 100 == 0 or done == total:
            progress(done, total)
    return plan


def put_together(first: Record, other: Record) -> None:
    """The first row keeps what it says; the other one fills what is missing and brings its contacts."""
    for name, value in other.values.items():
        first.values.setdefault(name, value)
    first.contacts = without_repeats([*first.contacts, *other.contacts])
    first.rows.extend(other.rows)


def without_repeats(contacts: Iterable[Contact]) -> list[Contact]:
    """Each address once, and without an address each name once; the first one stays."""
    return list({(contact.email or contact.name.lower()): contact for contact in reversed(list(contacts))}.values())[
        ::-1
    ]
