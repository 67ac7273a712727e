"""Build the match index anew."""

from __future__ import annotations

import sys
import time
from typing import Any

from django.core.management import BaseCommand, CommandParser

from clubhuis.matchmaking import index


class Command(BaseCommand):
    help = "Build the match index of this machine anew from the database. Interrupted, it goes on where it stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-needed", action="store_true", help="only when there is none or the vocabulary changed"
        )

    def handle(self, *args: Any, if_needed: bool, **options: Any) -> None:
        if if_needed and index.is_ready() and index.index().is_current:
            index.follow(limit=None)
            self.stdout.write("The index is current.")
            return
        began = time.monotonic()
        done = index.rebuild(progress=self.show)
        signals = ", ".join(index.index().signals)
        self.stdout.write(f"{done} organisations indexed in {time.monotonic() - began:.1f} s, by {signals}.")

    def show(self, done: int, total: int | None) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\rindexing: {done:,} of {total or 0:,}", ending="\n" if done == total else "")
