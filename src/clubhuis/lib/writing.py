"""Rows that are written in words put together once; what `prepared` is for questions.

    insert(Letter(registration=registration, kind="pending"))

    @changes("status", "location")
    def kept(key: str) -> QuerySet[Sending]:
        return Sending.objects.filter(key=key)

    kept("…", status=302, location="/events/")  # how many rows changed

What is written is what `save(force_insert=True)`, `bulk_create(ignore_conflicts=True)` and `update` write; Django takes half a
millisecond for each to find the same words again. No signals are sent: no room listens to any.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial, wraps
from operator import attrgetter
from typing import Any

from django.db import connections, models, router, transaction
from django.db.models import QuerySet
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery, UpdateQuery

from .asking import Words
from .put_together import Question, Ready, are_asked_plainly

ROW = re.compile(r"VALUES (\(%s(?:, %s)*\))")
AS_IT_IS = (str, int, bool)  # of the fields below: nothing is done to it on its way
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def is_plain(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, PLAIN) and field.__class__.__module__.startswith("django.db.models.")


# New rows


def insert[M: models.Model](record: M) -> M:
    """Write a new row; the record then has its key."""
    _insertion(record.__class__, 1).write([record])
    return record


def insert_all(records: Sequence[models.Model]) -> None:
    """The same for some of one kind, a dozen perhaps; for thousands there is `bulk_create`."""
    if records:
        _insertion(records[0].__class__, len(records)).write(records)


def insert_unless_there(record: models.Model) -> bool:
    """The same, unless the database has a row with which it would clash; whether it was written."""
    return _insertion(record.__class__, 1, is_careful=True).write([record])


@dataclass(frozen=True, slots=True)
class Insertion:
    alias: str
    words: Words
    takes: tuple[Callable[[models.Model, Any], Any], ...]  # from a record and a connection, the value of each column

    def write(self, records: Sequence[models.Model]) -> bool:
        """False when there was a row already, and that may be."""
        connection = connections[self.alias]
        values = [take(record, connection) for record in records for take in self.takes]
        with transaction.mark_for_rollback_on_error(self.alias):
            found, _number = self.words.ask(values)
        if not found:
            return False
        for record, (key,) in zip(records, found, strict=True):
            record.pk = key
            record._state.adding, record._state.db = False, self.alias
        return True


@cache
def _insertion(model: type[models.Model], number: int, *, is_careful: bool = False) -> Insertion:
    meta = model._meta
    if meta.parents or meta.auto_field is None or any(field.has_db_default() for field in meta.local_concrete_fields):
        raise TypeError(f"{model.__name__} is not of the simple kind that can be inserted so; save it")
    alias = router.db_for_write(model)
    fields = [field for field in meta.local_concrete_fields if not field.primary_key and not field.generated]
    query = InsertQuery(model, on_conflict=OnConflict.IGNORE if is_careful else None)
    query.insert_values(fields, [model()], raw=True)
    compiler = query.get_compiler(alias)
    compiler.returning_fields = [meta.auto_field]
    ((words, _values),) = compiler.as_sql()
    words, rows = ROW.subn(lambda row: f"VALUES {', '.join([row[1]] * number)}", words)
    if rows != 1:
        raise TypeError(f"{model.__name__} is not of the simple kind that can be inserted so: {words}")
    asked = Words(alias, words, [True] * (len(fields) * number))
    return Insertion(alias, asked, tuple(_taker(field) for field in fields))


def _taker(field: models.Field[Any, Any]) -> Callable[[models.Model, Any], Any]:
    if type(field).pre_save is not models.Field.pre_save:
        return partial(_take_its_own_way, field)
    return partial(_take, field, attrgetter(field.attname), AS_IT_IS if is_plain(field) else ())


def _take(
    field: models.Field[Any, Any], get: Callable[[Any], Any], as_it_is: tuple[type, ...], record: Any, connection: Any
) -> Any:
    value = get(record)
    if type(value) in as_it_is:
        return value
    if value is None and isinstance(field, models.ForeignKey) and field.is_cached(record):
        other = field.get_cached_value(record)  # it was written after it was put here
        value = None if other is None else _key_of(other, field.target_field.attname)
    return _ready(field, value, connection)


def _take_its_own_way(field: models.Field[Any, Any], record: models.Model, connection: Any) -> Any:
    return _ready(field, field.pre_save(record, add=True), connection)


def _ready(field: models.Field[Any, Any], value: Any, connection: Any) -> Any:
    if hasattr(value, "resolve_expression"):
        raise TypeError(f"{field.name} is worked out by the database; save the record")
    return field.get_db_prep_save(value, connection)


def _key_of(other: models.Model, name: str) -> Any:
    if (key := getattr(other, name)) is None:
        raise ValueError(f"{other.__class__.__name__} must be written before what refers to it")
    return key


# Changes


@dataclass(frozen=True, slots=True)
class Given:
    """Stands where a value goes that is given with each change."""

    field: models.Field[Any, Any]
    is_given = True  # for `stand_ins.is_given`

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Given]]:
        return "%s", (self,)


class Change(Ready):
    """A conditional write, in the words of the database."""

    def run(self, values: list[Any], given: dict[str, Any]) -> int:
        connection = connections[self.alias]
        filled = [
            _prepared(param.field, given[param.field.name], connection) if isinstance(param, Given) else param
            for param in self.filled(values, connection)
        ]
        with transaction.mark_for_rollback_on_error(self.alias):
            _rows, number = self.asked.ask(filled)
        return number


def _prepared(field: models.Field[Any, Any], value: Any, connection: Any) -> Any:
    if isinstance(value, models.Model) and isinstance(field, models.ForeignKey):
        value = _key_of(value, field.target_field.attname)
    return _ready(field, value, connection)


def changes[**P](*names: str, **always: Any) -> Callable[[Callable[P, QuerySet[Any]]], Callable[..., int]]:
    """What is found by the decorated function is changed: fields of these names to what is given with each call.

    `always` is what is set each time alike, such as `taken=F("taken") + 1`. Returns how many rows were changed.
    """

    def of(build: Callable[P, QuerySet[Any]]) -> Callable[..., int]:
        question = Question(build, Change, partial(_changing, names, always))

        @wraps(build)
        def change(*args: Any, **given: Any) -> int:
            if given.keys() != set(names):
                raise TypeError(f"{build.__name__} changes {', '.join(names) or 'nothing by name'}")
            if are_asked_plainly():
                return build(*args).update(**always, **given)  # type: ignore[call-arg]
            ready, values = question.ready_for(args, {})
            return ready.run(values, given) if ready is not None else 0

        return change

    return of


def _changing(names: tuple[str, ...], always: dict[str, Any], queryset: QuerySet[Any, Any]) -> Any:
    if queryset.query.is_sliced:
        raise TypeError("what is changed is not a part of a list")
    query: Any = queryset.query.chain(UpdateQuery)
    meta = queryset.model._meta
    query.add_update_values({name: Given(meta.get_field(name)) for name in names} | always)
    query.clear_select_clause()
    return query.get_compiler(queryset.db)
