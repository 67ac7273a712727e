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

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache, wraps
from types import MappingProxyType
from typing import Any, NoReturn

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from .along import steps_for
from .looking import answered_by
from .records import Records, converters_of, makes_records

MOST = 256  # shapes kept of one question
LARGEST = 2**63 - 1  # that databases hold
MARK = 7_000_000_000_000  # stand-ins for numbers begin here; no key comes near
MARKED = re.compile(r"70000000\d{5}|stands-in")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:")

NOT_YET: Any = object()  # None is an answer

PROOFS = 3  # of each shape of a question: its words are the same each time

_plain = False
_proven: Counter[Hashable] | None = None  # how often each shape was compared, while proving


@contextmanager
def asked_plainly() -> Iterator[None]:
    """For tests whose conditions hang on who asks: within this each question is put together anew."""
    global _plain  # of tests
    _plain = True
    try:
        yield
    finally:
        _plain = False


@contextmanager
def proving() -> Iterator[None]:
    """Within this every prepared question is compared with the same question put together now, `PROOFS` times in each shape."""
    global _proven  # of tests
    _proven = Counter()
    try:
        yield
    finally:
        _proven = None


def prepared[**P, R](build: Callable[P, QuerySet[Any, R]]) -> Callable[P, list[R]]:
    """The rows of this question."""
    question = Question(build)

    @wraps(build)
    def ask(*args: P.args, **named: P.kwargs) -> list[R]:
        if _plain:
            return list(build(*args, **named))
        ready, values = question.ready_for(args, named)
        return ready.rows(values) if ready is not None else []

    return ask


def prepared_count[**P](build: Callable[P, QuerySet[Any, Any]]) -> Callable[P, int]:
    """How many rows this question has; let it ask for keys only, in no order."""
    question = Question(build)

    @wraps(build)
    def ask(*args: P.args, **named: P.kwargs) -> int:
        if _plain:
            return build(*args, **named).count()
        ready, values = question.ready_for(args, named)
        return ready.count(values) if ready is not None else 0

    return ask


def the_one[T](rows: list[T]) -> T:
    """The one thing a question was about, or "not found"."""
    if not rows:
        raise Http404
    return rows[0]


class Leans(Exception):  # not an error: the question is put together again, knowing this
    def __init__(self, on: LeansOn) -> None:
        self.on = on


@dataclass(frozen=True, slots=True)
class LeansOn:
    """A function `once_a_look` whose answer the question uses; numbers are places among the question's arguments."""

    function: Callable[..., Any]
    args: tuple[tuple[bool, Any], ...]  # whether it is a place, and which, or the value itself

    @property
    def is_of_who_asks(self) -> bool:
        """Otherwise it is the same for everybody, such as the edition of the vocabulary, and is kept with the question."""
        return any(is_place for is_place, _value in self.args)

    def asked(self, args: Sequence[Any]) -> Any:
        return self.function(*(args[value] if is_place else value for is_place, value in self.args))


class Question:
    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.build = build
        # What it leans on hangs on what it is asked with: a visitor works nowhere.
        self.leans_on: dict[Hashable, tuple[LeansOn, ...]] = {}
        self.known: dict[Hashable, Ready | None] = {}

    def ready_for(self, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Ready | None, list[Any]]:
        """The question in its final words (None: it has no answer whatever the data), and this call's values for it."""
        while True:
            values: list[Any] = []
            # Words may hang on the language, and `today` is in some of them.
            asked = (get_language(), timezone.localdate(), tuple(named.items()), *(shape(a, values) for a in args))
            leans_on = self.leans_on.get(asked, ())
            answers = [on.asked(args) for on in leans_on]
            shapes = (
                shape(answer, values) if on.is_of_who_asks else answer
                for on, answer in zip(leans_on, answers, strict=True)
            )
            key = (asked, *shapes)
            try:
                ready = self.known.get(key, NOT_YET)  # in one step: another thread may forget meanwhile
                if ready is NOT_YET:
                    ready = self.keep(key, args, named, leans_on, answers)
            except Leans as more:
                self.leans_on[asked] = (*leans_on, more.on)
                continue
            if _proven is not None and _proven[self, key] < PROOFS:
                _proven[self, key] += 1
                prove(self.build(*args, **named), ready, values)
            return ready, values

    def keep(
        self,
        key: Hashable,
        args: tuple[Any, ...],
        named: dict[str, Any],
        leans_on: tuple[LeansOn, ...],
        answers: list[Any],
    ) -> Ready | None:
        marks = Marks()
        standing = [marks.instead_of(value) for value in args]
        places = {id(value): place for place, value in enumerate(standing) if value is not None}
        given = {
            on: marks.instead_of(answer) if on.is_of_who_asks else answer
            for on, answer in zip(leans_on, answers, strict=True)
        }

        def instead(function: Callable[..., Any], given_args: tuple[Any, ...], given_named: dict[str, Any]) -> Any:
            if given_named:
                raise TypeError(f"{function.__name__} is asked by {self.build.__name__}; give it no arguments by name")
            on = LeansOn(function, tuple((id(a) in places, places.get(id(a), a)) for a in given_args))
            if any(isinstance(a, models.Model) or MARKED.search(repr(a)) for is_place, a in on.args if not is_place):
                raise TypeError(f"{function.__name__} is asked with what {self.build.__name__} only stands in for")
            if on not in given:
                raise Leans(on)
            return given[on]

        with answered_by(instead), looking_at_nothing():
            queryset = self.build(*standing, **named)
            ready = put_together(queryset, marks)
        if len(self.known) >= MOST:
            self.known.clear()
            self.leans_on.clear()
        self.known[key] = ready
        return ready


