"""What one connection has prepared: PostgreSQL plans such words a few times, and then keeps the plan for all values.

Values go along as texts of no stated type, as they would stand in the words between quotes; what is the same each time does stand
in the words, so that an index on a part of a table is found. This speaks to libpq itself: a cursor takes longer over
an answer than the database over most questions, and psycopg forgets all it has prepared at each rollback.
"""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from psycopg import Connection, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

if TYPE_CHECKING:
    from psycopg.pq.abc import PGresult

MARK = re.compile("%[s%]")
MOST = 256  # that one connection keeps prepared; each takes the server some tens of kilobytes
ANSWERED = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
# The tables changed under a plan; a pooler gave the connection to another server.
NO_LONGER_PREPARED = (errors.FeatureNotSupported, errors.InvalidSqlStatementName)


def numbered(words: str, params: Iterable[Any], given: Iterable[bool], connection: Connection[Any]) -> bytes:
    """Django's words with `$1`, `$2`, … where a value is given each time, and the others written out."""
    transformer = Transformer(connection)
    pairs = zip(params, given, strict=True)
    number = 0

    def instead(mark: re.Match[str]) -> str:
        nonlocal number
        if mark[0] == "%%":
            return "%"
        value, is_given = next(pairs)
        if not is_given:
            return transformer.as_literal(value).decode()
        number += 1
        return f"${number}"

    return MARK.sub(instead, words).encode()


class Statements:
    asked_before = 1  # what is asked once is not worth it

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection, self._libpq = connection, connection.pgconn
        self._transformer = Transformer(connection)
        self._asked: Counter[bytes] = Counter()
        self._names: OrderedDict[bytes, bytes] = OrderedDict()
        self._number = 0

    def ask(self, words: bytes, values: Sequence[Any]) -> tuple[list[tuple[Any, ...]], int]:
        """The rows, and how many were changed."""
        self._begin()
        sent: Any = self._transformer.dump_sequence(values, [PyFormat.TEXT] * len(values))
        name = self._names.get(words) or self._prepared(words)
        try:
            if name:
                self._names.move_to_end(words)  # the others go first, when there are too many
                result = self._checked(self._libpq.exec_prepared(name, sent))
            else:
                result = self._checked(self._libpq.exec_params(words, sent))
        except NO_LONGER_PREPARED:
            self._names.clear()
            raise
        if result.status == ExecStatus.COMMAND_OK:
            return [], result.command_tuples or 0
        self._transformer.set_pgresult(result)
        return self._transformer.load_rows(0, result.ntuples, tuple), result.ntuples

    def run(self, command: bytes) -> None:
        """Nothing goes along with it, and nothing comes back."""
        self._begin()
        self._checked(self._libpq.exec_(command))

    def _begin(self) -> None:
        """As psycopg does it: a transaction begins with the first thing that is asked in it."""
        if self._libpq.transaction_status == TransactionStatus.IDLE and not self._connection.autocommit:
            self._checked(self._libpq.exec_(b"BEGIN"))

    def _prepared(self, words: bytes) -> bytes:
        """The name under which these words are prepared; empty when they are not asked often enough."""
        if self._asked[words] < self.asked_before:
            self._asked[words] += 1
            if len(self._asked) > 4 * MOST:
                self._asked.clear()
            return b""
        while len(self._names) >= MOST:
            _words, oldest = self._names.popitem(last=False)
            self.run(b"DEALLOCATE " + oldest)
        self._number += 1
        name = b"asked_%d" % self._number
        self._checked(self._libpq.prepare(name, words))
        self._names[words] = name
        return name

    def _checked(self, result: PGresult) -> PGresult:
        if result.status in ANSWERED:
            return result
        if self._libpq.status == ConnStatus.BAD:
            raise errors.OperationalError(self._libpq.get_error_message())
        raise errors.error_from_result(result, encoding="utf-8")
