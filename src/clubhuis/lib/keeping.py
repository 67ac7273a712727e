"""What is the same for everybody is made once in a moment, however many ask for it in that moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from django.conf import settings


@dataclass(slots=True)
class _One[V]:
    value: V | None = None
    made_at: float = float("-inf")
    making: threading.Lock = field(default_factory=threading.Lock)


class Kept[V]:
    """Values of one kind, kept by this process for `settings.KEPT_FOR` seconds, or `longer`. Only what is not personal belongs here.

    One asker makes a value anew; others get the one before meanwhile, when it is not much older, and wait otherwise.
    """

    def __init__(self, most: int = 500, *, longer: float = 0) -> None:
        self._most, self._longer = most, longer
        self._known: dict[Hashable, _One[V]] = {}

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """Whatever `make` raises is raised, and nothing is kept."""
        for_seconds = settings.KEPT_FOR
        if not for_seconds:
            return make()
        one = self._known.get(key)
        if one is None:
            self._make_room()
            one = self._known.setdefault(key, _One())
        for_seconds = max(for_seconds, self._longer)
        age = time.monotonic() - one.made_at
        if age < for_seconds:
            return one.value  # type: ignore[return-value]  # it was made
        if not one.making.acquire(blocking=age >= 2 * for_seconds):
            return one.value  # type: ignore[return-value]
        try:
            if time.monotonic() - one.made_at >= for_seconds:
                began = time.monotonic()
                one.value = make()
                one.made_at = began
            return one.value  # type: ignore[return-value]
        finally:
            one.making.release()

    def forget(self) -> None:
        self._known.clear()

    def _make_room(self) -> None:
        if len(self._known) >= self._most:
            self._known.clear()
