"""What the portal's own pages show to whom."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from clubhuis.accounts.models import Person
from clubhuis.communities.access import can_export
from clubhuis.communities.models import Community

from .models import SavedSearch


def saved_search_for(person: Person, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch, person=person, pk=pk)


def operator(person: Person | None) -> Person:
    """The person, when they run the installation; for others the desk is not there."""
    if person is None or not person.is_operator:
        raise Http404
    return person


def can_export_directory(person: Person | None, community: Community | None) -> bool:
    """Operators everything; who may export at a community's desk, its members."""
    if person is None:
        return False
    return person.is_operator or (community is not None and can_export(person, community))


def require_export(person: Person, community: Community | None) -> None:
    if not can_export_directory(person, community):
        raise PermissionDenied
