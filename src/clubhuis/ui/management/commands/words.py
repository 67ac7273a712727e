"""Collect the words of every room for translation, and compile what has been translated."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import polib
from django.apps import apps
from django.core.management import BaseCommand, CommandParser, call_command


class Command(BaseCommand):
    help = "Collect each room's texts into its locale/nl (needs gettext's xgettext) and compile them (needs nothing)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rooms", nargs="*", help="only these rooms")
        parser.add_argument("--compile-only", action="store_true", help="do not collect, only compile")

    def handle(self, *args: Any, rooms: list[str], compile_only: bool, **options: Any) -> None:
        here = Path.cwd()
        for room in apps.get_app_configs():
            if not room.name.startswith("clubhuis.") or (rooms and room.label not in rooms):
                continue
            folder = Path(room.path)
            if not compile_only:
                (folder / "locale").mkdir(exist_ok=True)
                os.chdir(folder)
                call_command("makemessages", locale=["nl"], no_location=True, no_obsolete=True, verbosity=0)
                os.chdir(here)
            for words in [
                *folder.glob("locale/*/LC_MESSAGES/django.po"),
                *folder.glob("wording/*/LC_MESSAGES/django.po"),
            ]:
                catalogue = polib.pofile(str(words))
                catalogue.metadata.pop("POT-Creation-Date", None)
                catalogue.metadata.pop("PO-Revision-Date", None)
                catalogue.save()
                catalogue.save_as_mofile(str(words.with_suffix(".mo")))
                missing = [e.msgid for e in catalogue if not e.obsolete and (not e.translated() or e.fuzzy)]
                for text in missing:
                    self.stdout.write(f"{room.label}: not translated or uncertain: {text[:80]!r}")
                done = len(catalogue) - len(missing)
                self.stdout.write(f"{room.label}: {done} of {len(catalogue)} texts in {words.parts[-3]}")
