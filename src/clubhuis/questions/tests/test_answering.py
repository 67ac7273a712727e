import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from clubhuis.questions import access, actions, summary, tasks
from clubhuis.questions.forms import QuestionsForm
from clubhuis.questions.models import Answer
from clubhuis.questions.tests.cast import a_question, answered

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 een lijst"


def filled(questions, answers, **options):
    data = QueryDict(mutable=True)
    for question, value in answers.items():
        data.setlist(
            question if isinstance(question, str) else question.name, value if isinstance(value, list) else [value]
        )
    return QuestionsForm(questions, data, **options)


@pytest.mark.parametrize(
    ("kind", "written", "kept", "words"),
    [
        ("text", "  vis\x07 en\u0000 ", "vis en", "vis en"),
        ("long_text", "een\r\ntwee", "een\ntwee", "een\ntwee"),
        ("number", "2,50", Decimal("2.50"), "2.50"),
        ("number", "0", Decimal(0), "0"),
        ("date", "2027-02-28", datetime.date(2027, 2, 28), "28 February 2027"),
        ("choice", "vis", "vis", "Vis"),
        ("several", ["vis", "vlees"], ["vis", "vlees"], "Vis, Vlees"),
        ("yes_no", "no", "no", "No"),
    ],
)  # fmt: skip
def test_each_kind_keeps_what_was_answered(kind, written, kept, words):
    question = a_question(kind=kind, choices=["Vis", "Vlees"] if kind in {"choice", "several"} else ())
    form = filled([question], {question: written})

    assert form.is_valid(), form.errors
    actions.answer("registration:1", form.values(), person=None)

    answer = Answer.objects.get()
    assert (answer.given, answer.in_words) == (kept, words)
    again = QuestionsForm([question], answers=access.answers_of("registration:1"))
    assert again[question.name].value() == kept


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        *(("number", wrong) for wrong in ["1.500", "1,500", "NaN", "1e2", "1_000", "٣", "twaalf", "9" * 30, "--1"]),
        *(("date", wrong) for wrong in ["2027-02-31", "x", "99999-01-01"]),
        ("choice", "soep"),
        ("several", ["vis", "soep"]),
        ("yes_no", "misschien"),
        ("text", "x" * 301),
    ],
)
def test_a_wrong_answer_is_told_and_what_was_typed_stays(kind, wrong):
    question = a_question(kind=kind, choices=["Vis", "Vlees"] if kind in {"choice", "several"} else ())
    form = filled([question], {question: wrong})

    assert list(form.errors) == [question.name]
    assert form[question.name].value() == wrong


def dinner():
    """Who stays for dinner says what they eat; who eats fish, which."""
    stays = a_question(label="Eet je mee?", kind="yes_no", is_required=True)
    meal = a_question(label="Wat?", kind="choice", choices=["Vis", "Vlees"], when=(stays, ["yes"]), is_required=True)
    fish = a_question(label="Welke vis?", when=(meal, ["vis"]), is_required=True)
    return [stays, meal, fish]


def test_what_is_not_asked_need_not_be_answered_and_is_not_kept():
    stays, meal, fish = questions = dinner()

    no = filled(questions, {stays: "no", meal: "vis", fish: "tong"})
    assert no.is_valid(), no.errors
    assert no.values() == {stays: "no", meal: None, fish: None}
    assert no.in_words() == [("Eet je mee?", "No")]

    assert list(filled(questions, {stays: "yes"}).errors) == [meal.name]
    assert list(filled(questions, {stays: "yes", meal: "vis"}).errors) == [fish.name]
    assert filled(questions, {stays: "yes", meal: "vlees"}).is_valid()


def test_a_changed_mind_takes_the_answers_with_it():
    stays, meal, fish = questions = dinner()
    form = filled(questions, {stays: "yes", meal: "vis", fish: "tong"})
    assert form.is_valid()
    actions.answer("registration:1", form.values(), person=None)
    assert Answer.objects.count() == 3

    form = filled(questions, {stays: "no"})
    assert form.is_valid()
    actions.answer("registration:1", form.values(), person=None)

    assert [answer.question for answer in Answer.objects.all()] == [stays]


def test_a_question_for_one_kind_of_ticket_is_asked_with_that_ticket_only():
    question = a_question(only_for=["ticket:1"], is_required=True)

    assert not filled([question], {}, ticket="ticket:1").is_valid()
    assert filled([question], {}, ticket="ticket:2").is_valid()
    assert not filled([question], {"ticket": "ticket:1"}, ticket_field="ticket").is_valid()
    assert filled([question], {"ticket": "ticket:2"}, ticket_field="ticket").is_valid()
    assert list(QuestionsForm([question], ticket="ticket:2").rows) == []


