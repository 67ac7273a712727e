"""`import_members FILE --community SLUG [--dry-run]`: what the desk does, from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.core.management.base import no_translations

from clubhuis.accounts.commands import person_at
from clubhuis.accounts.models import Person
from clubhuis.communities.imports import actions
from clubhuis.communities.imports.plan import Plan
from clubhuis.communities.imports.targets import all_targets
from clubhuis.communities.models import Community, MemberImport
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.duplicates import Reason


class Command(BaseCommand):
    help = "Bring a list of members (.xlsx, .xls, .ods or .csv) into a community."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="the list")
        parser.add_argument("--community", required=True, help="the community's path (slug)")
        parser.add_argument("--dry-run", action="store_true", help="show what would happen, write nothing")
        parser.add_argument(
            "--column", action="append", default=[], metavar="NUMBER=TARGET", help="what a column means, e.g. 3=phone"
        )
        parser.add_argument(
            "--leave-out-errors", action="store_true", help="bring in the other rows when some have errors"
        )
        parser.add_argument(
            "--lang", default="nl", choices=["nl", "en", "de"], help="of texts whose language is not clear"
        )
        parser.add_argument("--by", metavar="EMAIL", help="who does this (default: the installation itself)")
        parser.add_argument("--undo", action="store_true", help="take back the last list that was brought in")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    @no_translations
    def handle(self, *args: Any, file: str | None, community: str, **options: Any) -> None:
        try:
            where = Community.objects.present().get(slug=community)
        except Community.DoesNotExist:
            there = ", ".join(Community.objects.present().values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no community “{community}”. There are: {there}.") from None
        by = person_at(options["by"])
        try:
            if options["undo"]:
                self.undo(where, by)
            elif file:
                self.bring_in(Path(file), where, by, options)
            else:
                raise CommandError("Say which file holds the list.")
        except Refused as refusal:
            raise CommandError(str(refusal)) from None

    def undo(self, community: Community, by: Person | None) -> None:
        last = actions.last_import(community)
        if last is None:
            raise CommandError("There is no list to take back.")
        undone = actions.undo(last, by=by)
        self.stdout.write(f"Undone: {last.file_name}. {undone.removed} organisations removed.")
        for name in undone.kept:
            self.stdout.write(f"  kept, because somebody has used it since: {name}")

    def bring_in(self, path: Path, community: Community, by: Person | None, options: dict[str, Any]) -> None:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
        brought = actions.upload(community, path.name, content, by=by, language=options["lang"])
        try:
            if options["column"]:
                columns = dict(actions.mapping_of(brought).columns) | columns_of(options["column"])
                actions.change_mapping(brought, columns, by=by)
            brought.options["leave_out_errors"] = options["leave_out_errors"]
            brought.save(update_fields=["options"])
            if not options["json"]:
                self.show_mapping(brought)
            if "name" not in actions.mapping_of(brought).columns.values():
                raise CommandError(
                    "No column with the name of the organisation was found. Say which one it is, such as --column 1=name."
                )
            plan = actions.check(brought, by=by, progress=self.show_progress)
            if options["json"]:
                self.stdout.write(
                    json.dumps({"mapping": brought.mapping, **brought.report}, ensure_ascii=False, indent=1)
                )
            else:
                self.show_plan(plan)
            if options["dry_run"]:
                self.stdout.write("Dry run: nothing was written.")
                return
            actions.run(brought, by=by, progress=self.show_progress, plan=plan)
        finally:
            brought.refresh_from_db()
            if brought.state != MemberImport.State.DONE:
                brought.file.delete(save=False)
                brought.delete()
        if not options["json"]:
            self.stdout.write(
                f"Written: {len(plan.new)} new organisations, {len(plan.known)} known ones, in {community}. "
                f"Take it back with: import_members --undo --community {community.slug}"
            )

    def show_progress(self, step: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            words = {"check": "looking for duplicates", "write": "writing"}[step]
            self.stderr.write(f"\r{words}: {done:,} of {total:,}", ending="\n" if done == total else "")

    def show_mapping(self, brought: MemberImport) -> None:
        mapping = actions.mapping_of(brought)
        targets = all_targets()
        found = f"headings in row {mapping.heading_row + 1}" if mapping.heading_row >= 0 else "no headings"
        self.stdout.write(f"{brought.file_name}: {found}, {brought.rows_total} filled rows")
        for column in range(max(len(mapping.headings), max(mapping.columns, default=-1) + 1)):
            heading = mapping.headings[column] if column < len(mapping.headings) else ""
            name, _dot, number = mapping.columns.get(column, "").partition(".")
            meaning = f"{targets[name].label} {number}".strip() if name else "not used"
            self.stdout.write(f"  {column + 1:>3}  {heading[:40]:<40} → {meaning}")

    def show_plan(self, plan: Plan) -> None:
        for entry in plan.known:
            self.stdout.write(
                f"  row {entry.record.row}: {entry.record.name} is here already ({', '.join(str(Reason(r).label) for r in entry.reasons)})"
            )
        for entry in plan.doubtful:
            why = ", ".join(str(reason.label) for reason in entry.likely[0].reasons)
            self.stdout.write(
                f"  row {entry.record.row}: {entry.record.name} may be here already ({why}); brought in as new"
            )
        for remark in sorted([*plan.skipped, *plan.remarks], key=lambda r: r.row):
            column = f", {remark.column}" if remark.column else ""
            mark = "ERROR " if remark.is_error else ""
            self.stdout.write(f"  {mark}row {remark.row}{column}: {remark.text}")
        self.stdout.write(
            f"{len(plan.new)} new, {len(plan.known)} known, {len(plan.doubtful)} to look at, "
            f"{sum(len(e.record.contacts) for e in plan.entries)} contacts, {len(plan.errors)} errors, {len(plan.warnings)} warnings"
        )


def columns_of(given: list[str]) -> dict[int, str]:
    columns: dict[int, str] = {}
    for text in given:
        number, equals, name = text.partition("=")
        if not equals or not number.isdecimal() or not 0 < int(number) <= 500:
            raise CommandError(f"--column takes NUMBER=TARGET, such as 3=phone, not “{text}”.")
        if name and name.partition(".")[0] not in all_targets():
            raise CommandError(f"“{name}” is no target. There are: {', '.join(all_targets())}.")
        columns[int(number) - 1] = name
    return columns
