import pytest

from clubhuis.capacity.fitting import arrange, fits, name_of, tidy


def test_a_wish_is_the_same_however_it_is_said():
    assert tidy([["event", "session:5"], ["session:5", "event", "event"], ["event"]]) == (
        ("event", "session:5"),
        ("event",),
    )
    assert name_of(tidy([["b", "a"]])) == name_of(tidy([["a", "b"]]))
    assert name_of(tidy([["a"], ["b"]])) != name_of(tidy([["b"], ["a"]]))


@pytest.mark.parametrize("nothing", [[], [[]], [["event"], []]])
def test_a_wish_asks_for_something(nothing):
    with pytest.raises(ValueError, match="at least one pool"):
        tidy(nothing)


def test_all_pools_of_an_alternative_must_have_room():
    free = {"event": 3, "morning": 0, "afternoon": None}

    assert fits((("event", "afternoon"),), free)
    assert not fits((("event", "morning"),), free)
    assert not fits((("event", "elsewhere"),), free)


def test_a_group_is_arranged_so_that_all_have_a_place():
    either, first_only = (("a",), ("b",)), (("a",),)

    assert arrange([either, first_only], {"a": 1, "b": 1}) == [("b",), ("a",)]
    assert arrange([either, first_only], {"a": 1, "b": 0}) is None


def test_a_search_that_takes_too_long_ends():
    many = tuple((f"p{n}",) for n in range(10))

    assert arrange([many] * 9, {f"p{n}": 1 for n in range(8)}) is None
