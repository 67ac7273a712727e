"""Slow people keep nobody else waiting (T27), with the web server of the house around the smallest application."""

import pytest
from django.db import connection

from . import slow

pytestmark = [
    pytest.mark.race,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="it has no database"),
]

MANY = 200
AT_ONCE = 10  # seconds, on a busy machine; nobody waits for the others, who take for ever
TRIES = 20  # the first may come before the slow ones have been taken up
KINDS = [slow.half_a_body, slow.half_a_head, slow.stays]


@pytest.fixture(scope="module")
def port():
    with slow.serving() as found:
        yield found


@pytest.mark.parametrize("kind", KINDS)
def test_two_hundred_slow_ones_keep_nobody_waiting(port, kind):
    with slow.people(MANY, kind, port):
        assert all(slow.answered(port, within=AT_ONCE) for _ in range(TRIES))


def test_and_are_answered_when_they_have_sent_everything(port):
    with slow.people(MANY, slow.half_a_body, port) as connections:
        for one in connections:
            one.sendall(b" sixth")
        answers = [one.recv(4096) for one in connections]

    assert {answer.split(b"\r\n")[0] for answer in answers} == {b"HTTP/1.1 200 OK"}
    assert {answer[-2:] for answer in answers} == {b"12"}


def test_without_receiving_first_they_would():
    """The mutant: the few threads that answer wait for what is still to come."""
    with slow.serving("unprotected", threads=4) as port, slow.people(8, slow.half_a_body, port):
        assert not all(slow.answered(port, within=2) for _ in range(TRIES))


def test_with_few_connections_they_would():
    """The mutant: as many connections as a server takes requests at once."""
    with slow.serving(connections=16) as port, slow.people(20, slow.stays, port):
        assert not all(slow.answered(port, within=2) for _ in range(TRIES))
