"""Rows of a prepared question that are values (`values`, `values_list`), as Django gives them, worked out with the question."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.expressions import ColPairs
from django.db.models.query import FlatValuesListIterable, ValuesIterable, ValuesListIterable

from .records import converters_of

KINDS = (ValuesIterable, ValuesListIterable, FlatValuesListIterable)


def gives_values(queryset: models.QuerySet[Any, Any], compiler: Any) -> bool:
    """Whether each column of a row is one value. `compiler` has put the words of the question together."""
    return queryset._iterable_class in KINDS and not any(isinstance(column, ColPairs) for column, *_ in compiler.select)


class Values:
    """How the rows of one question become values."""

    def __init__(self, queryset: models.QuerySet[Any, Any], compiler: Any) -> None:
        query: Any = queryset.query
        self.kind = queryset._iterable_class
        self.converters = converters_of(compiler)
        self.width = compiler.col_count if compiler.has_extra_select else None  # more is there to order by
        self.names = tuple(query.selected or [*query.extra_select, *query.values_select, *query.annotation_select])

    def of(self, rows: list[tuple[Any, ...]], connection: Any) -> list[Any]:
        if self.width is not None:
            rows = [row[: self.width] for row in rows]
        if self.converters:
            rows = [self.converted(row, connection) for row in rows]
        if self.kind is FlatValuesListIterable:
            return [row[0] for row in rows]
        if self.kind is ValuesIterable:
            return [dict(zip(self.names, row, strict=True)) for row in rows]
        return rows

    def converted(self, row: tuple[Any, ...], connection: Any) -> tuple[Any, ...]:
        values = list(row)
        for place, (convert, column) in self.converters.items():
            for each in convert:
                values[place] = each(values[place], column, connection)
        return tuple(values)
