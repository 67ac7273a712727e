"""Whom one may see, and how much of them."""

from __future__ import annotations

from django.db.models import Q
from django.shortcuts import get_object_or_404

from .circles import circles
from .models import Person, Visibility


def person_for(viewer: Person | None, pk: int) -> Person:
    """A person the viewer may see, or 404."""
    person: Person = get_object_or_404(Person.objects.visible_to(viewer), pk=pk)
    return person


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
    condition = Q(pk__in=[])
    for circle in circles:
        condition |= circle(viewer)
    return bool(Person.objects.present().filter(condition, pk=person.pk).exists())
