"""While somebody looks at a page nothing changes, so what was asked once for that page need not be asked again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

type Instead = Callable[[Callable[..., Any], tuple[Any, ...], dict[str, Any]], Any]

_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("known", default=None)
_instead: ContextVar[Instead | None] = ContextVar("instead", default=None)
_UNKNOWN = object()


@contextmanager
def looking() -> Iterator[None]:
    """Within this, functions marked `once_a_look` remember their answers. Only for requests that change nothing."""
    before = _known.set({})
    try:
        yield
    finally:
        _known.reset(before)


@contextmanager
def answered_by(instead: Instead) -> Iterator[None]:
    """Within this, functions marked `once_a_look` are not asked, but this one is; see lib.prepared."""
    before = _instead.set(instead)
    try:
        yield
    finally:
        _instead.reset(before)


def once_a_look[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Asked once for each page that is looked at, and every time elsewhere: in forms that are sent, tasks, commands and tests.

    For functions of hashable values whose answer is a value, not a queryset (which may be asked again later).
    """

    @wraps(function)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        if (instead := _instead.get()) is not None:
            return instead(answer, args, kwargs)  # type: ignore[no-any-return]
        known = _known.get()
        if known is None:
            return function(*args, **kwargs)
        key = (function, args, tuple(sorted(kwargs.items()))) if kwargs else (function, args)
        found = known.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = known[key] = function(*args, **kwargs)
        return found  # type: ignore[no-any-return]

    return answer
