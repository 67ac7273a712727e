import datetime

import pytest
from django.http import QueryDict

from clubhuis.accounts.tests.cast import a_person
from clubhuis.lib.refusals import Refused
from clubhuis.questions import actions, editing
from clubhuis.questions.forms import QuestionForm
from clubhuis.questions.models import Answer, Question
from clubhuis.questions.tests.cast import a_question, answered

pytestmark = pytest.mark.django_db


def labels(owner="event:1"):
    return [question.label for question in Question.objects.of(owner).asked()]


def test_an_answer_about_a_person_needs_an_end():
    with pytest.raises(Refused, match="not kept for ever"):
        a_question(is_personal=True)


def test_a_choice_needs_two_answers():
    with pytest.raises(Refused, match="at least two"):
        a_question(kind="choice", choices=["Vis"])


def test_a_question_can_only_wait_for_a_choice_that_comes_before_it():
    text = a_question()
    meal = a_question(kind="choice", choices=["Vis", "Vlees"])
    elsewhere = a_question("event:2", kind="choice", choices=["Vis", "Vlees"])

    for condition in ((text, ["x"]), (meal, ["soep"]), (meal, []), (elsewhere, ["vis"])):
        with pytest.raises(Refused, match="comes before it"):
            a_question(when=condition)
    later = a_question(when=(meal, ["vis"]))
    with pytest.raises(Refused, match="comes before it"):
        actions.change(meal, condition_on=later, condition_values=["x"])


def test_a_question_never_moves_before_the_one_it_waits_for():
    first = a_question(label="een")
    meal = a_question(label="maal", kind="choice", choices=["Vis", "Vlees"])
    fish = a_question(label="welke vis", when=(meal, ["vis"]))

    for mover in (lambda: actions.move(fish, up=True), lambda: actions.move(meal, up=False)):
        with pytest.raises(Refused, match="has to come later"):
            mover()

    actions.move(first, up=False)
    assert labels() == ["maal", "een", "welke vis"]


def test_a_question_with_answers_is_no_longer_asked_and_keeps_them():
    question = a_question()
    answered(question, "vis")

    assert actions.remove(question) is False
    assert (labels(), question.answers.count()) == ([], 1)

    actions.ask_again(Question.objects.get())
    assert labels() == ["Wat wil je eten?"]

    assert actions.remove(Question.objects.get(), with_answers=True) is True
    assert (Question.objects.count(), Answer.objects.count()) == (0, 0)


def test_a_question_that_another_waits_for_stays():
    meal = a_question(kind="choice", choices=["Vis", "Vlees"])
    a_question(label="Welke vis?", when=(meal, ["vis"]))

    with pytest.raises(Refused, match="Welke vis"):
        actions.remove(meal)
    with pytest.raises(Refused, match="Welke vis"):
        actions.change(meal, choices=[{"id": "vlees", "nl": "Vlees"}, {"nl": "Soep"}])


def test_with_answers_the_kind_stays_and_a_chosen_answer_does_not_disappear():
    meal = a_question(kind="choice", choices=["Vis", "Vlees", "Soep"])
    answer = answered(meal, "vis")

    with pytest.raises(Refused, match="kind of answer cannot change"):
        actions.change(meal, kind="text")
    meal = Question.objects.get()
    actions.change(meal, choices=[{"id": "vlees", "nl": "Rund"}, {"nl": "Groente"}])

    meal = Question.objects.get()
    assert [text for _key, text in meal.options()] == ["Rund", "Groente"]
    assert [text for _key, text in meal.options(also_gone=True)] == ["Rund", "Groente", "Vis"]
    assert Answer.objects.get(pk=answer.pk).in_words == "Vis"


def test_questions_are_copied_with_their_conditions_and_without_answers():
    meal = a_question(kind="choice", choices=["Vis", "Vlees"], only_for=["ticket:1"])
    a_question(label="Welke vis?", when=(meal, ["vis"]))
    answered(meal, "vis")

    first, second = actions.copy_questions("event:1", to="event:2", ends_on=datetime.date(2027, 3, 1))

    assert labels("event:2") == labels("event:1")
    assert (second.condition_on, second.condition_values) == (first, ["vis"])
    assert (first.only_for, first.answers.count(), first.ends_on) == ([], 0, datetime.date(2027, 3, 1))


def test_there_is_an_end_to_questions():
    Question.objects.bulk_create(Question(owner="event:1", label_nl=str(n)) for n in range(40))

    with pytest.raises(Refused, match="40"):
        a_question()


def sent(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def test_the_form_of_an_organiser_gives_what_the_action_takes():
    meal = a_question(kind="choice", choices=["Vis", "Vlees"])
    form = QuestionForm(
        sent(
            kind="several", label_nl="Welke?", label_en="Which?", is_personal="on", keep_days="14", choices_shown="3",
            choice_0_nl="Tong", choice_1_nl="", choice_2_en="Eel", condition=[f"{meal.pk}:vis"], only_for=["ticket:3"],
        ),
        earlier=[meal],
        tickets=[("ticket:3", "Student")],
    )  # fmt: skip

    assert form.is_valid(), form.errors
    question = actions.ask("event:1", **form.values())

    assert (question.condition_on, question.condition_values, question.only_for) == (meal, ["vis"], ["ticket:3"])
    assert [text for _key, text in question.options()] == ["Tong", "Eel"]


def test_the_form_says_what_is_missing():
    form = QuestionForm(sent(kind="choice", is_personal="on", choices_shown="2", choice_0_nl="Tong"))

    assert set(form.errors) == {"label_nl", "keep_days", "choice_0_nl"}


def test_a_condition_is_about_one_question():
    meal = a_question(kind="choice", choices=["Vis", "Vlees"])
    coming = a_question(kind="yes_no")
    both = [f"{meal.pk}:vis", f"{coming.pk}:yes"]
    form = QuestionForm(sent(kind="text", label_nl="x", condition=both), earlier=[meal, coming])

    assert "condition" in form.errors


@pytest.mark.parametrize("rows", [1, 4])
def test_the_list_at_the_desk_costs_the_same(rows, django_assert_num_queries):
    for number in range(rows):
        answered(a_question(label=str(number)), "x")
    addresses = editing.Addresses(change=str, removal=str, position=str)

    with django_assert_num_queries(1):
        listed = editing.rows("event:1", addresses)
    assert [row.answers for row in listed] == [1] * rows


def test_an_answer_goes_with_its_person():
    alma = a_person()
    answered(a_question(), "vis", person=alma)

    alma.delete()

    assert not Answer.objects.exists()
