"""Every door of the installation, from the URLconf itself, and what the table says of it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .world import ACTORS, World

TABLE = Path(__file__).with_name("permissions.toml")
METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Door:
    name: str  # "communities:community"
    rule: dict[str, Any] | None

    def url(self, world: World) -> str:
        args = (self.rule or {}).get("args", {})
        return reverse(self.name, kwargs={k: world[v] if isinstance(v, str) else v for k, v in args.items()})


def names(patterns: list[Any] | None = None, space: str = "") -> Iterator[str]:
    """The names of all URL patterns, with their namespaces; a pattern without a name is given as its route."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}" if pattern.name else str(pattern.pattern)


def doors() -> list[Door]:
    table = tomllib.loads(TABLE.read_text())
    return [Door(name, table.get(name)) for name in dict.fromkeys(names())]


def orphans() -> list[str]:
    """Rows of the table for doors that are no more."""
    return sorted(set(tomllib.loads(TABLE.read_text())) - set(names()))


def entitled(rule: dict[str, Any], method: str) -> tuple[str, ...]:
    """The actors whom the table lets in by this method."""
    match rule.get(method, ()):
        case "all":
            return ACTORS
        case "signed_in":
            return tuple(a for a in ACTORS if a != "visitor")
        case named:
            unknown = set(named) - set(ACTORS)
            assert not unknown, f"unknown actors {unknown}"
            return tuple(named)


def first_inside(door: Door, method: str) -> str:
    """One actor whom the table lets in by this method: the operator where they are among them."""
    inside = entitled(door.rule or {}, method)
    return "operator" if "operator" in inside else inside[0]
