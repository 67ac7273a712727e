"""Changing what is asked, and keeping what is answered. The room that owns the form has asked who may."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.lib.files import discard
from clubhuis.lib.languages import CONTENT_LANGUAGES
from clubhuis.lib.refusals import Refused
from clubhuis.lib.uploads import SafeFile

from .models import Answer, Question

MOST_QUESTIONS = 40
MOST_CHOICES = 60
COPIED = (
    *("kind", "choices", "is_required", "condition_values", "is_personal", "keep_days"),
    *(f"{text}_{code}" for text in ("label", "help") for code in CONTENT_LANGUAGES),
)
EDITABLE = frozenset({*COPIED, "condition_on", "only_for"})


@transaction.atomic
def ask(owner: str, *, ends_on: date | None = None, **fields: Any) -> Question:
    """Add a question at the end. `ends_on`: the day after which `keep_days` begins to count."""
    if Question.objects.of(owner).asked().count() >= MOST_QUESTIONS:
        raise Refused(_("A form has at most %(most)s questions of its own.") % {"most": MOST_QUESTIONS})
    last = Question.objects.of(owner).aggregate(last=Max("position"))["last"]
    question = Question(owner=owner, ends_on=ends_on, position=0 if last is None else last + 1)
    _fill(question, fields)
    question.save()
    return question


@transaction.atomic
def change(question: Question, **fields: Any) -> Question:
    """Put it differently. What was answered keeps its meaning: the kind stays once there are answers, and a choice that
    somebody made is no longer offered but does not disappear.
    """
    is_answered = question.answers.exists()
    if is_answered and fields.get("kind", question.kind) != question.kind:
        raise Refused(
            _("There are answers already, so the kind of answer cannot change. Add another question instead.")
        )
    before = list(question.choices)
    _fill(question, fields)
    if is_answered and "choices" in fields:
        question.choices += _still_chosen(question, before)
    offered = {key for key, _text in question.options()}
    for waiting in question.depending.asked():
        if not set(waiting.condition_values) & offered:
            raise Refused(
                _(
                    "“%(question)s” is only asked after an answer that would no longer be there. Change that question first."
                )
                % {"question": waiting.label}
            )
    question.save()
    return question


@transaction.atomic
def move(question: Question, *, up: bool) -> None:
    """One place up or down; never before the question that it waits for."""
    others = list(Question.objects.of(question.owner).asked())
    here = others.index(question)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(others):
        return
    first, second = (others[there], question) if up else (question, others[there])
    if second.condition_on_id == first.pk:
        raise Refused(
            _("“%(second)s” is only asked after an answer to “%(first)s”, so it has to come later.")
            % {"first": first.label, "second": second.label}
        )
    others[here], others[there] = others[there], others[here]
    for position, one in enumerate(others):
        if one.position != position:
            Question.objects.filter(pk=one.pk).update(position=position)


@transaction.atomic
def remove(question: Question, *, with_answers: bool = False) -> bool:
    """Ask it no longer; returns whether it is gone altogether.

    Answers that people gave stay readable until somebody removes the question a second time, saying that they may go.
    """
    waiting = question.depending.asked().first()
    if waiting:
        raise Refused(
            _("“%(question)s” is only asked after an answer to this one. Change or remove that question first.")
            % {"question": waiting.label}
        )
    if question.answers.exists() and not with_answers:
        Question.objects.filter(pk=question.pk, retired_at=None).update(retired_at=timezone.now())
        return False
    _forget(question.answers.all())
    question.delete()
    return True


@transaction.atomic
def ask_again(question: Question) -> None:
    """Bring back a question that was taken away; it comes last, and without a condition that is not asked any more."""
    last = Question.objects.of(question.owner).aggregate(last=Max("position"))["last"] or 0
    question.retired_at, question.position = None, last + 1
    if question.condition_on and question.condition_on.retired_at:
        question.condition_on, question.condition_values = None, []
    question.save()


@transaction.atomic
def copy_questions(source: str, *, to: str, ends_on: date | None = None) -> list[Question]:
    """The questions of an earlier form, without its answers and without its kinds of tickets, after those that are there."""
    copies: dict[int, Question] = {}
    for question in Question.objects.of(source).asked():
        fields = {name: getattr(question, name) for name in COPIED}
        fields["choices"] = [one for one in question.choices if not one.get("gone")]
        fields["condition_on"] = copies.get(question.condition_on_id or 0)
        if fields["condition_on"] is None:
            fields["condition_values"] = []
        copies[question.pk] = ask(to, ends_on=ends_on, **fields)
    return list(copies.values())


def set_end(owner: str, ends_on: date) -> None:
    """What the form belongs to ends on another day, so its answers go on another day."""
    Question.objects.of(owner).update(ends_on=ends_on)


@transaction.atomic
def answer(holder: str, values: Mapping[Question, Any], *, person: Person | None) -> None:
    """Keep what was filled in (`QuestionsForm.values()`). A question whose value is empty has no answer any more."""
    before = {one.question_id: one for one in Answer.objects.filter(holder=holder)}
    emptied = []
    for question, value in values.items():
        old = before.get(question.pk)
        if is_empty(value):
            emptied.append(question.pk)
        elif isinstance(value, FieldFile):  # nobody chose another file
            continue
        else:
            _keep(holder, question, value, old, person)
    _forget(Answer.objects.filter(holder=holder, question__in=emptied))


def is_empty(value: Any) -> bool:
    """Nothing was answered; zero is an answer."""
    return value is None or value == "" or value == [] or (isinstance(value, FieldFile) and not value)


def forget_holder(holder: str) -> None:
    """The form went; so do its answers."""
    _forget(Answer.objects.filter(holder=holder))


def forget_owner(owner: str) -> None:
    """What the form was for went; so do its questions and all answers."""
    _forget(Answer.objects.filter(question__owner=owner))
    Question.objects.of(owner).delete()


@transaction.atomic
def forget_old_answers(*, today: date) -> int:
    """Every night: answers whose days are over go. Returns how many."""
    dated = Question.objects.exclude(keep_days=None).exclude(ends_on=None).filter(ends_on__lte=today)
    over = [question.pk for question in dated if (question.forget_on or today) <= today]
    return _forget(Answer.objects.filter(question__in=over))


def _keep(holder: str, question: Question, value: Any, old: Answer | None, person: Person | None) -> None:
    kept = old or Answer(question=question, holder=holder)
    kept.person, kept.answered_at = person, timezone.now()
    if isinstance(value, SafeFile):
        discard(kept.file)
        kept.file, kept.value = value, value.original_name
    else:
        kept.value = stored(value)
    kept.save()


def stored(value: Any) -> Any:
    """An answer as JSON keeps it, exact to the last digit."""
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _forget(answers: Any) -> int:
    found = list(answers)
    for one in found:
        discard(one.file)
    Answer.objects.filter(pk__in=[one.pk for one in found]).delete()
    return len(found)


def _fill(question: Question, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        if name not in EDITABLE:
            raise TypeError(f"{name} is not for people to change")
        setattr(question, name, value)
    if question.has_choices:
        question.choices = [one if one.get("id") else {**one, "id": secrets.token_hex(4)} for one in question.choices]
        if sum(not one.get("gone") for one in question.choices) < 2:
            raise Refused(_("Give people at least two answers to choose from."))
        if len(question.choices) > MOST_CHOICES:
            raise Refused(_("At most %(most)s answers to choose from.") % {"most": MOST_CHOICES})
    else:
        question.choices = []
    if question.is_personal and question.keep_days is None:
        raise Refused(_("An answer about a person is not kept for ever. Say for how many days."))
    if question.condition_on is None:
        question.condition_values = []
    else:
        _judge_condition(question, question.condition_on)


def _judge_condition(question: Question, earlier: Question) -> None:
    offered = {key for key, _text in earlier.options(also_gone=True)}
    if (
        earlier.owner != question.owner
        or not earlier.can_be_condition
        or (earlier.position, earlier.pk) >= (question.position, question.pk or 1 << 62)
        or not question.condition_values
        or not set(question.condition_values) <= offered
    ):
        raise Refused(_("A question can only wait for an answer to choose from, of a question that comes before it."))


def _still_chosen(question: Question, before: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Choices that were taken away and that somebody made: they stay, for who reads the answers."""
    there = {one["id"] for one in question.choices}
    made: set[str] = set()
    for value in question.answers.values_list("value", flat=True):
        made.update(value if isinstance(value, list) else [value])
    return [{**one, "gone": True} for one in before if one["id"] not in there and one["id"] in made]
