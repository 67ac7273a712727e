"""One writer at a time is SQLite's rule; who is next is ours.

SQLite lets a writer that finds the database busy sleep and try again, longer each time, so that under many writers some wait
for seconds while others pass them. Here a transaction waits for a lock on a file beside the database, which the kernel gives to
the processes of one machine in about the order in which they asked, and takes back from one that is killed. Correctness does not rest on
it: SQLite's own lock is still taken.
"""

from __future__ import annotations

import fcntl
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base


class Cursor(base.SQLiteCursorWrapper):
    """Django writes the marks for values anew each time that something is asked, in words that are mostly the same."""

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        return _with_marks(query) if param_names is None else str(super().convert_query(query, param_names=param_names))


@lru_cache(maxsize=1024)
def _with_marks(query: str) -> str:
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


class DatabaseWrapper(base.DatabaseWrapper):
    writes_one_at_a_time = True  # so that lib.together may write for several at once
    _turn: int | None = None  # the open file, as long as this connection is in a transaction

    def create_cursor(self, name: str | None = None) -> Cursor:
        return self.connection.cursor(factory=Cursor)  # type: ignore[no-any-return]

    def _start_transaction_under_autocommit(self) -> None:
        self._wait_for_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # django-stubs leave it out
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # a commit that fails is rolled back, and ends the turn then
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _wait_for_turn(self) -> None:
        name = self.settings_dict["NAME"]
        if self._turn is not None or is_in_memory(name):
            return
        file = os.open(Path(f"{name}.turn"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
        except BaseException:
            os.close(file)
            raise
        self._turn = file

    def _end_turn(self) -> None:
        if self._turn is not None:
            os.close(self._turn)
            self._turn = None


def is_in_memory(name: Any) -> bool:
    return ":memory:" in str(name) or "mode=memory" in str(name)
