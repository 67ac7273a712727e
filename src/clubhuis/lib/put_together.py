"""Putting words for the database together once: what `prepared` questions and `changes` have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any, NoReturn

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from .asking import Words
from .looking import answered_by
from .stand_ins import MARKED, Marks, Place, filled, is_given, places_of, shape

MOST = 256  # shapes kept of one question

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


def are_asked_plainly() -> bool:
    return _plain


@contextmanager
def proving() -> Iterator[None]:
    """Within this every prepared question is compared with the same question put together now, `PROOFS` times in each shape."""
    global _proven  # of tests
    _proven = Counter()
    try:
        yield
    finally:
        _proven = None


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


class Ready:
    """A question in the words of the database, with the places of its values."""

    def __init__(self, queryset: QuerySet[Any, Any], compiler: Any, words: str, places: tuple[Place, ...]):
        """What the words were made of is not kept: it is ten times as large as they are."""
        self.alias, self.words, self.places = queryset.db, words, places
        self.asked = Words(queryset.db, words, [is_given(place) for place in places])

    def filled(self, values: Sequence[Any], connection: Any) -> tuple[Any, ...]:
        """What the words need, in their order."""
        return filled(self.places, values, connection)


class Question[R: Ready]:
    def __init__(
        self,
        build: Callable[..., QuerySet[Any, Any]],
        ready: type[R],
        compiler_of: Callable[[QuerySet[Any, Any]], Any],
    ) -> None:
        """`compiler_of` a queryset puts its words together: those that ask, or those that change what it finds."""
        self.build, self.ready, self.compiler_of = build, ready, compiler_of
        # What it leans on hangs on what it is asked with: a visitor works nowhere.
        self.leans_on: dict[tuple[Any, ...], tuple[LeansOn, ...]] = {}
        self.known: dict[tuple[Any, ...], R | None] = {}
        self.latest = date.min

    def ready_for(self, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[R | None, list[Any]]:
        """The question in its final words (None: it has no answer whatever the data), and this call's values for it."""
        while True:
            values: list[Any] = []
            # Words may hang on the language, and `today` is in some of them.
            asked = (get_language(), today(), tuple(named.items()), *(shape(a, values) for a in args))
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
                self.prove(self.build(*args, **named), ready, values)
            return ready, values

    def keep(
        self,
        key: tuple[Any, ...],
        args: tuple[Any, ...],
        named: dict[str, Any],
        leans_on: tuple[LeansOn, ...],
        answers: list[Any],
    ) -> R | None:
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
            ready = self.put_together(queryset, marks)
        if len(self.known) >= MOST:
            self.known.clear()
            self.leans_on.clear()
        self.known[key] = ready
        self.forget_before(today())
        return ready

    def forget_before(self, day: date) -> None:
        """What was put together for days that are over everywhere: `today` is in what is kept, and nobody asks for it again."""
        if day <= self.latest:
            return
        self.latest, yesterday = day, day - timedelta(days=1)
        for key in [key for key in list(self.known) if key[0][1] < yesterday]:
            self.known.pop(key, None)
        for asked in [asked for asked in list(self.leans_on) if asked[1] < yesterday]:
            self.leans_on.pop(asked, None)

    def put_together(self, queryset: QuerySet[Any, Any], marks: Marks) -> R | None:
        lookups: Iterable[Any] = queryset._prefetch_related_lookups  # type: ignore[attr-defined]
        if queryset._known_related_objects or any(isinstance(one, Prefetch) for one in lookups):  # type: ignore[attr-defined]
            raise TypeError(
                "a prepared question begins at Model.objects, and fetches nothing along by a question of its own"
            )
        compiler = self.compiler_of(queryset)
        try:
            words, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        if MARKED.search(words):
            raise TypeError(f"a value became part of the words: {words}")
        return self.ready(queryset, compiler, words, places_of(params, marks, connections[queryset.db]))

    def prove(self, queryset: QuerySet[Any, Any], ready: R | None, values: list[Any]) -> None:
        try:
            words, params = self.compiler_of(queryset).as_sql()
        except EmptyResultSet:
            words, params = "", ()
        same_words, same_params = "", ()
        if ready is not None:
            same_words = ready.words
            same_params = ready.filled(values, connections[queryset.db])
        now, then = (gathered(words, params), gathered(same_words, same_params))
        if now != then:
            raise AssertionError(f"a prepared question differs:\n{now}\n{then}")


def today() -> date:
    """As `timezone.localdate()`, which takes longer than asking some questions."""
    return _day_of(int(timezone.now().timestamp()) // 60, timezone.get_current_timezone())


@lru_cache(maxsize=16)
def _day_of(minute: int, zone: tzinfo) -> date:
    return datetime.fromtimestamp(minute * 60, zone).date()


@contextmanager
def looking_at_nothing() -> Iterator[None]:
    def refuse(*_args: object) -> NoReturn:
        raise TypeError("a prepared question must not look into the database while it is put together")

    with connections["default"].execute_wrapper(refuse):
        yield


def gathered(words: str, params: Iterable[Any]) -> tuple[str, set[str]]:
    return re.sub(r"IN \(%s(, %s)*\)", "IN (…)", words), {str(param) for param in params}
