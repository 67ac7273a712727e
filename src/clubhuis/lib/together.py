"""Short writes that are asked for in the same moment go to the disk together.

SQLite lets one transaction at a time write, and each must wait for the disk. So in a rush whoever has the turn also writes for those
of its process who wait: each in a savepoint, so that what one is refused undoes only its own, and nobody is answered before all of
it is on the disk. PostgreSQL does this by itself, and there a transaction that waits for more than one
person's rows could wait for another that waits for it; so there each writes alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils.translation import get_language, override

MOST = 16  # in one transaction: others wait for it


@dataclass(slots=True, eq=False)
class _Wish:
    work: Callable[[], Any]
    context: Context = field(default_factory=copy_context)  # the id of the request, for the log
    language: str | None = field(default_factory=get_language)  # of who asked; Django's own stays in its thread
    result: Any = None
    problem: BaseException | None = None
    is_done: bool = False


_waiting: list[_Wish] = []
_list_lock = threading.Lock()
_turn = threading.Lock()


def write[V](work: Callable[[], V]) -> V:
    """Do this in a transaction, perhaps together with what others of this process write; its answer, when it is on the disk.

    `work` only reads and writes rows, and may run in the thread of somebody else. Within a transaction it is simply done.
    """
    if connection.in_atomic_block or not getattr(connection, "writes_one_at_a_time", False):
        with transaction.atomic():
            return work()
    mine = _Wish(work)
    with _list_lock:
        _waiting.append(mine)
    with _turn:
        while not mine.is_done:
            with _list_lock:
                batch = _waiting[:MOST]
                del _waiting[:MOST]
            _write_all(batch)
    if mine.problem is not None:
        raise mine.problem
    return mine.result  # type: ignore[no-any-return]


def _write_all(batch: list[_Wish]) -> None:
    try:
        with transaction.atomic():
            for wish in batch:
                _write_one(wish)
    except BaseException as problem:  # the transaction failed as a whole: nobody's is on the disk
        for wish in batch:
            wish.result, wish.problem = None, wish.problem or problem
    finally:
        for wish in batch:
            wish.is_done = True


def _write_one(wish: _Wish) -> None:
    try:
        with transaction.atomic():
            wish.result = wish.context.run(_in_their_language, wish)
    except BaseException as problem:
        wish.problem = problem


def _in_their_language(wish: _Wish) -> Any:
    with override(wish.language):
        return wish.work()
