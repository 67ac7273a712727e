"""What organisers do with members: add, arrange, end, take out in a file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.communities import access, letters
from clubhuis.communities.models import Community, Membership, MembershipQuerySet, MemberTag, Tier
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Organisation

from .joining import enter, finish

AT_ONCE = 5_000  # members in one bulk action


@transaction.atomic
def add_member(
    community: Community,
    member: Organisation | Person,
    *,
    by: Person,
    tier: Tier | None = None,
    number: str = "",
    through: Membership.Through = Membership.Through.ORGANISER,
) -> Membership:
    """An organiser writes a member in. Who is asked to come by mail is invited instead."""
    if not access.can_edit_members(by, community):
        raise PermissionDenied
    _of_this_community(community, tier)
    membership = enter(
        community, member, state=Membership.State.CURRENT, through=through, tier=tier, number=number, asked_by=by
    )
    record("membership.added", actor=by, subject=membership, concerning=[community, member])
    return membership


@transaction.atomic
def change_member(
    membership: Membership, *, by: Person, tier: Tier | None, number: str, since: date | None
) -> Membership:
    """Correct what the community keeps about a membership."""
    if not access.can_edit_members(by, membership.community):
        raise PermissionDenied
    _of_this_community(membership.community, tier)
    membership.tier, membership.number, membership.since = tier, number, since
    membership.save(update_fields=["tier", "number", "since"])
    record("membership.changed", actor=by, subject=membership, concerning=[membership.community, membership.member])
    return membership


@transaction.atomic
def end(membership: Membership, *, by: Person, reason: str) -> Membership:
    """An organiser ends a membership and says why; the member gets the reason by mail."""
    if not access.can_edit_members(by, membership.community):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Say why: the member gets the reason by mail."))
    finish(membership, reason)
    record("membership.ended", actor=by, subject=membership, concerning=[membership.community, membership.member])
    letters.tell_ended(membership)
    return membership


@transaction.atomic
def end_many(community: Community, pks: Collection[int], *, by: Person, reason: str) -> int:
    """End these memberships, all or none; returns how many."""
    chosen = list(_chosen(community, pks, by=by).select_related("community", "organisation", "person"))
    for membership in chosen:
        end(membership, by=by, reason=reason)
    return len(chosen)


@transaction.atomic
def move_many(community: Community, pks: Collection[int], *, tier: Tier, by: Person) -> int:
    """Give these members another tier; returns how many."""
    _of_this_community(community, tier)
    count = _chosen(community, pks, by=by).update(tier=tier)
    record(
        "membership.tier_changed",
        actor=by,
        subject=community,
        concerning=[community],
        data={"count": count, "tier": str(tier)},
    )
    return count


@transaction.atomic
def tag_many(community: Community, pks: Collection[int], *, name: str, by: Person) -> MemberTag:
    """Put a tag on these members; a new word makes a new tag."""
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Type a tag."))
    if len(name) > 40:
        raise Refused(_("A tag has at most 40 characters."))
    chosen = list(_chosen(community, pks, by=by).values_list("pk", flat=True))
    known = community.member_tags.filter(name__iexact=name).first()
    tag = known or MemberTag.objects.create(community=community, name=name)
    tag.memberships.add(*chosen)
    record(
        "membership.tagged",
        actor=by,
        subject=community,
        concerning=[community],
        data={"count": len(chosen), "tag": tag.name},
    )
    return tag


@transaction.atomic
def untag(membership: Membership, tag: MemberTag, *, by: Person) -> None:
    """Take a tag off; a tag that is on nobody any more is gone."""
    if not access.can_edit_members(by, membership.community):
        raise PermissionDenied
    tag.memberships.remove(membership)
    if not tag.memberships.exists():
        tag.delete()


@transaction.atomic
def record_export(community: Community, *, what: str, count: int, kind: str, by: Person) -> None:
    """Taking data out is written down, also who did it."""
    if not access.can_export(by, community):
        raise PermissionDenied
    record(
        "community.exported",
        actor=by,
        subject=community,
        concerning=[community],
        data={"what": what, "count": count, "kind": kind},
        privileged=True,
    )


def _chosen(community: Community, pks: Collection[int], *, by: Person) -> MembershipQuerySet:
    if not access.can_edit_members(by, community):
        raise PermissionDenied
    if not pks:
        raise Refused(_("Choose at least one member."))
    if len(pks) > AT_ONCE:
        raise Refused(_("Choose at most %(most)d members at a time.") % {"most": AT_ONCE})
    found = Membership.objects.current().filter(Q(community=community), pk__in=list(pks))
    if found.count() != len(set(pks)):
        raise Refused(_("Some of these are no longer members. Look at the list again, then choose."))
    return found


def _of_this_community(community: Community, tier: Tier | None) -> None:
    if tier is not None and tier.community_id != community.pk:
        raise PermissionDenied
