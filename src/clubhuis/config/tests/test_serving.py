"""A port that somebody else has, and one that a server that was ended has not let go of yet."""

import socket
import threading

import pytest

from clubhuis.config.serve import refuse_busy

HERE = "127.0.0.1"


@pytest.fixture
def taken():
    """A door on which somebody listens, and its number."""
    with socket.socket() as door:
        door.bind((HERE, 0))
        door.listen()
        yield door, door.getsockname()[1]


def test_a_port_that_somebody_has_is_refused_with_what_to_do(taken):
    _door, port = taken

    with pytest.raises(SystemExit, match=f"cannot use 127.0.0.1:{port}.*--port 8001"):
        refuse_busy(HERE, port, patience=0.0)


def test_a_port_that_is_let_go_in_time_is_used(taken):
    door, port = taken
    letting_go = threading.Timer(0.2, door.close)
    letting_go.start()

    refuse_busy(HERE, port, patience=20.0)

    letting_go.join()
