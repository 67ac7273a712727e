"""Asking the worker to look at what waits: one task for all who ask in the same moment, not one for each."""

from __future__ import annotations

import math
import time
from datetime import UTC, datetime
from functools import partial

from django.db import transaction
from django.tasks import Task

MOMENT = 0.5  # seconds


class Rouser:
    """Has `task` run soon after the caller's transaction has committed, so that it finds what that wrote.

    The task is asked for in the same transaction, so it is not lost when the process is. Who sees that this process asked for one a
    moment ago asks for none; and asks again when its own transaction took so long that the task may have passed by.
    """

    def __init__(self, task: Task[[], None]) -> None:
        self._task = task
        self._asked_for = 0.0

    def soon(self) -> None:
        moment = MOMENT * (math.floor(time.time() / MOMENT) + 1)
        asks = self._asked_for < moment
        if asks:
            self._task.using(run_after=datetime.fromtimestamp(moment, UTC)).enqueue()
        transaction.on_commit(partial(self._committed, moment, asks), robust=True)

    def _committed(self, moment: float, asked: bool) -> None:
        if asked:
            self._asked_for = max(self._asked_for, moment)
        elif time.time() >= moment:
            self.soon()
