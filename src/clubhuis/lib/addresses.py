"""Addresses of many things of one kind, as a table has them: Django looks for the route once, not once for each row."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

NUMBER = 7_000_000_000_003  # stands in for the number of a thing; nothing else in an address looks like it


def address(name: str, *before: str | int, number: int) -> str:
    """What `reverse(name, args=[*before, number])` gives."""
    start, end = _around(name, before, get_urlconf(), get_script_prefix())
    return f"{start}{number}{end}"


@lru_cache(maxsize=256)
def _around(name: str, before: tuple[str | int, ...], urlconf: str | None, prefix: str) -> tuple[str, str]:
    """What stands before and after the number; `prefix` is in what is found, so that it is not found for another one."""
    start, _number, end = reverse(name, urlconf, args=[*before, NUMBER]).rpartition(str(NUMBER))
    return start, end
