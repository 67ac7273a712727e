"""What a web process throws away and gives back, as requests begin: then nobody holds any more what the last one left.

When Python counts by itself, it lets some thirty pages gather and then one of them waits 10 ms for all, and one in six hundred
100 ms. And what a page leaves in circles while others are answered beside it counts as old soon, and stays for thousands of
requests. So everything is looked through often, at moments when one request is alone; that is quick, because what
outlives such a moment is kept for good (what was read ahead, questions put together, templates) and not looked at again.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress
from threading import get_ident

from django.core.signals import request_finished, request_started

OFTEN = 20  # requests after which one that is alone looks through what is new
# After which one does that is not alone: what others hold at that moment stays until everything is looked through.
AT_LAST = 100
EVERYTHING = 5_000  # after which what was kept for good is looked through, too: 0.1 s
UNEXPECTED = 200_000  # objects that one request makes before Python looks by itself


class ClearingUp:
    """Of one process."""

    def __init__(self) -> None:
        self._busy: set[int] = set()  # threads that answer
        self._begun = self._looked_through = self._everything = 0

    def begin(self) -> None:
        """From now on, and once now: what was read stays until the process ends."""
        self.look_through()
        gc.set_threshold(UNEXPECTED, 20, 20)
        request_started.connect(self.one_begins, weak=False)
        request_finished.connect(self.one_ends, weak=False)

    def one_begins(self, **_signal: object) -> None:
        this = get_ident()
        is_alone = not self._busy - {this}
        self._busy.add(this)
        self._begun += 1
        if self._begun - self._looked_through >= (OFTEN if is_alone else AT_LAST):
            self._looked_through = self._begun
            self.look_through()
        else:
            gc.collect(0)  # a few tenths of a millisecond

    def one_ends(self, **_signal: object) -> None:
        self._busy.discard(get_ident())

    def look_through(self) -> None:
        if self._begun - self._everything >= EVERYTHING:
            self._everything = self._begun
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        give_back()


def give_back() -> None:
    """Memory that is free, to the machine; the C library keeps it otherwise. Half a millisecond."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
