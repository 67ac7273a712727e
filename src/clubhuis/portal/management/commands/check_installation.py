"""`./run check`: is the installation in order?"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management import BaseCommand
from django.core.management.base import no_translations

from clubhuis.portal.system import examine


class Command(BaseCommand):
    help = (
        "Say whether the installation is in order, and what to do when it is not. Ends with 1 when something is wrong."
    )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine()
        for finding in findings:
            self.stdout.write(f"{'+' if finding.is_good else '!'} {finding.subject}: {finding.text}")
        if not all(finding.is_good for finding in findings):
            sys.exit(1)
