"""`./run manage prove NAME`: the long form of the proofs, which takes minutes and prints its figures. From a checkout only."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Prove a promise at length: rush (seats and queues), rules (the model of capacity), crash and serving (kill -9)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("arguments", nargs="*")

    def handle(self, *args: Any, name: str, arguments: list[str], **options: Any) -> None:
        checkout = Path(os.environ.get("CLUBHUIS_CHECKOUT", ""))
        if not (checkout / "tests" / "proofs").is_dir():
            raise CommandError(
                "Proofs stand in the checkout, beside the tests. Run them there: ./run manage prove rush"
            )
        where = f"{checkout / 'src'}{os.pathsep}{checkout}"
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "tests.proofs", name, *arguments],
            cwd=checkout,
            env=os.environ | {"PYTHONPATH": where},
            check=False,
        )
        sys.exit(done.returncode)
