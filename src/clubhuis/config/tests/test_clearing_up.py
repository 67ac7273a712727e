import gc
import threading
import weakref

import pytest

from clubhuis.config.clearing_up import AT_LAST, EVERYTHING, OFTEN, ClearingUp


class Page:
    """Something that holds itself, as a request holds its person and the person the request."""

    def __init__(self):
        self.itself = self


@pytest.fixture(autouse=True)
def python_does_not_look_by_itself():
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


def answered(clearing_up, number):
    for _ in range(number):
        clearing_up.one_begins()
        clearing_up.one_ends()


def somebody_else_asks(clearing_up):
    other = threading.Thread(target=clearing_up.one_begins)
    other.start()
    other.join()


def old(page):
    """It has outlived others, so that looking at what is new does not find it."""
    gc.collect(0)
    gc.collect(1)
    return weakref.ref(page)


def test_what_a_page_left_in_a_circle_is_gone_when_the_next_begins():
    left = weakref.ref(Page())

    ClearingUp().one_begins()

    assert left() is None


@pytest.mark.parametrize(("answers", "is_there"), [(OFTEN - 1, True), (OFTEN, False)])
def test_what_outlived_a_page_is_gone_some_pages_later(answers, is_there):
    left = old(Page())

    answered(ClearingUp(), answers)

    assert (left() is not None) == is_there


@pytest.mark.parametrize(("answers", "is_there"), [(AT_LAST - 2, True), (AT_LAST, False)])
def test_while_somebody_else_is_answered_it_waits_for_longer(answers, is_there):
    clearing_up, left = ClearingUp(), old(Page())

    somebody_else_asks(clearing_up)
    answered(clearing_up, answers)

    assert (left() is not None) == is_there


def test_what_was_kept_for_good_and_is_held_by_nobody_goes_at_last():
    clearing_up = ClearingUp()
    page = Page()
    answered(clearing_up, OFTEN)
    left = weakref.ref(page)
    del page

    answered(clearing_up, OFTEN)
    assert left() is not None

    answered(clearing_up, EVERYTHING)
    assert left() is None