def test_a_file_is_judged_kept_replaced_and_forgotten(settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    question = a_question(kind="file", is_required=True)

    def send(name, content):
        files = MultiValueDict({question.name: [SimpleUploadedFile(name, content)]}) if name else None
        return QuestionsForm([question], QueryDict(), files, answers=access.answers_of("registration:1"))

    assert not send("", b"").is_valid()
    assert not send("kwaad.pdf", b"<script>").is_valid()
    form = send("lijst.pdf", PDF)
    assert form.is_valid(), form.errors
    actions.answer("registration:1", form.values(), person=None)
    first = Answer.objects.get()
    assert (first.value, first.file.read()) == ("lijst.pdf", PDF)
    first.file.close()

    form = send("", b"")
    assert form.is_valid()
    actions.answer("registration:1", form.values(), person=None)
    assert Answer.objects.get().file == first.file

    with django_capture_on_commit_callbacks(execute=True):
        actions.forget_holder("registration:1")
    assert (Answer.objects.count(), first.file.storage.exists(first.file.name)) == (0, False)


def test_answers_go_when_their_days_are_over(time_machine):
    diet = a_question(is_personal=True, keep_days=14, ends_on=datetime.date(2027, 3, 1))
    company = a_question(label="Welke rondleiding?", ends_on=datetime.date(2027, 3, 1))
    answered(diet, "geen noten")
    answered(company, "hal 2")

    time_machine.move_to("2027-03-14 23:00 +0100")
    tasks.forget_old_answers.call()
    assert Answer.objects.count() == 2

    actions.set_end("event:1", datetime.date(2027, 3, 2))
    time_machine.move_to("2027-03-15 12:00 +0100")
    tasks.forget_old_answers.call()
    assert Answer.objects.count() == 2

    time_machine.move_to("2027-03-16 00:30 +0100")
    tasks.forget_old_answers.call()
    assert [answer.question for answer in Answer.objects.all()] == [company]


def test_answers_are_counted_and_become_columns():
    meal = a_question(label="Wat?", kind="several", choices=["Vis", "Vlees"])
    guests = a_question(label="Hoeveel?", kind="number")
    remark = a_question(label="Nog iets?")
    for number, (eaten, many) in enumerate([(["vis"], 2), (["vis", "vlees"], 3)]):
        given = {meal: eaten, guests: Decimal(many), remark: f"opmerking {number}"}
        actions.answer(f"registration:{number}", given, person=None)

    by_meal, by_guests, by_remark = summary.of("event:1")
    assert by_meal.counts == [("Vis", 2), ("Vlees", 1)]
    assert [value for _name, value in by_guests.numbers] == ["5", "2.5", "2", "3"]
    assert by_remark.latest == ["opmerking 1", "opmerking 0"]
    assert summary.of("event:1", ["registration:1"])[0].counts == [("Vis", 1), ("Vlees", 1)]

    questions = access.questions_of("event:1")
    answers = access.answers_of_many(["registration:1", "registration:9"])
    assert summary.columns(questions) == ["Wat?", "Hoeveel?", "Nog iets?"]
    assert summary.cells(questions, answers["registration:1"]) == ["Vis, Vlees", 3.0, "opmerking 1"]
    assert summary.cells(questions, answers["registration:9"]) == [None, None, None]


def test_a_condition_stands_in_the_page_for_scripts_and_in_words_for_people():
    stays, meal, _fish = questions = dinner()

    page = render_to_string("questions/fields.html", {"form": QuestionsForm(questions, prefix="a")})

    assert f'data-waits-for="a-{stays.name}" data-answers="yes"' in page
    assert "Only if you answered “Yes” to “Eet je mee?”." in page
    assert f'data-waits-for="a-{meal.name}" data-answers="vis"' in page


@pytest.mark.parametrize("rows", [1, 5])
def test_answers_of_many_cost_one_query(rows, django_assert_num_queries):
    question = a_question()
    for number in range(rows):
        answered(question, "x", holder=f"registration:{number}")

    with django_assert_num_queries(1):
        found = access.answers_of_many(f"registration:{number}" for number in range(rows))
        assert [answers[question.pk].in_words for answers in found.values()] == ["x"] * rows
