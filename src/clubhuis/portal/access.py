"""What the portal's own pages show to whom."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from clubhuis.accounts.models import Person
from clubhuis.communities.access import can_export
from clubhuis.communities.models import Community

from .models import FeedKey, SavedSearch


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


def feed_key_of(person: Person) -> FeedKey | None:
    return FeedKey.objects.filter(person=person).first()


def person_with_feed(token: str) -> Person:
    """Whose feed this secret opens; not found when it was renewed or its owner may not come in."""
    key = get_object_or_404(FeedKey.objects.select_related("person"), token=token)
    if not key.person.is_active or key.person.erased_at is not None:
        raise Http404
    return key.person
