import subprocess
import sys
import time
from pathlib import Path

import pytest

from clubhuis.config.leftovers import Leftovers, end_group, is_left_over

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")


def start_again(folder):
    """What a server does first."""
    again = Leftovers(folder / "running")
    again.clear()
    again.close()


@pytest.fixture
def a_process():
    """Starts processes that lead a group and wait, and ends them."""
    begun = []

    def begin(*words):
        command = [sys.executable, "-c", "import time; time.sleep(60)", *words]
        begun.append(subprocess.Popen(command, start_new_session=True))
        shown = Path(f"/proc/{begun[-1].pid}/cmdline")
        until = time.monotonic() + 10
        while words[-1].encode() not in shown.read_bytes() and time.monotonic() < until:
            time.sleep(0.005)  # just after its start a process has no words yet
        return begun[-1]

    yield begin
    for process in begun:
        end_group(process.pid)
        process.wait()


def test_the_next_start_ends_what_a_killed_server_left(tmp_path, a_process):
    web = a_process("clubhuis.config.wsgi:application")
    first = Leftovers(tmp_path / "running")
    first.remember(web.pid)
    first.close()  # killed: the lock is gone, the process is not

    start_again(tmp_path)

    assert web.wait(timeout=10) == -9
    assert (tmp_path / "running").read_text() == ""


def test_children_are_ended_when_their_leader_was_killed(tmp_path):
    code = "import subprocess, sys; print(subprocess.Popen(['sleep', '60']).pid, flush=True); sys.stdin.read()"
    leader = subprocess.Popen(
        [sys.executable, "-c", code, "clubhuis"], start_new_session=True, stdout=subprocess.PIPE, stdin=subprocess.PIPE
    )
    with leader:
        leader.stdout.readline()
        leader.kill()
    assert is_left_over(leader.pid)
    (tmp_path / "running").write_text(f"{leader.pid}\n")

    start_again(tmp_path)

    until = time.monotonic() + 10
    while is_left_over(leader.pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_left_over(leader.pid)


def test_a_number_that_was_given_to_another_program_is_left_alone(tmp_path, a_process):
    stranger = a_process("something-else")
    (tmp_path / "running").write_text(f"{stranger.pid}\nnonsense\n99999999\n")

    start_again(tmp_path)

    assert stranger.poll() is None


def test_the_processes_of_a_living_server_are_left_alone(tmp_path, a_process):
    web = a_process("clubhuis")
    living = Leftovers(tmp_path / "running")
    living.remember(web.pid)

    start_again(tmp_path)

    assert web.poll() is None
    living.close()
