"""What comes along with the records of a prepared question by questions of its own (prefetch_related): put together once, too.

It leaves behind what Django leaves: the one thing of a foreign key in its place, and the many of the other ways in the answer that
`thing.others.all()` gives. What it does not know (None instead of steps) is left to Django.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import F, Model, QuerySet
from django.db.models.fields.related_descriptors import (
    ForwardManyToOneDescriptor,
    ManyToManyDescriptor,
    ReverseManyToOneDescriptor,
)

type Bring = Callable[[list[Any]], list[Any]]  # from records to what came along with them
type Ask = Callable[[frozenset[Any]], list[Any]]
type Prepared = Callable[[Callable[[frozenset[Any]], QuerySet[Any]]], Ask]

OF = "brought_along_for"  # whose it is, while it is handed out


class Unknown(Exception):
    """This way is not known here."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is brought along, and what comes along with that."""

    bring: Bring
    then: Sequence[Step]

    def take(self, records: list[Any]) -> None:
        if records and (found := self.bring(records)):
            for step in self.then:
                step.take(found)


def steps_for(model: type[Model], ways: Iterable[Any], prepared: Prepared) -> list[Step] | None:
    """How to bring along what these ways (`hosts__community`) lead to."""
    try:
        return _steps(model, [way.split("__") for way in ways], prepared)
    except Unknown:
        return None


def _steps(model: type[Model], ways: list[list[str]], prepared: Prepared) -> list[Step]:
    further: dict[str, list[list[str]]] = {}
    for first, *rest in ways:
        further.setdefault(first, []).extend([rest] if rest else [])
    made = []
    for name, deeper in further.items():
        bring, leads_to = _way(model, name, prepared)
        made.append(Step(bring, _steps(leads_to, deeper, prepared)))
    return made


@cache  # one question for all that bring the same along
def _way(model: type[Model], name: str, prepared: Prepared) -> tuple[Bring, type[Model]]:
    way = getattr(model, name)
    kind = type(way)
    if kind is ForwardManyToOneDescriptor and way.field.target_field.primary_key:
        return _the_one(way.field, prepared), way.field.related_model
    if kind is ReverseManyToOneDescriptor and way.field.target_field.primary_key:
        return _those_of_it(way.field, name, prepared), way.field.model
    if kind is ManyToManyDescriptor and not way.reverse:
        return _many(way.field, name, prepared), way.field.related_model
    raise Unknown


def _the_one(field: Any, prepared: Prepared) -> Bring:
    model = field.related_model

    @prepared
    def those(keys: frozenset[Any]) -> QuerySet[Any]:
        found: QuerySet[Any] = model._base_manager.filter(pk__in=keys).order_by()
        return found

    def bring(records: list[Any]) -> list[Any]:
        missing = [record for record in records if not field.is_cached(record)]
        keys = frozenset(getattr(record, field.attname) for record in missing) - {None}
        found = {one.pk: one for one in those(keys)} if keys else {}
        for record in missing:
            field.set_cached_value(record, found.get(getattr(record, field.attname)))
        theirs = (field.get_cached_value(record) for record in records)
        return list({id(one): one for one in theirs if one is not None}.values())

    return bring


def _those_of_it(field: Any, name: str, prepared: Prepared) -> Bring:
    @prepared
    def those(keys: frozenset[Any]) -> QuerySet[Any]:
        found: QuerySet[Any] = field.model._default_manager.filter(**{f"{field.name}__in": keys})
        return found

    def bring(records: list[Any]) -> list[Any]:
        by_key = {record.pk: record for record in records}
        found = those(frozenset(by_key))
        for one in found:
            if not field.is_cached(one):
                field.set_cached_value(one, by_key[getattr(one, field.attname)])
        hand_out(records, name, field.remote_field.cache_name, ((getattr(one, field.attname), one) for one in found))
        return found

    return bring


def _many(field: Any, name: str, prepared: Prepared) -> Bring:
    model, back = field.related_model, field.related_query_name()

    @prepared
    def those(keys: frozenset[Any]) -> QuerySet[Any]:
        found: QuerySet[Any] = model._default_manager.filter(**{f"{back}__in": keys}).annotate(**{OF: F(back)})
        return found

    def bring(records: list[Any]) -> list[Any]:
        found = those(frozenset(record.pk for record in records))
        hand_out(records, name, field.name, ((one.__dict__.pop(OF), one) for one in found))
        return found

    return bring


def hand_out(records: Iterable[Any], name: str, kept_as: str, found: Iterable[tuple[Any, Any]]) -> None:
    """Each record gets its own, where its manager looks first."""
    theirs: dict[Any, list[Any]] = {}
    for key, one in found:
        theirs.setdefault(key, []).append(one)
    for record in records:
        answer = getattr(record, name).get_queryset()
        answer._result_cache = theirs.get(record.pk, [])
        answer._prefetch_done = True
        record.__dict__.setdefault("_prefetched_objects_cache", {})[kept_as] = answer
