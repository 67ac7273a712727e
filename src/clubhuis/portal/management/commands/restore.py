"""`./run manage restore FILE`: put a backup back. Stop the installation first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from clubhuis.lib.refusals import Refused
from clubhuis.portal import backups


class Command(BaseCommand):
    help = "Put a backup back. Stop the installation first."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="also where there are people already")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        if not file.exists():
            raise CommandError(f"There is no file {file}.")
        try:
            found = backups.restore(file, replace=replace)
        except (Refused, OSError) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(
            f"This is the installation as it was on {found.made_at:%Y-%m-%d at %H:%M} (UTC). Start it again."
        )
