"""`./run manage backup FOLDER`: everything that must be kept, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from clubhuis.lib.refusals import Refused
from clubhuis.portal import backups


class Command(BaseCommand):
    help = "Write the database, the uploaded files and the secret key to one file, while everybody goes on working."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("to", type=Path, help="a folder, or the name of the new file")
        parser.add_argument(
            "--portable", action="store_true", help="rows as text, to move to another kind of database (takes longer)"
        )

    def handle(self, *args: Any, to: Path, portable: bool, **options: Any) -> None:
        try:
            made = backups.backup(to, portable=portable)
        except (Refused, OSError) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"{made} ({made.stat().st_size / 1024 / 1024:.1f} MB)")
