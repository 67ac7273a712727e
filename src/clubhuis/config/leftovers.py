"""What a server that was killed left running: it would keep the port, so the next start ends it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import time
from pathlib import Path

PATIENCE = 3.0  # seconds


class Leftovers:
    """The process groups of this data directory, written down in a file that a living server holds locked."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._is_ours = False  # another server of this data directory is alive: its processes are no leftovers
        else:
            self._is_ours = True
        os.register_at_fork(after_in_child=self._file.close)  # else a child would hold the lock of a killed server

    def close(self) -> None:
        """Let go of the lock, as the end of the process does."""
        self._file.close()

    def clear(self) -> bool:
        """End the groups that a server which is no more left behind, and forget them; whether there were any."""
        if not self._is_ours:
            return False
        self._file.seek(0)
        ended = False
        for line in self._file.read().split():
            if line.isdigit() and is_left_over(int(line)):
                end_group(int(line))
                ended = True
                until = time.monotonic() + PATIENCE
                while is_left_over(int(line)) and time.monotonic() < until:
                    time.sleep(0.02)  # a port is free when its last holder is gone, a moment after the signal
        self._file.truncate(0)
        return ended

    def remember(self, group: int) -> None:
        if self._is_ours:
            self._file.write(f"{group}\n")
            self._file.flush()


def is_left_over(group: int) -> bool:
    """Whether a group is there and is one of ours.

    While a group has members no other process can get its number. So when its leader is gone it is ours; when there is a
    leader, its command line says whether the number was given away in the meantime.
    """
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    try:
        return b"clubhuis" in Path(f"/proc/{group}/cmdline").read_bytes()
    except OSError:
        return Path("/proc/self").exists()


def end_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
