import threading

import pytest

from clubhuis.lib.keeping import Kept


@pytest.fixture
def kept_for_a_minute(settings):
    settings.KEPT_FOR = 60


def test_a_value_is_made_once(kept_for_a_minute):
    made, kept = [], Kept()

    found = [kept.get("one", lambda: made.append(1) or len(made)) for _ in range(3)]

    assert found == [1, 1, 1]


def test_when_its_time_is_over_it_is_made_anew(settings):
    settings.KEPT_FOR = 1e-9
    made, kept = [], Kept()

    found = [kept.get("one", lambda: made.append(1) or len(made)) for _ in range(3)]

    assert found == [1, 2, 3]


def test_without_keeping_everybody_gets_their_own(settings):
    settings.KEPT_FOR = 0
    kept = Kept()

    assert [kept.get("one", object) is kept.get("one", object)] == [False]


def test_what_went_wrong_is_not_kept(kept_for_a_minute):
    kept = Kept()
    with pytest.raises(LookupError):
        kept.get("one", lambda: {}["nothing"])

    assert kept.get("one", lambda: "there") == "there"


def test_many_at_once_wait_for_one_who_makes_it(kept_for_a_minute):
    kept, made, begun = Kept(), [], threading.Event()

    def make():
        begun.wait(5)
        made.append(1)
        return len(made)

    found = []
    threads = [threading.Thread(target=lambda: found.append(kept.get("one", make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    begun.set()
    for thread in threads:
        thread.join()

    assert found == [1] * 8


def test_no_more_than_agreed_is_kept(kept_for_a_minute):
    kept = Kept(most=3)
    for number in range(10):
        kept.get(number, lambda: "value")

    assert len(kept._known) <= 3
