"""What the page of a community shows, as far as its viewer may see it."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from clubhuis.accounts.models import Person

from . import access
from .models import Community, Membership, Partnership

SHOWN = 24  # members on the page; the rest is on the list


def of(community: Community, person: Person | None) -> dict[str, Any]:
    """The context of the page. The number of questions does not depend on the number of members."""
    may_see_members = access.can_see_members(person, community)
    members = access.members_of(community, person)
    belongings = access.belongings(person, community)
    return {
        "figures": _figures(community),
        "may_see_members": may_see_members,
        "members": list(members[:SHOWN]) if may_see_members else [],
        "parts": list(Community.objects.visible_to(person).filter(parent=community)),
        "parent": _parent(community, person),
        "partners": _partners(community, person),
        "belongings": belongings,
        "waiting": _waiting(community, person),
        "may": access.rights(person, community),
    }


def _figures(community: Community) -> dict[str, int]:
    return (
        Membership.objects.alive()
        .filter(community=community)
        .aggregate(
            organisations=Count("organisation"),
            people=Count("person"),
            regions=Count(
                "organisation__sites__region",
                distinct=True,
                filter=Q(organisation__sites__is_main=True),
            ),
        )
    )


def _parent(community: Community, person: Person | None) -> Community | None:
    if community.parent_id is None:
        return None
    return Community.objects.visible_to(person).filter(pk=community.parent_id).first()


def _partners(community: Community, person: Person | None) -> list[Community]:
    agreed = Partnership.objects.of(community).agreed()
    sides = {pk for pair in agreed.values_list("inviting", "invited") for pk in pair} - {community.pk}
    return list(Community.objects.visible_to(person).filter(pk__in=sides)) if sides else []


def _waiting(community: Community, person: Person | None) -> list[Membership]:
    """Requests of this person, or of organisations they administer, that have no answer yet."""
    if person is None:
        return []
    asked = community.memberships.filter(state=Membership.State.ASKED).select_related("organisation", "person")
    return [m for m in asked.filter(Q(person=person) | Q(asked_by=person)) if access.can_leave(person, m)]
