import contextlib
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from clubhuis.engines.matching import snowball, words

BEGINNINGS = ("nationaliz", "electric", "polish", "hop")
ENDINGS = ("ational", "ingly", "fulness", "ations", "ings")
WORDS = [beginning + ending for beginning in BEGINNINGS for ending in ENDINGS]


def stems_by_four_threads() -> list[list[str]]:
    """The stems of the same words, with the threads taking turns as often as Python can."""
    stem = words.stem.__wrapped__  # what is kept hides what goes wrong
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            return list(pool.map(lambda _: [stem(word, "en") for word in WORDS * 20], range(4)))
    finally:
        sys.setswitchinterval(interval)


def test_threads_do_not_spoil_each_others_stems():
    alone = [words.stem.__wrapped__(word, "en") for word in WORDS * 20]

    assert stems_by_four_threads() == [alone] * 4


def test_without_turns_they_would(monkeypatch):
    """The mutant: it shows that the test above can fail."""
    monkeypatch.setattr(snowball, "_ONE_AT_A_TIME", contextlib.nullcontext())
    alone = [words.stem.__wrapped__(word, "en") for word in WORDS * 20]

    for _ in range(50):
        try:
            if stems_by_four_threads() != [alone] * 4:
                return
        except (IndexError, TypeError, AttributeError):
            return
    pytest.fail("four threads with one stemmer never disturbed each other")
