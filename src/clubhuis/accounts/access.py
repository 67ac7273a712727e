"""Whom one may see, and how much of them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from clubhuis.lib.prepared import prepared, the_one

from .circles import circles
from .models import Person, Visibility


def person_for(viewer: Person | None, pk: int) -> Person:
    """A person the viewer may see, or 404."""
    return the_one(_visible(viewer, pk))


@prepared
def _visible(viewer: Person | None, pk: int) -> QuerySet[Person]:
    seen: QuerySet[Person] = Person.objects.visible_to(viewer)
    return seen.filter(pk=pk)


def can_see_contact(viewer: Person | None, person: Person) -> bool:
    """Whether the viewer may see how to reach this person (whom they may see)."""
    if viewer is not None and (viewer.pk == person.pk or viewer.is_operator):
        return True
    match person.contact_visibility:
        case Visibility.PUBLIC:
            return True
        case Visibility.SIGNED_IN:
            return viewer is not None
        case Visibility.COMMUNITIES:
            return viewer is not None and shares_circle(viewer, person)
        case _:
            return False


def shares_circle(viewer: Person, person: Person) -> bool:
    """Whether the two are colleagues, fellow members, or whatever else higher rooms call a circle."""
    return bool(_sharing(viewer, person))


@prepared
def _sharing(viewer: Person, person: Person) -> QuerySet[Person, int]:
    condition = Q(pk__in=[])
    for circle in circles:
        condition |= circle(viewer)
    present: QuerySet[Person] = Person.objects.present()
    return present.filter(condition, pk=person.pk).values_list("pk", flat=True)
