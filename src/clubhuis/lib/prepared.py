"""Questions to the database that are put together once and then asked with other values.

Putting a question together takes Django's ORM one to four milliseconds, asking it a tenth of one; a page asks some twenty.

    @prepared
    def newest(person: Person | None, *, most: int) -> QuerySet[Need]:
        return Need.objects.visible_to(person).open().order_by("-created_at")[:most]

    newest(person, most=5)  # a list

Positional arguments may differ each time: numbers, texts, moments, records, and sets of numbers or texts. The question is
put together with stand-ins for them, and kept by their *shape* (none or some, how many). What comes by name is kept as it is.
Functions marked `once_a_look` that the question leans on (where somebody works, which communities they reach) are asked
outside, each time and for the real person, and take part in the same way. So nothing that was found is ever kept, and no
person's values are in what is kept: only the words of the question.

What could go wrong does so loudly, when a question is put together: whoever looks into the database meanwhile, works on a
value itself (writes it into a text, counts with it), takes the time from the clock, or needs a field of a record other than
its key and its yes-or-no fields. `proving()` puts each question together the ordinary way as well, and compares; the tests
that open every page do that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.db import connections, models
from django.db.models import QuerySet
from django.http import Http404

from .along import steps_for
from .asking import Words
from .put_together import Question, Ready, are_asked_plainly
from .records import Records, makes_records
from .stand_ins import Place
from .values import Values, gives_values


def prepared[**P, R](build: Callable[P, QuerySet[Any, R]]) -> Callable[P, list[R]]:
    """The rows of this question."""
    question = Question(build, Asked, asking)

    @wraps(build)
    def ask(*args: P.args, **named: P.kwargs) -> list[R]:
        if are_asked_plainly():
            return list(build(*args, **named))
        ready, values = question.ready_for(args, named)
        return ready.rows(values) if ready is not None else []

    return ask


def prepared_count[**P](build: Callable[P, QuerySet[Any, Any]]) -> Callable[P, int]:
    """How many rows this question has; let it ask for keys only, in no order."""
    question = Question(build, Asked, asking)

    @wraps(build)
    def ask(*args: P.args, **named: P.kwargs) -> int:
        if are_asked_plainly():
            return build(*args, **named).count()
        ready, values = question.ready_for(args, named)
        return ready.count(values) if ready is not None else 0

    return ask


def bring_along(records: list[models.Model], *ways: str) -> None:
    """What `prefetch_related` brings, for records of one kind that are there already."""
    steps = steps_for(records[0].__class__, ways, prepared) if records else []
    if steps is None:
        models.prefetch_related_objects(records, *ways)
    for step in steps or []:
        step.take(records)


def the_one[T](rows: list[T]) -> T:
    """The one thing a question was about, or "not found"."""
    if not rows:
        raise Http404
    return rows[0]


def asking(queryset: QuerySet[Any, Any]) -> Any:
    return queryset.query.get_compiler(queryset.db)


def made_of_rows(queryset: QuerySet[Any, Any], compiler: Any) -> Records | Values:
    """How rows become what the question gives."""
    if makes_records(queryset):
        return Records(queryset, compiler)
    if gives_values(queryset, compiler):
        return Values(queryset, compiler)
    raise TypeError("a prepared question gives records, or plain values")


class Asked(Ready):
    """A question that is answered with rows."""

    def __init__(self, queryset: QuerySet[Any, Any], compiler: Any, words: str, places: tuple[Place, ...]):
        super().__init__(queryset, compiler, words, places)
        self.make = made_of_rows(queryset, compiler)
        self.ways: Sequence[str] = queryset._prefetch_related_lookups  # type: ignore[attr-defined]
        self.counted: Words | None = None
        self.along = steps_for(queryset.model, self.ways, prepared)

    def rows(self, values: list[Any]) -> list[Any]:
        connection = connections[self.alias]  # of this thread
        found, _number = self.asked.ask(self.filled(values, connection))
        made = self.make.of(found, connection)
        if self.along is None:
            models.prefetch_related_objects(made, *self.ways)
        else:
            for step in self.along:
                step.take(made)
        return made

    def count(self, values: list[Any]) -> int:
        if self.counted is None:
            words = f"SELECT COUNT(*) FROM ({self.words}) counted"  # noqa: S608  # Django wrote it
            self.counted = Words(self.alias, words, self.asked.given)
        ((number,),), _rows = self.counted.ask(self.filled(values, connections[self.alias]))
        return int(number)
