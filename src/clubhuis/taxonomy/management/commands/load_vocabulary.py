"""Load the shipped vocabulary into this installation."""

from typing import Any

from django.core.management import BaseCommand, CommandParser

from clubhuis.taxonomy.loading import load_vocabulary


class Command(BaseCommand):
    help = "Load the capabilities, NACE and CPV that come with this release. Does nothing when they were loaded before."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anew", action="store_true", help="also when these files were loaded before")

    def handle(self, *args: Any, anew: bool, **options: Any) -> None:
        loaded = load_vocabulary(anew=anew)
        if loaded is None:
            self.stdout.write("The vocabulary is up to date.")
            return
        self.stdout.write(
            f"{loaded.concepts} concepts loaded, {loaded.left_alone} edited by an operator left alone, {loaded.withdrawn} withdrawn."
        )
