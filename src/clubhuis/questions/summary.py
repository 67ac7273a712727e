"""What everybody answered, counted; and the same as columns of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from clubhuis.lib.tables import Cell
from clubhuis.ui.parts.charts import Bar

from .models import Answer, Question

TEXTS_SHOWN = 5


@dataclass(slots=True)
class Tally:
    """The answers to one question."""

    question: Question
    answered: int = 0
    counts: list[tuple[str, int]] = field(default_factory=list)  # text of a choice, how often it was made
    latest: list[str] = field(default_factory=list)
    numbers: list[tuple[str, str]] = field(default_factory=list)  # name of a measure, its value in words

    @property
    def bars(self) -> list[Bar]:
        return [Bar(text, count) for text, count in self.counts] if self.answered else []


def of(owner: str, holders: Iterable[str] | None = None) -> list[Tally]:
    """A tally for each question of a form, also of those no longer asked; of all forms, or of these `holders` only."""
    questions = list(Question.objects.of(owner))
    tallies = {question.pk: Tally(question) for question in questions}
    values: dict[int, list[Any]] = {question.pk: [] for question in questions}
    kept = set(holders) if holders is not None else None
    for answer in Answer.objects.filter(question__owner=owner).order_by("-answered_at", "-pk"):
        if kept is None or answer.holder in kept:
            answer.question = tallies[answer.question_id].question
            values[answer.question_id].append(answer)
    for pk, tally in tallies.items():
        _count(tally, values[pk])
    return [one for one in tallies.values() if one.answered or one.question.retired_at is None]


def _count(tally: Tally, answers: list[Answer]) -> None:
    tally.answered = len(answers)
    question = tally.question
    if question.can_be_condition:
        made: Counter[str] = Counter()
        for answer in answers:
            made.update(answer.value if isinstance(answer.value, list) else [answer.value])
        gone = {one["id"] for one in question.choices if one.get("gone")}
        tally.counts = [
            (text, made[key]) for key, text in question.options(also_gone=True) if made[key] or key not in gone
        ]
    elif question.kind == Question.Kind.NUMBER and answers:
        numbers = [Decimal(answer.value) for answer in answers]
        whole = sum(numbers, Decimal())
        tally.numbers = [
            (name, formats.number_format(value.normalize(), use_l10n=True))
            for name, value in (
                (_("in all"), whole),
                (_("on average"), round(whole / len(numbers), 1)),
                (_("lowest"), min(numbers)),
                (_("highest"), max(numbers)),
            )
        ]
    else:
        tally.latest = [answer.in_words for answer in answers[:TEXTS_SHOWN]]


def columns(questions: Sequence[Question]) -> list[str]:
    """Heads of columns for an export, in the language of the page."""
    return [question.label for question in questions]


def cells(questions: Sequence[Question], answers: Mapping[int, Answer]) -> list[Cell]:
    """One row under those heads: what one person answered."""
    row: list[Cell] = []
    for question in questions:
        answer = answers.get(question.pk)
        if answer is None:
            row.append(None)
            continue
        answer.question = question
        given = answer.in_words if question.can_be_condition else answer.given
        row.append(float(given) if isinstance(given, Decimal) else given)
    return row