type Place = tuple[
    Any, int | None, bool
]  # a param that stays, or the place of a value, and whether it is looked for within


class Ready:
    """A question in the words of the database, with the places of its values."""

    def __init__(self, queryset: QuerySet[Any, Any], compiler: Any, words: str, places: tuple[Place, ...]):
        self.queryset, self.compiler, self.words, self.places = queryset, compiler, words, places
        self.records = Records(queryset, compiler) if makes_records(queryset) else None
        self.converters = converters_of(compiler) if self.records is None else {}
        self.ways: Sequence[str] = queryset._prefetch_related_lookups  # type: ignore[attr-defined]
        self.along = steps_for(queryset.model, self.ways, prepared)

    def filled(self, values: list[Any], connection: Any) -> tuple[Any, ...]:
        """What the words need, in their order."""
        return tuple(
            literal
            if place is None
            else within(values[place], connection)
            if is_part
            else adapted(values[place], connection)
            for literal, place, is_part in self.places
        )

    def rows(self, values: list[Any]) -> list[Any]:
        connection = connections[self.queryset.db]  # of this thread
        if self.records is None:
            return self.other_rows(values, connection)
        with connection.cursor() as cursor:
            cursor.execute(self.words, self.filled(values, connection))
            found = cursor.fetchall()
        made = self.records.of(found, connection)
        if self.along is None:
            models.prefetch_related_objects(made, *self.ways)
        else:
            for step in self.along:
                step.take(made)
        return made

    def other_rows(self, values: list[Any], connection: Any) -> list[Any]:
        """Rows that are no records, by Django's own way."""
        compiler = copy(self.compiler)
        compiler.connection = connection
        answer = (self.words, self.filled(values, connection))
        compiler.as_sql = lambda *_args, **_named: answer
        compiler.get_converters = lambda *_args: self.converters
        query = copy(self.queryset.query)
        query.get_compiler = lambda *_args, **_named: compiler  # type: ignore[method-assign]
        asked = object.__new__(type(self.queryset))
        asked.__dict__ = self.queryset.__dict__ | {"_query": query, "_result_cache": None, "_prefetch_done": False}
        return list(asked)

    def count(self, values: list[Any]) -> int:
        connection = connections[self.queryset.db]
        filled = self.filled(values, connection)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM ({self.words}) counted", filled)  # noqa: S608  # Django wrote it
            return int(cursor.fetchone()[0])


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


@contextmanager
def looking_at_nothing() -> Iterator[None]:
    def refuse(*_args: object) -> NoReturn:
        raise TypeError("a prepared question must not look into the database while it is put together")

    with connections["default"].execute_wrapper(refuse):
        yield


def put_together(queryset: QuerySet[Any, Any], marks: Marks) -> Ready | None:
    lookups: Iterable[Any] = queryset._prefetch_related_lookups  # type: ignore[attr-defined]
    if queryset._known_related_objects or any(isinstance(one, Prefetch) for one in lookups):  # type: ignore[attr-defined]
        raise TypeError(
            "a prepared question begins at Model.objects, and fetches nothing along by a question of its own"
        )
    connection = connections[queryset.db]
    compiler = queryset.query.get_compiler(queryset.db)
    try:
        words, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    if MARKED.search(words):
        raise TypeError(f"a value became part of the words: {words}")
    places: dict[Any, Place] = {
        adapted(mark, connection): (None, place, False) for place, mark in enumerate(marks.made)
    }
    places |= {f"%{mark}%": (None, place, True) for place, mark in enumerate(marks.made) if isinstance(mark, str)}
    return Ready(queryset, compiler, words, tuple(placed(param, places) for param in params))


def placed(param: Any, places: dict[Any, Place]) -> Place:
    """The param itself, or the place of the value it stands for."""
    if isinstance(param, Hashable) and param in places and not isinstance(param, (bool, float)):
        return places[param]
    if MARKED.search(str(param)):
        raise TypeError(f"a value was worked on while the question was put together: {param!r}")
    if isinstance(param, datetime) or MOMENT.match(str(param)):
        raise TypeError(f"the moment {param} would stay the same; give it as an argument")
    return param, None, False


def prove(queryset: QuerySet[Any, Any], ready: Ready | None, values: list[Any]) -> None:
    connection = connections[queryset.db]
    try:
        words, params = queryset.query.get_compiler(queryset.db).as_sql()
    except EmptyResultSet:
        words, params = "", ()
    same_words, same_params = "", ()
    if ready is not None:
        same_words = ready.words
        same_params = ready.filled(values, connection)
    now, then = (gathered(words, params), gathered(same_words, same_params))
    if now != then:
        raise AssertionError(f"a prepared question differs:\n{now}\n{then}")


def gathered(words: str, params: Iterable[Any]) -> tuple[str, set[str]]:
    return re.sub(r"IN \(%s(, %s)*\)", "IN (…)", words), {str(param) for param in params}
