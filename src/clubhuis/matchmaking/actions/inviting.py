"""A buyer, or an organiser who helps, asks suppliers to look at a need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clubhuis.accounts.models import Person
from clubhuis.activity import mail
from clubhuis.activity.actions import record, tell
from clubhuis.activity.models import Mail
from clubhuis.communities.models import Community
from clubhuis.conversations.access import blocked_with
from clubhuis.lib.refusals import Refused
from clubhuis.market.models import Need
from clubhuis.matchmaking import access, evidence
from clubhuis.matchmaking.models import CallForHelp, Introduction, Invitation
from clubhuis.matchmaking.wording import SIGNALS
from clubhuis.organisations.conversing import ORGANISATION
from clubhuis.organisations.models import Organisation

MOST_A_NEED = 40  # suppliers that stand invited
MOST_A_DAY = 60  # invitations of one person
STANDING = [state for state in Invitation.State.values if state != Invitation.State.WITHDRAWN]


@transaction.atomic
def invite(
    need: Need,
    suppliers: Sequence[Organisation],
    *,
    by: Person,
    message: str = "",
    placed: Mapping[int, str] | None = None,
) -> list[Invitation]:
    """Ask these suppliers, each once; they are told by mail with the reason why they. Returns those that are new.

    `placed`: for those the engine proposed, why (by id of the organisation). Raises Refused when the need is over, or
    when it becomes too many for a day or for one need.
    """
    if not access.can_invite(by, need):
        raise PermissionDenied
    return _send(need, suppliers, by=by, message=message, placed=placed or {})


@transaction.atomic
def bring_in(need: Need, supplier: Organisation, *, by: Person, community: Community, note: str = "") -> Invitation:
    """An organiser brings a supplier to a need: both sides are asked whether they want to meet."""
    if not access.can_broker(by, community, need):
        raise PermissionDenied
    known = need.invitations.filter(supplier=supplier).first()
    made = [] if known else _send(need, [supplier], by=by, message=note, through=Invitation.Through.ORGANISER)
    invitation = known or next(iter(made), None)
    if invitation is None:
        raise Refused(_("This supplier has been asked already, or cannot be."))
    introduction, is_new = Introduction.objects.get_or_create(
        invitation=invitation, defaults={"proposed_by": by, "community": community, "note": note[:500]}
    )
    if not is_new and introduction.proposed_by_id is None and introduction.made_at is None:
        Introduction.objects.filter(pk=introduction.pk).update(proposed_by=by, community=community, note=note[:500])
    fact = record("need.brokered", actor=by, subject=need, concerning=[community], data={"supplier": supplier.name})
    tell(
        access.buyers_of(need),
        fact,
        lambda: (
            _("%(community)s proposes %(supplier)s for your need “%(title)s”.")
            % {"community": str(community), "supplier": supplier.name, "title": need.title}
        ),
        need.get_absolute_url() + "#answers",
    )
    return invitation


def _send(
    need: Need,
    suppliers: Sequence[Organisation],
    *,
    by: Person,
    message: str = "",
    placed: Mapping[int, str] | None = None,
    through: Invitation.Through = Invitation.Through.BUYER,
) -> list[Invitation]:
    placed = placed or {}
    if not need.is_open:
        raise Refused(_("This need is no longer open. Renew it first."))
    barred = {need.organisation_id, *blocked_with(ORGANISATION, need.organisation_id)}
    asked = set(need.invitations.values_list("supplier_id", flat=True))
    wanted = [one for one in suppliers if one.pk not in asked | barred and one.removed_at is None]
    _not_too_many(need, by, len(wanted))
    if not wanted:
        return []
    found = {one.organisation.pk: one for one in access.matches_for_need(
        need, by, limit=len(wanted), only=[one.pk for one in wanted]
    ).matches}  # fmt: skip
    rows = [
        Invitation(
            need=need,
            supplier=supplier,
            through=Invitation.Through.PROPOSED if supplier.pk in placed else through,
            placed=placed.get(supplier.pk, ""),
            invited_by=by,
            message=message.replace("\0", "").strip()[:1000],
            **(_as_found(found[supplier.pk]) if supplier.pk in found else {}),
        )
        for supplier in wanted
    ]
    # Two who invite the same supplier at the same moment: the database keeps one, and one mail goes out.
    Invitation.objects.bulk_create(rows, ignore_conflicts=True)
    sent = {(row.supplier_id, row.invited_at) for row in rows}
    kept = need.invitations.filter(supplier__in=[one.pk for one in wanted], invited_by=by)
    made = [one for one in kept.select_related("need", "supplier") if (one.supplier_id, one.invited_at) in sent]
    _tell_suppliers(made, by)
    if made:
        record(
            "need.suppliers_invited", actor=by, subject=need, concerning=[need.organisation], data={"count": len(made)}
        )
    return made


def _as_found(match: access.Match) -> dict[str, Any]:
    explained = match.found.explanation
    return {
        "score": match.score,
        "distance_km": match.distance_km,
        "evidence": evidence.to_json(match.judgements),
        "signals": {name: getattr(explained, name) for name in SIGNALS},
    }


def _not_too_many(need: Need, by: Person, more: int) -> None:
    if need.invitations.standing().count() + more > MOST_A_NEED:
        raise Refused(
            _("A need can be sent to %(most)s suppliers. Wait for answers, or withdraw some invitations first.")
            % {"most": MOST_A_NEED}
        )
    since = timezone.now() - timedelta(days=1)
    if Invitation.objects.filter(invited_by=by, invited_at__gte=since).count() + more > MOST_A_DAY:
        raise Refused(_("You can invite %(most)s suppliers a day. Go on tomorrow.") % {"most": MOST_A_DAY})


def _tell_suppliers(invitations: Sequence[Invitation], by: Person) -> None:
    """A notice and a mail for who looks after each supplier; where nobody has an account, a mail to the organisation's address."""
    people = access.carers_of([one.supplier for one in invitations])
    for invitation in invitations:
        # The fact does not say who asked: on an anonymous need that would tell who is behind it.
        fact = record("need.offered", actor=None, subject=invitation, concerning=[invitation.supplier])
        here = [person for person in people.get(invitation.supplier_id, []) if person.pk != by.pk]
        tell(
            here,
            fact,
            lambda one=invitation: (
                _("A need that fits %(name)s: %(title)s")  # type: ignore[misc]
                % {"name": one.supplier.name, "title": one.need.title}
            ),
            invitation.get_absolute_url(),
            by_mail=False,
        )
        send_invitation(invitation, here)


