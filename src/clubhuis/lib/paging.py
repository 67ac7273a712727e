"""A long list that is asked a page at a time, for Django's Paginator."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Any


class Listed[T](Sequence[T]):
    """How many there are and a piece of them are two questions, each asked once and only when somebody wants to know."""

    ordered = True  # as the Paginator asks of a queryset

    def __init__(self, number: Callable[[], int], piece: Callable[[int, int], list[T]]) -> None:
        self._number, self._piece = number, piece
        self._counted: int | None = None

    def __len__(self) -> int:
        if self._counted is None:
            self._counted = self._number()
        return self._counted

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return self._piece(place.start or 0, len(self) if place.stop is None else place.stop)
        return self._piece(place, place + 1)[0]


def known_sort(sort: str | None, among: Container[str]) -> str:
    """What a list is sorted by, from the address ("-" turns it round); by name when it makes no sense."""
    return sort if sort and sort.removeprefix("-") in among else "name"
