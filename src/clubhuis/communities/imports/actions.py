"""Bringing in a list: upload and guess, check without writing, write whole or not at all, take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.communities import access
from clubhuis.communities.models import Community, MemberImport
from clubhuis.lib import spreadsheets
from clubhuis.lib.refusals import Refused

from .mapping import Mapping, Row, guess
from .plan import Entry, Plan, make_plan
from .records import Record, Remark, read_records
from .targets import all_targets
from .writing import Undone, take_back, write

State = MemberImport.State
CHANGEABLE = (State.UPLOADED, State.CHECKING, State.READY, State.FAILED)
Progress = Callable[[str, int, int], None]
MOST_REMARKS = 500  # kept in the report; the count is of all
MOST_ENTRIES = 300
SAMPLE = 5


def silent(step: str, done: int, total: int) -> None:
    """Nobody watches."""


def gate(by: Person | None, community: Community) -> None:
    """`by` is None for the command line of the installation itself."""
    if by is not None and not access.can_edit_members(by, community):
        raise PermissionDenied


def upload(community: Community, name: str, content: bytes, *, by: Person | None, language: str = "nl") -> MemberImport:
    """Keep the file and guess what its columns mean. Raises Refused for what cannot be read as a table."""
    gate(by, community)
    rows = spreadsheets.read(name, content)
    mapping = guess(rows)
    filled = sum(any(row) for row in rows[mapping.heading_row + 1 :])
    if not filled:
        raise Refused(_("There are headings in this file, but no rows below them."))
    brought = MemberImport(
        community=community,
        by=by,
        file_name=PurePath(spreadsheets.clean(name).replace("\\", "/")).name[:200] or "list",
        mapping=stored(mapping),
        options={"language": language, "leave_out_errors": False, "decisions": {}},
        rows_total=filled,
    )
    brought.file.save("list.bin", ContentFile(content), save=False)
    brought.save()
    return brought


def stored(mapping: Mapping) -> dict[str, Any]:
    columns = {str(column): name for column, name in mapping.columns.items()}
    return {"heading_row": mapping.heading_row, "columns": columns, "headings": list(mapping.headings)}


def mapping_of(brought: MemberImport) -> Mapping:
    columns = {int(column): name for column, name in brought.mapping["columns"].items()}
    return Mapping(brought.mapping["heading_row"], columns, tuple(brought.mapping["headings"]))


def rows_of(brought: MemberImport) -> list[Row]:
    with brought.file.open("rb") as file:
        return spreadsheets.read(brought.file_name, file.read())


def change_mapping(brought: MemberImport, columns: dict[int, str], *, by: Person | None) -> MemberImport:
    """What each column means, as a person says. Raises Refused when two columns are to be the same thing."""
    gate(by, brought.community)
    known = all_targets()
    chosen = {column: name for column, name in columns.items() if name and name.partition(".")[0] in known}
    twice = [name for name in chosen.values() if list(chosen.values()).count(name) > 1]
    if twice:
        label = known[twice[0].partition(".")[0]].label
        raise Refused(_("Two columns are set to “%(target)s”. Choose one of them.") % {"target": label})
    if "name" not in chosen.values():
        raise Refused(_("Say which column holds the name of the organisation."))
    if brought.state not in CHANGEABLE:
        raise Refused(_("This list has already been brought in."))
    brought.mapping = brought.mapping | {"columns": {str(column): name for column, name in chosen.items()}}
    brought.state = State.UPLOADED
    brought.save(update_fields=["mapping", "state"])
    return brought


def plan_of(brought: MemberImport, progress: Progress = silent) -> Plan:
    """What this import would do. Nothing is written."""
    reading = read_records(rows_of(brought), mapping_of(brought))
    decisions = {int(row): choice for row, choice in brought.options.get("decisions", {}).items()}
    return make_plan(reading, decisions=decisions, progress=lambda done, total: progress("check", done, total))


def check(brought: MemberImport, *, by: Person | None, progress: Progress = silent) -> Plan:
    """A dry run: the plan, with its report kept to be shown."""
    gate(by, brought.community)
    if brought.state not in CHANGEABLE:
        raise Refused(_("This list has already been brought in."))
    if "name" not in brought.mapping["columns"].values():
        raise Refused(_("No column with the name of the organisation was found. Say which one it is."))
    plan = plan_of(brought, progress)
    brought.report = report(plan)
    brought.state = State.READY
    brought.save(update_fields=["report", "state"])
    return plan


def report(plan: Plan) -> dict[str, Any]:
    def listed(remarks: Sequence[Remark]) -> list[dict[str, Any]]:
        return [asdict(remark) for remark in sorted(remarks, key=lambda r: r.row)[:MOST_REMARKS]]

    return {
        "rows": [listed_entry(entry) for entry in [*plan.doubtful, *plan.known][:MOST_ENTRIES]],
        "sample": [listed_record(entry.record) for entry in plan.entries[:SAMPLE]],
        "new": len(plan.new),
        "known": len(plan.known),
        "doubtful": len(plan.doubtful),
        "contacts": sum(len(entry.record.contacts) for entry in plan.entries),
        "errors": listed(plan.errors),
        "error_count": len(plan.errors),
        "warnings": listed(plan.warnings),
        "warning_count": len(plan.warnings),
        "skipped": listed(plan.skipped),
    }


def listed_record(record: Record) -> dict[str, Any]:
    values = {name: str(value) for name, value in record.values.items()}
    return {"row": record.row, "values": values, "contacts": [asdict(contact) for contact in record.contacts]}


def listed_entry(entry: Entry) -> dict[str, Any]:
    """An entry that is, or may be, here already, as the desk shows it: names are looked up when it is shown."""
    likely = [{"id": d.organisation_id, "why": [str(reason) for reason in d.reasons]} for d in entry.likely]
    if entry.same_as and not likely:
        likely = [{"id": entry.same_as, "why": list(entry.reasons)}]
    return {"row": entry.record.row, "name": entry.record.name, "same_as": entry.same_as, "likely": likely}


def decide(
    brought: MemberImport, decisions: dict[int, int | None], *, leave_out_errors: bool, by: Person | None
) -> None:
    """Which rows are an organisation that is here already (its id) or a new one (None), and what to do with errors."""
    gate(by, brought.community)
    offered = {
        row["row"]: {candidate["id"] for candidate in row["likely"]} | {None} for row in brought.report.get("rows", [])
    }
    kept = {row: choice for row, choice in decisions.items() if choice in offered.get(row, ())}
    brought.options = brought.options | {
        "decisions": {str(row): choice for row, choice in kept.items()},
        "leave_out_errors": leave_out_errors,
    }
    brought.save(update_fields=["options"])


def run(brought: MemberImport, *, by: Person | None, progress: Progress = silent, plan: Plan | None = None) -> Plan:
    """Write everything in one transaction. Raises Refused, and writes nothing, when rows have errors that are not left out.

    A `plan` that was made a moment ago is used; otherwise a new one is made, because others may have written since. When the
    process dies meanwhile the list is as it was before, and can be brought in again.
    """
    gate(by, brought.community)
    here = MemberImport.objects.filter(pk=brought.pk).exclude(state__in=[State.DONE, State.UNDONE])
    if not here.exists():
        raise Refused(_("This list has already been brought in."))
    try:
        plan = plan or plan_of(brought, progress)
        if plan.errors and not brought.options.get("leave_out_errors"):
            raise Refused(
                _("%(count)d rows have an error, so nothing was written. Mend them, or choose to leave those rows out.")
                % {"count": len(plan.errors)}
            )
        if not plan.entries:
            raise Refused(_("There is no organisation in this list, so nothing was written."))
        with transaction.atomic():
            if not here.update(state=State.RUNNING):  # of two at once the second waits here for the first
                raise Refused(_("This list has already been brought in."))
            changes = write(
                plan,
                brought.community,
                by=by,
                language=brought.options.get("language", "nl"),
                progress=lambda done, total: progress("write", done, total),
            )
            brought.changes = changes.as_json()
            brought.report = report(plan)
            brought.rows_done = brought.rows_total
            brought.state = State.DONE
            brought.finished_at = timezone.now()
            brought.save()
            record(
                "members.imported",
                actor=by,
                subject=brought,
                concerning=[brought.community],
                data={"new": len(plan.new), "known": len(plan.known)},
                privileged=True,
            )
    except BaseException as error:
        why = str(error) if isinstance(error, Refused) else _("Something went wrong on our side; nothing was written.")
        brought.state, brought.report = State.FAILED, brought.report | {"failure": why}
        here.update(state=State.FAILED, report=brought.report)
        raise
    return plan


def last_import(community: Community) -> MemberImport | None:
    """The one that can be undone: the latest that was brought in and not undone."""
    done = MemberImport.objects.filter(community=community, state=State.DONE).exclude(file="")  # see retention.py
    return done.order_by("-finished_at", "-pk").first()


@transaction.atomic
def undo(brought: MemberImport, *, by: Person | None) -> Undone:
    """Take back the last import of a community."""
    gate(by, brought.community)
    if last_import(brought.community) != brought:
        raise Refused(_("Only the last list that was brought in can be undone."))
    if not MemberImport.objects.filter(pk=brought.pk, state=State.DONE).update(
        state=State.UNDONE, undone_at=timezone.now()
    ):
        raise Refused(_("This list has already been undone."))
    undone = take_back(brought.changes)
    brought.refresh_from_db()
    record(
        "members.import_undone",
        actor=by,
        subject=brought,
        concerning=[brought.community],
        data={"removed": undone.removed, "kept": len(undone.kept)},
        privileged=True,
    )
    return undone
