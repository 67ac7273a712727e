"""Processes that run side by side until we are stopped; each is started again when it stops by itself.

On Linux each is made from this process, with all that it has read: a start costs next to nothing, and what is read stands in memory
once. Elsewhere each begins anew.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from types import FrameType

from django.db import connections

from .leftovers import end_group

IS_LINUX = sys.platform == "linux"
WAY_TO_START = "fork" if IS_LINUX else "spawn"
GIVES_WAY = 10  # niceness: when there is too much to do, pages go first and mails follow
RESTART_AFTER = 1.0  # seconds; longer when a process keeps dying at once
LONGEST_WAIT = 30.0
SET_PARENT_DEATH_SIGNAL, SET_NAME = 1, 15  # of prctl(2)


@dataclass(frozen=True, slots=True)
class Part:
    """One process: its work, and what is done once when it was started for the first time."""

    name: str
    work: Callable[[], None]
    ready: Callable[[], None] | None = None
    gives_way: bool = False


def keep_up(parts: Iterable[Part], *, started_one: Callable[[int], None]) -> None:
    """Start each, start it again when it ends, stop all on SIGINT or SIGTERM. `started_one` hears the number of each group."""
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    choose_way_to_start()
    running: dict[Part, BaseProcess] = {}
    for part in parts:
        if stopping:
            break
        running[part] = start(part)
        started_one(running[part].pid or 0)
        if part.ready:
            part.ready()
    started = dict.fromkeys(running, time.monotonic())
    wait = dict.fromkeys(running, RESTART_AFTER)
    while not stopping:
        time.sleep(0.2)
        for part, process in running.items():
            if process.exitcode is None or stopping:
                continue
            lived = time.monotonic() - started[part]
            wait[part] = RESTART_AFTER if lived > LONGEST_WAIT else min(wait[part] * 2, LONGEST_WAIT)
            print(
                f"The {part.name} process stopped ({process.exitcode}); starting it again.", file=sys.stderr, flush=True
            )
            end_group(process.pid or 0)  # the children of a killed web server would keep the port
            time.sleep(wait[part] if lived < RESTART_AFTER else 0)
            started[part] = time.monotonic()
            running[part] = start(part)
            started_one(running[part].pid or 0)
    for process in running.values():
        process.terminate()
    for process in running.values():
        process.join(timeout=10)
        if process.exitcode is None:
            process.kill()
        end_group(process.pid or 0)


def apart(work: Callable[[], None]) -> None:
    """Do it in a process of its own, whose memory is free afterwards. When it fails it has said why, and we end."""
    choose_way_to_start()
    process = multiprocessing.Process(target=_alone, args=(work,), daemon=True)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(max(process.exitcode, 1))


def _alone(work: Callable[[], None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is said to us, too, and we end what we began
    end_with_parent()
    work()


def start(part: Part) -> BaseProcess:
    connections.close_all()  # a connection to the database is of one process
    process = multiprocessing.Process(target=begin, args=(part,), name=part.name)
    process.start()
    return process


def begin(part: Part) -> None:
    """In the new process: it leads a group of its own, and ends when we are killed."""
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if part.gives_way:
        os.nice(GIVES_WAY)
    end_with_parent()
    if IS_LINUX:
        ctypes.CDLL(None).prctl(SET_NAME, f"clubhuis-{part.name}".encode())
    part.work()


def choose_way_to_start() -> None:
    multiprocessing.set_start_method(WAY_TO_START, force=True)  # of the web server's processes too


def end_with_parent() -> None:
    if IS_LINUX:
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
