"""Becoming a member by one's own wish, and stopping to be one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.addresses import domain_of
from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.communities import access, letters
from clubhuis.communities.models import Community, Invitation, Joining, Membership, Tier
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Organisation


def way_in(community: Community, person: Person) -> Membership.Through | None:
    """How this person would come in when they ask now; None when they need an invitation."""
    if has_company_address(community, person):
        return Membership.Through.DOMAIN
    if community.joining == Joining.OPEN:
        return Membership.Through.OPEN
    if community.joining == Joining.REQUEST:
        return Membership.Through.REQUEST
    return None


def has_company_address(community: Community, person: Person) -> bool:
    """Whether they signed in with an address at one of the domains whose people may join at once."""
    return bool(person.email and person.claimed_at and domain_of(person.email) in community.email_domains)


def join(
    community: Community, *, by: Person, organisation: Organisation | None = None, message: str = ""
) -> Membership:
    """A person, or an organisation for which they speak, becomes a member or asks to: the community's way of joining decides."""
    if organisation is not None and not access.can_speak_for(by, organisation):
        raise PermissionDenied
    if community.is_closed:
        raise Refused(_("This community has been closed."))
    through = way_in(community, by)
    if through is None:
        invited = Invitation.objects.unanswered().filter(community=community, email=by.email).exists()
        raise Refused(
            _("You have been invited to this community: accept the invitation you got by mail.")
            if invited
            else _("This community is by invitation. Ask one of its members or organisers to invite you.")
        )
    waits = through == Membership.Through.REQUEST
    with transaction.atomic():
        membership = enter(
            community,
            organisation or by,
            state=Membership.State.ASKED if waits else Membership.State.CURRENT,
            through=through,
            message=message,
            asked_by=by,
        )
        verb = "membership.asked" if waits else "membership.began"
        record(verb, actor=by, subject=membership, concerning=[community, membership.member])
        if waits:
            letters.tell_managers_of_request(membership)
        else:
            letters.welcome(membership)
    return membership


def enter(
    community: Community,
    member: Organisation | Person,
    *,
    state: Membership.State,
    through: Membership.Through,
    tier: Tier | None = None,
    message: str = "",
    number: str = "",
    asked_by: Person | None = None,
) -> Membership:
    """Write a new membership; who is a member or waits to be one already is refused, also when two ask at once."""
    kind = {"person": member} if isinstance(member, Person) else {"organisation": member}
    current = state == Membership.State.CURRENT
    try:
        with transaction.atomic():
            return Membership.objects.create(
                community=community,
                tier=tier or default_tier(community),
                state=state,
                through=through,
                message=message,
                number=number,
                asked_by=asked_by,
                since=timezone.localdate() if current else None,
                **kind,
            )
    except IntegrityError:
        raise Refused(
            _("%(member)s belongs to this community already, or waits for an answer.") % {"member": member}
        ) from None


def default_tier(community: Community) -> Tier | None:
    return community.tiers.filter(is_default=True).first()


@transaction.atomic
def accept_request(membership: Membership, *, by: Person) -> Membership:
    """An organiser says yes; the answer goes out by mail."""
    _answer(membership, Membership.State.CURRENT, by=by, since=timezone.localdate())
    record("membership.accepted", actor=by, subject=membership, concerning=[membership.community, membership.member])
    letters.welcome(membership)
    return membership


@transaction.atomic
def decline_request(membership: Membership, *, by: Person, reason: str = "") -> Membership:
    """An organiser says no, with the reason the asker will read."""
    _answer(membership, Membership.State.DECLINED, by=by, reason=reason)
    record("membership.declined", actor=by, subject=membership, concerning=[membership.community, membership.member])
    letters.tell_declined(membership)
    return membership


def _answer(membership: Membership, state: Membership.State, *, by: Person, **fields: object) -> None:
    if not access.can_edit_members(by, membership.community):
        raise PermissionDenied
    waiting = Membership.objects.filter(pk=membership.pk, state=Membership.State.ASKED)
    if not waiting.update(state=state, answered_at=timezone.now(), **fields):
        raise Refused(_("This request has already been answered."))
    membership.refresh_from_db()


@transaction.atomic
def withdraw_request(membership: Membership, *, by: Person) -> Membership:
    """Who asked changes their mind before the answer."""
    if not access.can_leave(by, membership):
        raise PermissionDenied
    waiting = Membership.objects.filter(pk=membership.pk, state=Membership.State.ASKED)
    if not waiting.update(state=Membership.State.ENDED, until=timezone.localdate()):
        raise Refused(_("This request has already been answered."))
    membership.refresh_from_db()
    record("membership.withdrawn", actor=by, subject=membership, concerning=[membership.community, membership.member])
    return membership


@transaction.atomic
def leave(membership: Membership, *, by: Person) -> Membership:
    """A person, or an administrator for an organisation, ends the membership. Roles at the desk are another matter and stay."""
    if not access.can_leave(by, membership):
        raise PermissionDenied
    finish(membership)
    record("membership.left", actor=by, subject=membership, concerning=[membership.community, membership.member])
    return membership


def finish(membership: Membership, reason: str = "") -> None:
    current = Membership.objects.filter(pk=membership.pk, state=Membership.State.CURRENT)
    if not current.update(state=Membership.State.ENDED, until=timezone.localdate(), reason=reason):
        raise Refused(_("This membership has ended already."))
    membership.refresh_from_db()
