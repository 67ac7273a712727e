"""`./run manage load_demo`: the demonstration ecosystem, once."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from clubhuis.demo import loading
from clubhuis.demo.plan.ecosystem import SEED
from clubhuis.lib.refusals import Refused

WIDTH = 32


class Command(BaseCommand):
    help = (
        "Load the demonstration ecosystem: 560 made-up organisations with their people, communities, offers and needs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--today", type=date.fromisoformat, default=None, help="the day on which its history ends (default: today)"
        )
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--scale", type=float, default=1.0, help="0.1 loads a tenth of it")
        parser.add_argument("--force", action="store_true", help="also where there is real data already")

    def handle(self, **options: Any) -> None:
        started = time.monotonic()
        try:
            ecosystem = loading.load(
                options["today"] or timezone.localdate(),
                seed=options["seed"],
                scale=options["scale"],
                force=options["force"],
                progress=self.show if options["verbosity"] else loading.silent,
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        if ecosystem is None:
            if options["verbosity"]:
                self.stdout.write("The demonstration is here already.")
            return
        if options["verbosity"]:
            self.stdout.write(
                f"Loaded {len(ecosystem.organisations)} organisations, {len(ecosystem.everybody.people)} people and "
                f"{len(ecosystem.wishes)} needs in {time.monotonic() - started:.1f} seconds."
            )

    def show(self, step: str, done: int, total: int) -> None:
        """A bar on a terminal; elsewhere silence."""
        if not sys.stderr.isatty():
            return
        filled = WIDTH * done // max(1, total)
        end = "\n" if done == total else ""
        self.stderr.write(
            f"\rDemonstration  {'█' * filled}{'·' * (WIDTH - filled)} {100 * done // max(1, total):3d} %", ending=end
        )
        self.stderr.flush()