def send_invitation(invitation: Invitation, people: Sequence[Person], *, kind: str = "invitation") -> None:
    reachable = [one for one in people if one.email and one.is_active and one.claimed_at]
    for person in reachable:
        if person.notify_by_mail:
            mail.queue(
                f"matchmaking/mail/{kind}",
                to=person,
                context=letter(invitation),
                key=f"need-{kind}:{invitation.pk}:{person.pk}",
                stream=Mail.Stream.BULK,
            )
    if not reachable and invitation.supplier.email:
        mail.queue(
            f"matchmaking/mail/{kind}",
            to=invitation.supplier.email,
            context=letter(invitation),
            language=invitation.need.language if invitation.need.language == "nl" else "en",
            key=f"need-{kind}:{invitation.pk}:{invitation.supplier.email}"[:120],
        )


def letter(invitation: Invitation) -> dict[str, Any]:
    """What a mail to a supplier says. The buyer's name only when the need shows it to everybody who sees the need."""
    need = invitation.need
    shows_name = need.visibility in (Need.Visibility.OPEN, Need.Visibility.COMMUNITIES)
    return {
        "invitation": invitation,
        "need": need,
        "buyer": need.organisation.name if shows_name else "",
        # A function, so that it is read in the language of the mail.
        "proofs": lambda: [proof for proof in evidence.proofs(invitation.evidence) if proof.state == "met"][:6],
        "unknown": lambda: [proof for proof in evidence.proofs(invitation.evidence) if proof.state == "unknown"][:4],
        "url": settings.SITE_URL + invitation.get_absolute_url(),
    }


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Person) -> None:
    """The buyer takes an invitation back that nobody answered yet."""
    if not access.can_invite(by, invitation.need):
        raise PermissionDenied
    done = Invitation.objects.open().filter(pk=invitation.pk)
    if not done.update(state=Invitation.State.WITHDRAWN, settled_at=timezone.now()):
        raise Refused(_("This invitation has been answered, so it cannot be withdrawn."))
    record("need.invitation_withdrawn", actor=by, subject=invitation, concerning=[invitation.need.organisation])


@transaction.atomic
def call_for_help(need: Need, community: Community, *, by: Person) -> CallForHelp:
    """Let a community's organisers see the need, with its name, and ask them to help."""
    if not access.can_invite(by, need):
        raise PermissionDenied
    if community not in access.communities_to_ask(need):
        raise Refused(_("Choose a community of which you are a member."))
    call, is_new = CallForHelp.objects.get_or_create(need=need, community=community, defaults={"asked_by": by})
    if is_new:
        fact = record("need.help_asked", actor=by, subject=need, concerning=[need.organisation, community])
        tell(
            access.organisers_of([community]),
            fact,
            lambda: (
                _("%(name)s asks you to help with a need: %(title)s")
                % {"name": need.organisation.name, "title": need.title}
            ),
            need.get_absolute_url(),
        )
    return call


def many_invited(count: int) -> str:
    return ngettext("%(count)s supplier has been invited.", "%(count)s suppliers have been invited.", count) % {
        "count": count
    }
