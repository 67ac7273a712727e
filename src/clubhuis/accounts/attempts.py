"""Attempts to sign in are counted in a table that all web processes share, so that nobody gets more by asking another process."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone


def make_table(using: str, **_: Any) -> None:
    """After every migrate; nothing happens when the table is there."""
    call_command("createcachetable", database=using, verbosity=0)


def forget_old() -> None:
    """What has run out is not looked at any more; this takes it out of the table as well."""
    table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]  # the database cache, see settings
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE expires < %s",  # noqa: S608  # the name is ours
            [connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))],
        )
