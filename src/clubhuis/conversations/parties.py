"""Who talks: a person, or something a higher room knows (an organisation), for which several people may act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from clubhuis.lib.registry import Registry

if TYPE_CHECKING:
    from clubhuis.accounts.models import Person

PERSON = "accounts.person"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of party. `acting` gives the ids for which a person may act now, as a subquery; `people` who may act for one."""

    acting: Callable[[Person], QuerySet[Any, Any]]
    people: Callable[[int], QuerySet[Person]]


kinds: Registry[Kind] = Registry("kinds of parties that talk, by the label of their model")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conversation that begins: what it is, how it is called, and who speaks for it."""

    kind: str
    id: int
    name: str
    people: tuple[Person, ...]
    url: str = ""


def side_of_person(person: Person) -> Side:
    return Side(PERSON, person.pk, person.name, (person,), person.get_absolute_url())


def acting(person: Person, prefix: str = "") -> Q:
    """The parties for which a person may speak now: who left an organisation no longer speaks for it."""
    found = Q(**{f"{prefix}kind": PERSON, f"{prefix}object_id": person.pk})
    for name in kinds.names():
        found |= Q(**{f"{prefix}kind": name, f"{prefix}object_id__in": kinds[name].acting(person)})
    return found


def people_of(kind: str, object_id: int) -> Iterable[Person]:
    """Who may be asked to speak for a party: colleagues."""
    return kinds[kind].people(object_id) if kind in kinds.names() else ()
