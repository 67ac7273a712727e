"""What a community learns from answers, and that nobody is locked out."""

import random

from clubhuis.engines.matching import BOUNDS, Explanation, Lesson, Match, Weights, learn_weights, spread


def seen(**signals):
    return Explanation(**{"words": 0.2, "concepts": 0.2, "meaning": 0.5, "requirements": 0.5, **signals})


def a_match(key, score, *, fits=True):
    from clubhuis.engines.matching import Judgement, Reason, Requirement

    asked = Requirement("capability", "frezen", concepts=("milling",))
    judged = Judgement(asked, "met" if fits else "not_met", Reason("says"))
    return Match(key, score, None, (judged,), seen())


NEAR_WINS = [Lesson(seen(nearness=1.0), "agreed")] * 60 + [Lesson(seen(nearness=0.1), "unsuitable")] * 60


def test_a_signal_that_goes_with_yes_gains():
    learned = learn_weights(NEAR_WINS)

    assert learned.weights.nearness > Weights().nearness
    assert [shift.signal for shift in learned.shifts] == ["nearness"]
    assert (learned.shifts[0].well, learned.shifts[0].badly, learned.lessons) == (1.0, 0.1, 120)


def test_a_signal_that_goes_with_no_loses():
    turned = [Lesson(one.explanation, "agreed" if one.outcome == "unsuitable" else "unsuitable") for one in NEAR_WINS]

    assert learn_weights(turned).weights.nearness < Weights().nearness


def test_without_lessons_nothing_changes_and_taking_them_out_undoes():
    assert learn_weights([]).weights == Weights()
    assert learn_weights(NEAR_WINS).start == Weights()


def test_answers_of_one_kind_teach_nothing():
    assert learn_weights([Lesson(seen(nearness=1.0), "agreed")] * 500).shifts == ()


def test_a_few_answers_move_less_than_many():
    few, many = learn_weights(NEAR_WINS[58:62]), learn_weights(NEAR_WINS * 10)

    assert Weights().nearness < few.weights.nearness < many.weights.nearness <= 2 * Weights().nearness


def test_weights_stay_within_their_bounds_whatever_is_answered():
    high = Weights(**{name: top for name, (_, top) in BOUNDS.items()})
    lessons = [Lesson(seen(words=1.0, nearness=1.0), "agreed"), Lesson(seen(words=0.0), "unsuitable")] * 400

    assert learn_weights(lessons, start=high).weights == high


def test_the_order_of_answers_makes_no_difference():
    shuffled = random.Random(3).sample(NEAR_WINS, len(NEAR_WINS))

    assert learn_weights(shuffled) == learn_weights(NEAR_WINS)


def test_equals_take_turns():
    matches = [a_match("a", 0.90), a_match("b", 0.89), a_match("c", 0.88), a_match("d", 0.60)]

    placed = spread(matches, proposed={"a": 9, "b": 4, "c": 7, "d": 0}, limit=4)

    assert [(one.match.key, one.why) for one in placed] == [("b", "turn"), ("c", "turn"), ("a", "turn"), ("d", "score")]


def test_somebody_new_gets_a_place_and_is_said_to_be_new():
    matches = [a_match(f"old{place}", 0.9 - place / 10) for place in range(5)] + [a_match("new", 0.2)]
    proposed = {f"old{place}": 20 for place in range(5)}

    placed = spread(matches, proposed=proposed, limit=5, share=0.2)

    assert [one.match.key for one in placed] == ["old0", "old1", "old2", "old3", "new"]
    assert placed[-1].why == "new"


def test_a_place_is_kept_only_for_who_fits():
    matches = [a_match(f"old{place}", 0.9 - place / 10) for place in range(5)] + [a_match("new", 0.2, fits=False)]

    placed = spread(matches, proposed={f"old{place}": 20 for place in range(5)}, limit=5, share=0.2)

    assert [one.match.key for one in placed] == ["old0", "old1", "old2", "old3", "old4"]


def test_the_best_keeps_the_first_place():
    placed = spread([a_match("best", 0.9), a_match("new", 0.1)], proposed={"best": 50}, limit=1, share=1.0)

    assert [one.match.key for one in placed] == ["best"]


def test_who_is_new_and_good_needs_no_favour():
    matches = [a_match("new", 0.9), a_match("old", 0.5), a_match("other", 0.1)]

    placed = spread(matches, proposed={"old": 20}, limit=2, share=0.5)

    assert [one.match.key for one in placed] == ["new", "old"]
