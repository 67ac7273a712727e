"""Work that is done in a process of its own."""

import os
import subprocess
import sys


def python(code: str) -> subprocess.CompletedProcess[str]:
    """A process without threads, from which another can be made."""
    lines = "import os, sys; from clubhuis.config.keeping_up import apart; " + code
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", lines], env=surroundings, capture_output=True, text=True, check=False, timeout=60
    )


def test_it_is_done_when_we_go_on_and_not_by_us():
    ran = python("apart(lambda: print(os.getpid(), flush=True)); print(os.getpid())")

    other, ours = ran.stdout.split()
    assert other != ours


def test_we_end_when_it_fails_and_it_says_why():
    ran = python("apart(lambda: sys.exit('The disk is full.')); print('We go on.')")

    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", "The disk is full.\n")
