"""What is sent is received whole before it is answered."""

import io
import resource
import threading

import pytest

from clubhuis.config import serve
from clubhuis.config.receiving import KEPT_IN_MEMORY, LARGEST, ReceivedFirst
from clubhuis.conversations import actions as messages
from clubhuis.lib.uploads import FILE_LIMIT
from clubhuis.market.actions import files as drawings


class Sent(io.BytesIO):
    """A body that comes a little at a time."""

    def read(self, size=-1):
        return super().read(min(size, 1000) if size >= 0 else -1)


class Answer(list):
    closed = False
    streaming = False

    def close(self):
        self.closed = True


def asked(application, body=b"", length=None, answering=2):
    said = []
    environ = {"wsgi.input": Sent(body)}
    if length is not None:
        environ["CONTENT_LENGTH"] = length
    answer = ReceivedFirst(application, answering=answering)(environ, lambda *words: said.append(words))
    return said[0][0], b"".join(answer)


def echo(environ, start_response):
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


@pytest.mark.parametrize("size", [0, 1, KEPT_IN_MEMORY + 1])
def test_all_of_it_is_there(size):
    assert asked(echo, b"x" * size, str(size)) == ("200 OK", b"x" * size)


def test_what_comes_after_its_length_is_not_of_it():
    assert asked(echo, b"yes and more", "3") == ("200 OK", b"yes")


def test_what_is_cut_off_is_as_long_as_it_is():
    assert asked(echo, b"half", "8") == ("200 OK", b"half")


@pytest.mark.parametrize("length", [None, "", "-1", "many", "１２"])
def test_without_a_length_there_is_nothing(length):
    assert asked(echo, b"something", length) == ("200 OK", b"")


@pytest.mark.parametrize("length", [str(LARGEST + 1), "1" + "0" * 30])
def test_what_is_too_large_is_refused_in_words_without_being_read(length):
    status, text = asked(echo, b"", length)

    assert status.startswith("413")
    assert "te groot" in text.decode()
    assert "too large" in text.decode()


def test_every_form_that_takes_several_files_is_within():
    assert max(drawings.MOST_FILES, messages.MOST_FILES) * FILE_LIMIT < LARGEST


@pytest.mark.parametrize(
    ("asked", "allowed", "wanted"),
    [(1024, 4096, [4096]), (1024, resource.RLIM_INFINITY, [8000]), (20_000, 20_000, [])],
)
def test_as_many_files_as_allowed_and_never_fewer(monkeypatch, asked, allowed, wanted):
    set_to = []
    monkeypatch.setattr(resource, "getrlimit", lambda _what: (asked, allowed))
    monkeypatch.setattr(resource, "setrlimit", lambda _what, limits: set_to.append(limits))

    serve.open_as_many_files_as_allowed()

    assert set_to == [(number, allowed) for number in wanted]


def test_who_answers_is_another_and_closes_what_it_made():
    seen = []
    answer = Answer([b"a", b"b"])

    def application(_environ, start_response):
        seen.append(threading.current_thread())
        start_response("200 OK", [])
        return answer

    assert asked(application)[1] == b"ab"
    assert answer.closed
    assert seen[0].name.startswith("answering")


def test_a_file_is_handed_over_as_it_is():
    answer = Answer([b"a file"])
    answer.streaming = True

    def application(_environ, start_response):
        start_response("200 OK", [])
        return answer

    environ = {"wsgi.input": Sent()}
    assert ReceivedFirst(application)(environ, lambda *_words: None) is answer
    assert not answer.closed


def test_what_goes_wrong_goes_on():
    def application(_environ, _start_response):
        raise LookupError("broken")

    with pytest.raises(LookupError, match="broken"):
        asked(application)
