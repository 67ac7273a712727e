import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from django.utils.translation import activate, get_language

from clubhuis.lib import together
from clubhuis.lib.models import Sending

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_once(monkeypatch):
    """Several threads ask while the turn is somebody else's, so that all are written together."""
    monkeypatch.setattr(type(connection), "writes_one_at_a_time", True, raising=False)

    def run(*works, languages=()):
        found, turn = [None] * len(works), threading.Lock()
        monkeypatch.setattr(together, "_turn", turn)

        def ask(number, work):
            if languages:
                activate(languages[number])
            try:
                found[number] = together.write(work)
            except Exception as problem:
                found[number] = problem
            finally:
                connection.close()

        turn.acquire()
        threads = [threading.Thread(target=ask, args=pair) for pair in enumerate(works)]
        for number, thread in enumerate(threads, start=1):
            thread.start()
            while len(together._waiting) < number:
                thread.join(0.001)
        turn.release()
        for thread in threads:
            thread.join()
        return found

    return run


def put(key):
    def work():
        Sending.objects.create(key=key, content="", attempt="", at=timezone.now())
        return key, threading.get_ident(), len(connection.savepoint_ids)

    return work


def test_what_is_asked_at_once_is_written_by_one_in_one_transaction(at_once):
    found = at_once(put("a"), put("b"), put("c"))

    assert [key for key, _, _ in found] == ["a", "b", "c"]
    assert len({thread for _, thread, _ in found}) == 1
    assert Sending.objects.count() == 3


def test_what_one_is_refused_undoes_only_its_own(at_once):
    def refused():
        put("mine")()
        put("a")()

    first, problem, third = at_once(put("a"), refused, put("c"))

    assert (first[0], type(problem), third[0]) == ("a", IntegrityError, "c")
    assert set(Sending.objects.values_list("key", flat=True)) == {"a", "c"}


def test_nobody_is_told_yes_when_it_does_not_reach_the_disk(at_once, monkeypatch):
    def no_disk(self):
        self.rollback()
        raise OSError("the disk is full")

    monkeypatch.setattr(BaseDatabaseWrapper, "commit", no_disk)
    found = at_once(put("a"), put("b"))
    monkeypatch.undo()

    assert [type(problem) for problem in found] == [OSError, OSError]
    assert Sending.objects.count() == 0


def test_each_is_done_in_the_language_of_who_asked(at_once):
    assert at_once(*[get_language] * 4, languages=("nl", "en") * 2) == ["nl", "en"] * 2


def test_within_a_transaction_it_is_simply_done():
    with transaction.atomic():
        assert together.write(put("a"))[0] == "a"
        transaction.set_rollback(True)

    assert Sending.objects.count() == 0
