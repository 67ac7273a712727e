"""Put constraints and indexes of first migrations inside the tables that they belong to.

    .venv/bin/python tools/fold_migrations.py

`makemigrations` leaves each constraint as a step of its own, and every step draws up anew all models that are related: migrating
an empty database then takes most of the first start, and of a run of one test. To be used after a first migration was made
anew, and no longer once there has been a release. What points to a field that is added later stays where it is.
"""

import importlib
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clubhuis.config.settings")

import django
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.writer import MigrationWriter

ROOMS = Path(__file__).resolve().parent.parent / "src" / "clubhuis"


def folded(operations: list[Operation]) -> list[Operation]:
    """The same tables in fewer steps."""
    added_later = [(step.model_name_lower, step.name) for step in operations if isinstance(step, AddField)]
    inside: dict[str, dict[str, list[object]]] = {}
    kept = []
    for step in operations:
        if isinstance(step, AddConstraint | AddIndex):
            name, thing = (
                ("constraints", step.constraint) if isinstance(step, AddConstraint) else ("indexes", step.index)
            )
            if not any(model == step.model_name_lower and field in repr(thing) for model, field in added_later):
                inside.setdefault(step.model_name_lower, {}).setdefault(name, []).append(thing)
                continue
        kept.append(step)
    for step in kept:
        if isinstance(step, CreateModel):
            for name, things in inside.get(step.name_lower, {}).items():
                step.options[name] = [*step.options.get(name, []), *things]
    return kept


def main() -> None:
    django.setup()
    for path in sorted(ROOMS.glob("*/migrations/0001_initial.py")):
        room = path.parent.parent.name
        migration: Migration = importlib.import_module(f"clubhuis.{room}.migrations.0001_initial").Migration(
            "0001_initial", room
        )
        before = len(migration.operations)
        migration.operations = folded(migration.operations)
        if len(migration.operations) < before:
            path.write_text(MigrationWriter(migration, include_header=False).as_string())
            print(f"{room}: {before} steps, {len(migration.operations)} left")


if __name__ == "__main__":
    main()
