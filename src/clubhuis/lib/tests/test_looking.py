import pytest

from clubhuis.lib.looking import looking, once_a_look
from clubhuis.lib.middleware import remember_while_looking


@pytest.fixture
def asked():
    """A question that counts how often it was asked."""
    times = []

    @once_a_look
    def answer(whom, *, about=""):
        times.append((whom, about))
        return len(times)

    answer.times = times
    return answer


def test_a_question_is_asked_once_for_a_page(asked):
    with looking():
        assert [asked("alma"), asked("alma")] == [1, 1]
    assert asked.times == [("alma", "")]


def test_other_questions_have_other_answers(asked):
    with looking():
        assert [asked("alma"), asked("bram"), asked("alma", about="needs")] == [1, 2, 3]


def test_the_next_page_asks_again(asked):
    for _ in range(2):
        with looking():
            asked("alma")
    assert len(asked.times) == 2


def test_nothing_is_remembered_where_something_may_change(asked):
    assert [asked("alma"), asked("alma")] == [1, 2]


def test_an_answer_of_nothing_is_remembered_too():
    times = []

    @once_a_look
    def nothing():
        times.append(1)

    with looking():
        nothing()
        nothing()
    assert times == [1]


@pytest.mark.parametrize(("method", "times"), [("GET", 1), ("HEAD", 1), ("POST", 2), ("DELETE", 2)])
def test_only_requests_that_look_remember(rf, asked, method, times):
    def view(request):
        return asked("alma") + asked("alma")

    remember_while_looking(view)(rf.generic(method, "/"))

    assert len(asked.times) == times
