from concurrent.futures import ThreadPoolExecutor

import pytest

from clubhuis.engines.matching import keeping
from clubhuis.engines.matching.keeping import made_once
from clubhuis.engines.matching.snowball import snowball


def never() -> list[str]:
    pytest.fail("It was made again.")


def test_what_was_made_before_is_read(tmp_path):
    assert made_once(tmp_path / "folder" / "kept", "this", lambda: ["made"]) == ["made"]
    assert made_once(tmp_path / "folder" / "kept", "this", never) == ["made"]


def test_what_was_made_of_something_else_is_made_again(tmp_path):
    made_once(tmp_path / "kept", "this", lambda: ["made"])

    assert made_once(tmp_path / "kept", "that", lambda: ["again"]) == ["again"]
    assert made_once(tmp_path / "kept", "that", never) == ["again"]


def test_what_another_engine_made_is_made_again(tmp_path, monkeypatch):
    made_once(tmp_path / "kept", "this", lambda: ["made"])
    monkeypatch.setattr(keeping, "_engine", lambda: b"another")

    assert made_once(tmp_path / "kept", "this", lambda: ["again"]) == ["again"]


@pytest.mark.parametrize(
    "spoilt", [lambda kept: kept[:-1], lambda kept: kept[:40], lambda kept: kept + b".", lambda _: b""]
)
def test_a_file_that_was_cut_short_or_changed_is_made_again(tmp_path, spoilt):
    file = tmp_path / "kept"
    made_once(file, "this", lambda: ["made"])
    file.write_bytes(spoilt(file.read_bytes()))

    assert made_once(file, "this", lambda: ["again"]) == ["again"]


def test_where_nothing_can_be_written_it_is_made_each_time(tmp_path):
    (tmp_path / "a file").touch()

    for made in (["once"], ["twice"]):
        assert made_once(tmp_path / "a file" / "kept", "this", lambda made=made: made) == made


def test_two_threads_do_not_spoil_each_others_stems():
    words = ["draaien", "verspaning", "onderdelen", "machines"] * 200
    alone = [snowball(word, "nl") for word in words]

    with ThreadPoolExecutor(4) as several:
        assert list(several.map(lambda word: snowball(word, "nl"), words)) == alone
