"""Rows of a prepared question as records: what Django works out anew for each question is worked out with the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.db import models
from django.db.models.base import ModelState
from django.db.models.fields.files import FileDescriptor, ImageFileDescriptor
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.signals import post_init, pre_init

type Make = Callable[[str | None, Sequence[str], Sequence[Any]], models.Model]

# What these do when a value is set comes down to keeping it, in a record that is new.
KEEPERS = (ForeignKeyDeferredAttribute, FileDescriptor, ImageFileDescriptor)


def makes_records(queryset: models.QuerySet[Any, Any]) -> bool:
    """Whether it gives whole records, of which nothing needs more than one column to be told from others."""
    return queryset._iterable_class is ModelIterable and not queryset._fetch_mode.track_peers  # type: ignore[attr-defined]


def converters_of(compiler: Any) -> dict[int, Any]:
    """What makes a value of Python from one of the database: by place of the column, functions and the column."""
    found: dict[int, Any] = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
    return found


class Records:
    """How the rows of one question become records."""

    def __init__(self, queryset: models.QuerySet[Any, Any], compiler: Any) -> None:
        """`compiler` has put the words of the question together."""
        self.alias, kind = queryset.db, compiler.klass_info
        self.converters = converters_of(compiler)
        self.begin, self.end = kind["select_fields"][0], kind["select_fields"][-1] + 1
        self.names = [column.target.attname for column, *_ in compiler.select[self.begin : self.end]]
        mode = queryset._fetch_mode  # type: ignore[attr-defined]
        self.make = maker(kind["model"], mode)
        self.others = get_related_populators(kind, compiler.select, self.alias, mode)
        make_quickly(self.others, mode)
        self.more = compiler.annotation_col_map or {}

    def of(self, rows: list[tuple[Any, ...]], connection: Any) -> list[Any]:
        made = []
        for found in rows:
            row = list(found)
            for place, (convert, column) in self.converters.items():
                for each in convert:
                    row[place] = each(row[place], column, connection)
            record = self.make(self.alias, self.names, row[self.begin : self.end])
            for other in self.others:
                other.populate(row, record)
            for name, place in self.more.items():
                setattr(record, name, row[place])
            made.append(record)
        return made


def maker(model: type[models.Model], mode: Any) -> Make:
    """Makes a record of names and values as Model.from_db does, without going through the fields where they only keep them."""
    if not is_plain(model):
        return partial(model.from_db, fetch_mode=mode)

    def make(alias: str | None, names: Sequence[str], values: Sequence[Any]) -> models.Model:
        state = ModelState()
        state.__dict__ = {"adding": False, "db": alias, "fetch_mode": mode}
        record = model.__new__(model)
        record.__dict__ = {"_state": state, **dict(zip(names, values, strict=True))}
        return record

    return make


def is_plain(model: type[models.Model]) -> bool:
    """Whether nobody has a say in how a record of this model is made."""
    return (
        model.__init__ is models.Model.__init__
        and model.from_db.__func__ is models.Model.from_db.__func__  # type: ignore[attr-defined]
        and not any(signal.has_listeners(model) for signal in (pre_init, post_init))
        and all(only_keeps(getattr(model, field.attname)) for field in model._meta.concrete_fields)
    )


def only_keeps(descriptor: Any) -> bool:
    return not hasattr(descriptor, "__set__") or type(descriptor) in KEEPERS


def make_quickly(others: Iterable[Any], mode: Any) -> None:
    """The same for what comes along with a record (select_related)."""
    for other in others:
        other.from_db = maker(other.model_cls, mode)
        make_quickly(other.related_populators, mode)
