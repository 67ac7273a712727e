"""Django's PostgreSQL binds values into the words itself, so that each question is planned anew: as long as answering most of them."""

from __future__ import annotations

import select
import time
from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql import base

from clubhuis.lib.asking import Answer, Words

from .statements import Statements, numbered

TRUSTED = 5.0  # seconds in which a connection that was used need not be asked whether it still works


class DatabaseWrapper(base.DatabaseWrapper):
    health_check_enabled: bool  # django-stubs leave them out
    health_check_done: bool
    _statements: Statements | None = None
    _used_at = 0.0

    def ask_prepared(self, words: Words, params: Sequence[Any]) -> Answer:
        """For `lib.asking`."""
        self.validate_no_broken_transaction()
        statements = self._ready()
        with self.wrap_database_errors:
            if words.prepared is None:
                words.prepared = numbered(words.text, params, words.given, self.connection)
            answer = statements.ask(words.prepared, [params[place] for place in words.given_at])
        self._used_at = time.monotonic()
        return answer

    def _ready(self) -> Statements:
        self.validate_thread_sharing()
        self.close_if_health_check_failed()
        self.ensure_connection()
        if self._statements is None:
            self._statements = Statements(self.connection)
        return self._statements

    def _run(self, command: str) -> None:
        if self.execute_wrappers or self.queries_logged:  # somebody listens
            with self.cursor() as cursor:
                cursor.execute(command)
        else:
            statements = self._ready()
            with self.wrap_database_errors:
                statements.run(command.encode())

    def _savepoint(self, sid: str) -> None:
        self._run(self.ops.savepoint_create_sql(sid))

    def _savepoint_rollback(self, sid: str) -> None:
        self._run(self.ops.savepoint_rollback_sql(sid))

    def _savepoint_commit(self, sid: str) -> None:
        self._run(self.ops.savepoint_commit_sql(sid))

    def _close(self) -> None:
        self._statements = None
        super()._close()  # type: ignore[misc]  # django-stubs leave it out

    def close_if_health_check_failed(self) -> None:
        """Whoever was answered a moment ago only looks whether the server has hung up since."""
        if self.connection is not None and self.health_check_enabled and not self.health_check_done:
            if time.monotonic() - self._used_at < TRUSTED and not has_something_to_say(self.connection.fileno()):
                self.health_check_done = True
            else:
                super().close_if_health_check_failed()


def has_something_to_say(file: int) -> bool:
    """A server says nothing unasked, but that it ends."""
    poll = select.poll()
    poll.register(file, select.POLLIN)
    return bool(poll.poll(0))
