"""The database as plain text that any database takes: what moves an installation from SQLite to PostgreSQL, and back.

Every row of every model in one file, table by table: `["table", [columns], last id, rows]`, then one line for each row. The same rows give
the same bytes, whichever database they come from. Left out, because they make themselves again: what migrations have been done (they
must be the same) and the shared cache.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from clubhuis.lib.refusals import Refused

BATCH = 500

type Columns = list[models.Field[Any, Any]]


def tables() -> dict[str, type[models.Model]]:
    """Every table that a model of ours or of a library holds, by its name."""
    known = apps.get_models(include_auto_created=True)
    return {m._meta.db_table: m for m in sorted(known, key=lambda m: m._meta.db_table) if not m._meta.proxy}


def columns(model: type[models.Model]) -> Columns:
    return list(model._meta.local_concrete_fields)


def migrations_done(database: BaseDatabaseWrapper) -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(database).applied_migrations())


# Writing


def write(to: Path, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """All rows as they are at one moment, while others go on working."""
    database = connections[using]
    with to.open("w", encoding="utf-8") as file, one_moment(database):
        say(file, migrations_done(database))
        for name, model in tables().items():
            fields = columns(model)
            rows = model._base_manager.using(using).order_by("pk").values_list(*(field.attname for field in fields))
            say(file, [name, [field.column for field in fields], last_id(model, database), rows.count()])
            for row in in_order(model, rows):
                say(file, [plain(value) for value in row])


def in_order(model: type[models.Model], rows: models.QuerySet[Any, tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """By number; where a word stands for the row, in an order that does not depend on the language of the database."""
    if isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
        return rows.iterator(chunk_size=BATCH)
    place = columns(model).index(model._meta.pk)
    return sorted(rows, key=lambda row: str(row[place]))


@contextmanager
def one_moment(database: BaseDatabaseWrapper) -> Iterator[None]:
    """What others write meanwhile is not seen; nobody waits for us."""
    begin = "BEGIN" if database.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with database.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def say(file: TextIO, line: list[Any]) -> None:
    file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n")


def plain(value: Any) -> Any:
    """As JSON can say it; the field it belongs to understands it again."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
        case None | bool() | int() | float() | str() | list() | dict():
            return value
    raise TypeError(f"nobody said how {type(value).__name__} is written down")


def last_id(model: type[models.Model], database: BaseDatabaseWrapper) -> int | None:
    """The highest number this table ever gave or was given, so that none is given twice; None where it gives none."""
    table, pk = model._meta.db_table, model._meta.pk
    if not isinstance(pk, models.AutoField | models.BigAutoField):
        return None
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', pk.column])
            sequence = cursor.fetchone()[0]
            cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")  # noqa: S608  # a name of its own
        given = cursor.fetchone()
    highest: int = model._base_manager.using(database.alias).aggregate(models.Max("pk"))["pk__max"] or 0
    return max(given[0] if given else 0, highest)


# Reading


def read(file: Path, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Put these rows in the place of all that is here: whole or not at all. Raises Refused for those of another release."""
    database = connections[using]
    with file.open(encoding="utf-8") as lines:
        if json.loads(next(lines)) != migrations_done(database):
            raise Refused(
                _("This backup is of another release of Clubhuis. Put it back with that release, then upgrade.")
            )
        try:
            with transaction.atomic(using=using):
                put(lines, database)
        except (StopIteration, LookupError, ValueError, DatabaseError) as problem:
            raise Refused(
                _("The rows of this backup do not fit, so nothing was changed: %(reason)s")
                % {"reason": str(problem)[:500] or _("some are missing")}
            ) from problem


def put(lines: Iterator[str], database: BaseDatabaseWrapper) -> None:
    known = tables()
    database.ops.execute_sql_flush(database.ops.sql_flush(no_style(), list(known), reset_sequences=True))
    for _number in known:
        name, _columns, last, count = json.loads(next(lines))
        for start in range(0, count, BATCH):
            some = islice(lines, min(BATCH, count - start))
            insert(known[name], [json.loads(line) for line in some], database)
        go_on_from(known[name], last, database)


def insert(model: type[models.Model], rows: list[list[Any]], database: BaseDatabaseWrapper) -> None:
    """As they stand, without what saving does: nothing happens now, it happened then."""
    fields, quote = columns(model), database.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    with database.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})",  # noqa: S608  # our own names
            [
                [
                    field.get_db_prep_save(field.to_python(value), database)
                    for field, value in zip(fields, row, strict=True)
                ]
                for row in rows
            ],
        )


def go_on_from(model: type[models.Model], last: int | None, database: BaseDatabaseWrapper) -> None:
    """The next row gets a number that was never given."""
    if not last:
        return
    table, pk = model._meta.db_table, model._meta.pk
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
        else:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', pk.column, last])
