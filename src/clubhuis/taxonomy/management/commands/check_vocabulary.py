"""Hold the vocabulary against the house rules."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from clubhuis.taxonomy import access
from clubhuis.taxonomy.checks import problems
from clubhuis.taxonomy.files import shipped_codes, shipped_entries


class Command(BaseCommand):
    help = "Print what is wrong with the vocabulary that comes with this release, or with the one in the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--installed", action="store_true", help="check the one in the database")

    def handle(self, *args: Any, installed: bool, **options: Any) -> None:
        entries = access.entries() if installed else shipped_entries()
        found = problems(
            entries,
            sectors={code.code for code in shipped_codes("nace")},
            codes={code.code for code in shipped_codes("cpv")},
        )
        for problem in found:
            self.stdout.write(problem)
        if found:
            raise CommandError(f"{len(found)} problems in {len(entries)} concepts.")
        self.stdout.write(f"{len(entries)} concepts, no problems.")
