"""Finding questions and answers. Who may is judged by the room that owns the form."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from clubhuis.lib.prepared import prepared

from .models import Answer, Question


def questions_of(owner: str) -> list[Question]:
    """What the form of this owner asks, in its order."""
    return _asked(owner)


@prepared
def _asked(owner: str) -> QuerySet[Question]:
    return Question.objects.of(owner).asked()


def question_for(owner: str, pk: int) -> Question:
    return get_object_or_404(Question.objects.of(owner), pk=pk)


def answers_of(holder: str) -> dict[int, Answer]:
    """What was answered in one form, by question."""
    return {answer.question_id: answer for answer in _answers(holder)}


@prepared
def _answers(holder: str) -> QuerySet[Answer]:
    return Answer.objects.filter(holder=holder).select_related("question")


def answers_of_many(holders: Iterable[str]) -> dict[str, dict[int, Answer]]:
    """The same for a list of forms, in one query."""
    found: dict[str, dict[int, Answer]] = {holder: {} for holder in holders}
    for answer in Answer.objects.filter(holder__in=list(found)).select_related("question"):
        found[answer.holder][answer.question_id] = answer
    return found


def answer_file_for(owner: str, pk: int) -> Answer:
    """An answer that is a file, within the forms of this owner."""
    return get_object_or_404(Answer.objects.exclude(file=""), question__owner=owner, pk=pk)
