"""Asking the database in words that were put together before; one that can prepare itself for them does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections

type Answer = tuple[list[tuple[Any, ...]], int]  # the rows, and how many there are or were changed


class Words:
    def __init__(self, alias: str, text: str, given: Sequence[bool]) -> None:
        """`given`: of each value that the text needs, whether it is another one each time; the others never change."""
        self.alias, self.text, self.given = alias, text, tuple(given)
        self.given_at = tuple(place for place, is_given in enumerate(self.given) if is_given)
        self.prepared: bytes | None = None  # in the way of the database, once it was asked

    def ask(self, params: Sequence[Any]) -> Answer:
        connection: Any = connections[self.alias]  # of this thread
        if not connection.execute_wrappers and not connection.queries_logged:  # whoever listens hears Django's words
            ask_prepared = getattr(connection, "ask_prepared", None)
            if ask_prepared is not None:
                return ask_prepared(self, params)  # type: ignore[no-any-return]
        with connection.cursor() as cursor:
            cursor.execute(self.text, params)
            return (cursor.fetchall() if cursor.description else []), cursor.rowcount
