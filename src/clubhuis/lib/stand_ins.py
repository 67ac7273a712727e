"""Stand-ins for the values of a question while its words are put together; see `prepared`."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any

from django.db import models

LARGEST = 2**63 - 1  # that databases hold
MARK = 7_000_000_000_000  # stand-ins for numbers begin here; no key comes near
MARKED = re.compile(r"70000000\d{5}|stands-in")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:")

# a param that stays, or the place of a value, and whether it is looked for within
type Place = tuple[Any, int | None, bool]


class Marks:
    """Stand-ins for values, each of its own, so that the place of a value can be found back among what the words need."""

    def __init__(self) -> None:
        self.made: list[Any] = []

    def next(self, kind: type) -> Any:
        number = len(self.made)
        mark: Any = MARK + number
        if kind is str:
            mark = f"stands-in-{number}"
        elif kind is datetime:
            mark = datetime(8000, 1, 1, tzinfo=UTC) + timedelta(hours=number)
        elif kind is date:
            mark = date(8000, 1, 1) + timedelta(days=number)
        self.made.append(mark)
        return mark

    def instead_of(self, value: Any) -> Any:
        """A stand-in of the same shape; the order is that of `shape`."""
        match value:
            case None | bool() | Enum():
                return value
            case models.Model():
                kept = yes_or_no(value.__class__)
                names = [value.__class__._meta.pk.attname, *kept]
                return value.__class__.from_db(None, names, [self.next(int), *(getattr(value, name) for name in kept)])
            case Mapping():
                return MappingProxyType({self.next(type(key)): said for key, said in in_order(value)})
            case Set():
                return frozenset(self.next(type(one)) for one in padded(value))
            case tuple() | list():
                return tuple(self.instead_of(one) for one in value)
            case _:
                return self.next(type(value))


def shape(value: Any, values: list[Any]) -> Hashable:
    """What of a value shows in the words of a question; the value itself, or its parts, are added to the list."""
    match value:
        case None | bool() | Enum():
            return value
        case int() | str() | datetime() | date():
            values.append(-1 if isinstance(value, int) and abs(value) > LARGEST else value)  # nothing has such a key
            return value.__class__.__name__
        case models.Model():
            values.append(value.pk)
            return value.__class__, *(getattr(value, name) for name in yes_or_no(value.__class__))
        case Mapping():
            pairs = in_order(value)
            values.extend(key for key, _said in pairs)
            return Mapping, *(said for _key, said in pairs)
        case Set():
            parts = padded(value)
            values.extend(-1 if isinstance(part, int) and abs(part) > LARGEST else part for part in parts)
            return Set, len(parts), type(parts[0]) if parts else None
        case tuple() | list():
            return tuple(shape(one, values) for one in value)
    raise TypeError(f"a prepared question takes no {type(value).__name__}")


@cache
def yes_or_no(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields if isinstance(field, models.BooleanField))


def in_order(value: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    return sorted(value.items(), key=lambda pair: str(pair[1]))


def padded(value: Set[Any]) -> list[Any]:
    """As many parts as the next power of two, the first one repeated: "in (1, 1, 2)" says the same, and there are fewer shapes."""
    parts = list(value)
    if parts:
        parts += [parts[0]] * ((1 << (len(parts) - 1).bit_length()) - len(parts))
    return parts


def adapted(value: Any, connection: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def within(value: str, connection: Any) -> str:
    """As `__contains` asks for it."""
    return f"%{connection.ops.prep_for_like_query(value)}%"


def places_of(params: Iterable[Any], marks: Marks, connection: Any) -> tuple[Place, ...]:
    """Where among what the words need each value goes."""
    places: dict[Any, Place] = {
        adapted(mark, connection): (None, place, False) for place, mark in enumerate(marks.made)
    }
    places |= {f"%{mark}%": (None, place, True) for place, mark in enumerate(marks.made) if isinstance(mark, str)}
    return tuple(placed(param, places) for param in params)


def placed(param: Any, places: dict[Any, Place]) -> Place:
    """The param itself, or the place of the value it stands for."""
    if isinstance(param, Hashable) and param in places and not isinstance(param, (bool, float)):
        return places[param]
    if MARKED.search(str(param)):
        raise TypeError(f"a value was worked on while the question was put together: {param!r}")
    if isinstance(param, datetime) or MOMENT.match(str(param)):
        raise TypeError(f"the moment {param} would stay the same; give it as an argument")
    return param, None, False


def is_given(place: Place) -> bool:
    """Whether something else goes there each time."""
    return place[1] is not None or getattr(place[0], "is_given", False)


def filled(places: Iterable[Place], values: Sequence[Any], connection: Any) -> tuple[Any, ...]:
    """What the words need, in their order."""
    return tuple(
        literal
        if place is None
        else within(values[place], connection)
        if is_part
        else adapted(values[place], connection)
        for literal, place, is_part in places
    )
