"""The part of a desk in which an organiser writes the questions of a form. The room that owns the form gives the addresses.

views: `rows(owner, addresses)` for `questions/list.html`, `question_form(request, owner, …)` for `questions/question.html`
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest

from .forms import QuestionForm, waits_for
from .models import Question


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the deeds of the desk are: each takes the id of a question."""

    change: Callable[[int], str]
    removal: Callable[[int], str]
    position: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    question: Question
    answers: int
    waits: str
    tickets: list[str]
    change_url: str
    removal_url: str
    position_url: str
    options: list[str]


def rows(owner: str, addresses: Addresses, tickets: Sequence[tuple[str, str]] = ()) -> list[ListedQuestion]:
    """All questions of a form with how many answered them, those no longer asked last."""
    found = list(Question.objects.of(owner).annotate(answered=Count("answers")))
    by_pk = {question.pk: question for question in found}
    names = dict(tickets)
    listed = [
        ListedQuestion(
            question=question,
            answers=question.answered,  # type: ignore[attr-defined]
            waits=waits_for(question, by_pk[question.condition_on_id]) if question.condition_on_id in by_pk else "",
            tickets=[names[key] for key in question.only_for if key in names],
            change_url=addresses.change(question.pk),
            removal_url=addresses.removal(question.pk),
            position_url=addresses.position(question.pk),
            options=[text for _key, text in question.options()] if question.has_choices else [],
        )
        for question in found
    ]
    return sorted(listed, key=lambda row: row.question.retired_at is not None)


def question_form(
    request: HttpRequest, owner: str, question: Question | None = None, tickets: Sequence[tuple[str, str]] = ()
) -> QuestionForm:
    """The form for a new question or for this one, filled when it was sent."""
    asked = Question.objects.of(owner).asked()
    earlier = [one for one in asked if question is None or (one.position, one.pk) < (question.position, question.pk)]
    data = request.POST if request.method == "POST" else None
    return QuestionForm(data, question=question, earlier=earlier, tickets=tickets)
