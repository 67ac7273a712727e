"""What the page of a community shows, as far as its viewer may see it."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from clubhuis.accounts.models import Person
from clubhuis.lib.prepared import prepared

from . import access
from .models import Community, Membership, Partnership

SHOWN = 24  # members on the page; the rest is on the list


def of(community: Community, person: Person | None) -> dict[str, Any]:
    """The context of the page. The number of questions does not depend on the number of members."""
    may_see_members = access.can_see_members(person, community)
    belongings = access.belongings(person, community)
    return {
        "figures": _figures(community),
        "may_see_members": may_see_members,
        "members": _members(person, community) if may_see_members else [],
        "parts": _parts(person, community),
        "parent": _parent(community, person),
        "partners": _partners(community, person),
        "belongings": belongings,
        "waiting": _waiting(community, person),
        "may": access.rights(person, community),
    }


def _figures(community: Community) -> dict[str, int]:
    found: list[dict[str, int]] = _counted(community)
    return found[0] if found else dict.fromkeys(("organisations", "people", "regions"), 0)


@prepared
def _counted(community: Community) -> QuerySet[Any, Any]:
    """Grouped by the community, so that it is a question with one row."""
    main = Q(organisation__sites__is_main=True)
    alive = Membership.objects.alive().filter(community=community).order_by()
    return alive.values("community").annotate(
        organisations=Count("organisation"),
        people=Count("person"),
        regions=Count("organisation__sites__region", distinct=True, filter=main),
    )


def _parent(community: Community, person: Person | None) -> Community | None:
    if community.parent_id is None:
        return None
    return next(iter(_among(person, frozenset({community.parent_id}))), None)


def _partners(community: Community, person: Person | None) -> list[Community]:
    sides = frozenset(pk for pair in _agreed(community) for pk in pair) - {community.pk}
    return _among(person, sides) if sides else []


def _waiting(community: Community, person: Person | None) -> list[Membership]:
    """Requests of this person, or of organisations they administer, that have no answer yet."""
    if person is None:
        return []
    return [m for m in _asked(person, community) if access.can_leave(person, m)]


@prepared
def _members(person: Person | None, community: Community) -> QuerySet[Membership]:
    return access.members_of(community, person)[:SHOWN]


@prepared
def _parts(person: Person | None, community: Community) -> QuerySet[Community]:
    return Community.objects.visible_to(person).filter(parent=community)


@prepared
def _among(person: Person | None, ids: frozenset[int]) -> QuerySet[Community]:
    return Community.objects.visible_to(person).filter(pk__in=ids)


@prepared
def _agreed(community: Community) -> QuerySet[Partnership, tuple[int, int]]:
    return Partnership.objects.of(community).agreed().values_list("inviting", "invited")


@prepared
def _asked(person: Person, community: Community) -> QuerySet[Membership]:
    asked = Membership.objects.filter(community=community, state=Membership.State.ASKED)
    return asked.filter(Q(person=person) | Q(asked_by=person)).select_related("organisation", "person")
