"""While somebody looks at a page nothing changes, so what was asked once for that page need not be asked again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("known", default=None)
_UNKNOWN = object()


@contextmanager
def looking() -> Iterator[None]:
    """Within this, functions marked `once_a_look` remember their answers. Only for requests that change nothing."""
    before = _known.set({})
    try:
        yield
    finally:
        _known.reset(before)


def once_a_look[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Asked once for each page that is looked at, and every time elsewhere: in forms that are sent, tasks, commands and tests.

    For functions of hashable values whose answer is a value, not a queryset (which may be asked again later).
    """

    @wraps(function)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        known = _known.get()
        if known is None:
            return function(*args, **kwargs)
        key = (function, args, tuple(sorted(kwargs.items())))
        found = known.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = known[key] = function(*args, **kwargs)
        return found  # type: ignore[no-any-return]

    return answer
