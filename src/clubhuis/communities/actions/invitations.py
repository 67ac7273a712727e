"""Invitations by mail: sent, followed, reminded, answered. Their limits keep a community from becoming a nuisance."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.addresses import normal_address
from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.communities import access, letters
from clubhuis.communities.models import Community, Invitation, Membership, Role, Tier
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Organisation

from . import charge
from .joining import enter
from .roles import grant

A_DAY = 1_000  # invitations of one community
AT_ONCE = 500  # addresses in one paste
PEACE = timedelta(days=180)  # who said no is not asked again by the same community
BETWEEN_REMINDERS = timedelta(days=5)
REMINDERS = 2
LONGEST = 254  # characters of an address


@dataclass(slots=True)
class Sent:
    """What became of a list of addresses."""

    invitations: list[Invitation] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)  # address, reason


@transaction.atomic
def invite(
    community: Community,
    email: str,
    *,
    by: Person,
    name: str = "",
    organisation: Organisation | None = None,
    tier: Tier | None = None,
    role: Role.Kind | None = None,
    message: str = "",
    language: str = "nl",
) -> Invitation:
    """Ask one person by mail to become a member, to bring an organisation in, or to help run the community."""
    if not (access.can_manage(by, community) if role else access.can_edit_members(by, community)):
        raise PermissionDenied
    if tier is not None and tier.community_id != community.pk:
        raise PermissionDenied
    if community.is_closed:
        raise Refused(_("This community has been closed."))
    address = a_good_address(email)
    _within_limits(community, address, role)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                community=community,
                email=address,
                name=name,
                organisation=organisation,
                tier=tier,
                role=role or "",
                message=message,
                language=language,
                invited_by=by,
            )
    except IntegrityError:
        raise Refused(
            _("%(address)s has been invited already. Send a reminder instead.") % {"address": address}
        ) from None
    concerned = [community, organisation] if organisation else [community]
    record("invitation.sent", actor=by, subject=invitation, concerning=concerned, privileged=bool(role))
    letters.invite(invitation)
    return invitation


def invite_many(
    community: Community,
    addresses: Iterable[str],
    *,
    by: Person,
    tier: Tier | None = None,
    message: str = "",
    language: str = "nl",
) -> Sent:
    """Invite everybody on a list; who cannot be invited is skipped, with the reason.

    An entry is an address, or a name with the address in angle brackets: "Anna de Wit <anna@dewit.example>".
    """
    entries = list(dict.fromkeys(entry.strip() for entry in addresses if entry.strip()))
    if not entries:
        raise Refused(_("Type or paste at least one e-mail address."))
    if len(entries) > AT_ONCE:
        raise Refused(_("Invite at most %(most)d people at a time.") % {"most": AT_ONCE})
    sent = Sent()
    for entry in entries:
        name, address = name_and_address(entry)
        try:
            sent.invitations.append(
                invite(community, address, name=name, by=by, tier=tier, message=message, language=language)
            )
        except Refused as refusal:
            sent.skipped.append((entry, str(refusal)))
    return sent


def split_list(text: str) -> list[str]:
    """A pasted list: one a line, or separated by commas or semicolons."""
    return [part.strip() for part in re.split(r"[\n\r;,]+", text) if part.strip()]


def name_and_address(entry: str) -> tuple[str, str]:
    found = re.fullmatch(r'"?([^"<>]*)"?\s*<([^<>]+)>', entry.strip())
    return (found[1].strip()[:120], found[2]) if found else ("", entry)


def a_good_address(email: str) -> str:
    address = normal_address(email) or ""
    try:
        validate_email(address)
        if len(address) > LONGEST:
            raise ValidationError("too long")
    except ValidationError:
        raise Refused(_("“%(address)s” is not an e-mail address.") % {"address": email[:100]}) from None
    return address


def _within_limits(community: Community, address: str, role: Role.Kind | None) -> None:
    now = timezone.now()
    before = Invitation.objects.filter(community=community)
    if before.filter(sent_at__gt=now - timedelta(days=1)).count() >= A_DAY:
        raise Refused(_("This community has sent %(most)d invitations today. Go on tomorrow.") % {"most": A_DAY})
    if before.filter(email=address, state=Invitation.State.DECLINED, answered_at__gt=now - PEACE).exists():
        raise Refused(_("%(address)s has declined an invitation lately and is left in peace.") % {"address": address})
    if role and Role.objects.filter(community=community, person__email=address).exists():
        raise Refused(_("%(address)s has a role here already.") % {"address": address})


@transaction.atomic
def remind(invitation: Invitation, *, by: Person) -> Invitation:
    """Ask once more, kindly: at most twice, some days apart."""
    if not access.can_edit_members(by, invitation.community):
        raise PermissionDenied
    if invitation.reminders >= REMINDERS:
        raise Refused(_("%(address)s has been reminded twice. Try to call.") % {"address": invitation.email})
    now = timezone.now()
    rested = Q(reminded_at=None, sent_at__lte=now - BETWEEN_REMINDERS) | Q(reminded_at__lte=now - BETWEEN_REMINDERS)
    due = Invitation.objects.unanswered().filter(rested, pk=invitation.pk, reminders=invitation.reminders)
    if not due.update(reminded_at=now, reminders=F("reminders") + 1):
        invitation.refresh_from_db()
        if not invitation.is_open:
            raise Refused(_("This invitation has already been answered."))
        raise Refused(
            _("The last mail went out less than five days ago. Give %(address)s some time.")
            % {"address": invitation.email}
        )
    invitation.refresh_from_db()
    record("invitation.reminded", actor=by, subject=invitation, concerning=[invitation.community])
    letters.remind(invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Person) -> Invitation:
    """The link stops working."""
    community = invitation.community
    if not (access.can_manage(by, community) if invitation.role else access.can_edit_members(by, community)):
        raise PermissionDenied
    _close(invitation, Invitation.State.WITHDRAWN)
    record("invitation.withdrawn", actor=by, subject=invitation, concerning=[community])
    return invitation


def open_invitation(invitation: Invitation) -> None:
    """Somebody looks at the page of the link in a browser. A mail scanner that fetches the page does not count."""
    Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.SENT).update(
        state=Invitation.State.OPENED, opened_at=timezone.now()
    )


@transaction.atomic
def decline_invitation(invitation: Invitation, *, by: Person | None = None) -> Invitation:
    """No, thank you: whoever has the link may say so, without an account."""
    _close(invitation, Invitation.State.DECLINED)
    record("invitation.declined", actor=by, subject=invitation, concerning=[invitation.community])
    return invitation


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, by: Person, organisation: Organisation | None = None
) -> Membership | None:
    """Yes: who has the link and signs in becomes a member, or their organisation does; None when only a role was offered.

    An invitation for an organisation puts who accepts it in charge of its page when nobody is yet. `organisation` is one that
    the person speaks for, when the invitation names none. A role is given only to the address that was invited.
    """
    community = invitation.community
    if invitation.role and by.email != invitation.email:
        raise Refused(
            _("This invitation is for %(address)s. Sign in with that address.") % {"address": invitation.email}
        )
    _close(invitation, Invitation.State.ACCEPTED, by=by)
    record("invitation.accepted", actor=by, subject=invitation, concerning=[community, by])
    if invitation.role:
        grant(community, by, kind=Role.Kind(invitation.role), by=invitation.invited_by)
        return None
    if invitation.organisation is not None:
        organisation = invitation.organisation
        charge.take_seat(organisation, by=by, address=invitation.email)
    elif organisation is not None and not access.can_speak_for(by, organisation):
        raise PermissionDenied
    return _member_by_invitation(invitation, organisation or by, by)


def _member_by_invitation(invitation: Invitation, member: Organisation | Person, by: Person) -> Membership:
    """Who was a member already stays one as they are; who waited for an answer has it now."""
    community = invitation.community
    kind = {"person": member} if isinstance(member, Person) else {"organisation": member}
    known = Membership.objects.filter(
        community=community, state__in=[Membership.State.ASKED, Membership.State.CURRENT], **kind
    ).first()
    if known is not None and known.is_current:
        return known
    if known is not None:
        Membership.objects.filter(pk=known.pk).update(
            state=Membership.State.CURRENT,
            through=Membership.Through.INVITATION,
            since=timezone.localdate(),
            answered_at=timezone.now(),
        )
        known.refresh_from_db()
    membership = known or enter(
        community,
        member,
        state=Membership.State.CURRENT,
        through=Membership.Through.INVITATION,
        tier=invitation.tier,
        asked_by=by,
    )
    record("membership.began", actor=by, subject=membership, concerning=[community, member])
    letters.welcome(membership)
    return membership


def _close(invitation: Invitation, state: Invitation.State, by: Person | None = None) -> None:
    # Not community__closed_at: a joined condition is put in a subquery, which PostgreSQL does not ask again after waiting.
    still_there = Community.objects.filter(closed_at=None)
    changed = Invitation.objects.unanswered().filter(pk=invitation.pk, community__in=still_there)
    if not changed.update(state=state, answered_at=timezone.now(), accepted_by=by):
        raise Refused(_("This invitation is no longer open."))
    invitation.refresh_from_db()
