"""Two communities agree to organise together, and on what they let each other see."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.communities import access, letters
from clubhuis.communities.models import Community, Partnership, Share
from clubhuis.lib.refusals import Refused


@transaction.atomic
def invite_partner(
    community: Community, other: Community, *, shares: Iterable[Share], by: Person, message: str = ""
) -> Partnership:
    """One community asks another to be partners and says what both would share."""
    if not access.can_manage(by, community):
        raise PermissionDenied
    if community == other:
        raise Refused(_("Choose another community than your own."))
    if other.is_closed:
        raise Refused(_("This community has been closed."))
    chosen = set(shares)
    try:
        with transaction.atomic():
            partnership = Partnership.objects.create(
                inviting=community,
                invited=other,
                message=message,
                **{f"shares_{what.value}": what in chosen for what in Share},
            )
    except IntegrityError:
        raise Refused(_("You are partners already, or one of you waits for an answer.")) from None
    _write_down("partnership.invited", partnership, by)
    letters.tell_partner(partnership)
    return partnership


@transaction.atomic
def accept_partnership(partnership: Partnership, *, by: Person) -> Partnership:
    """The invited community says yes; from now on both see what was agreed."""
    _answer(partnership, Partnership.State.ACCEPTED, by)
    _write_down("partnership.accepted", partnership, by)
    return partnership


@transaction.atomic
def decline_partnership(partnership: Partnership, *, by: Person) -> Partnership:
    _answer(partnership, Partnership.State.DECLINED, by)
    _write_down("partnership.declined", partnership, by)
    return partnership


def _answer(partnership: Partnership, state: Partnership.State, by: Person) -> None:
    if not access.can_manage(by, partnership.invited):
        raise PermissionDenied
    waiting = Partnership.objects.filter(pk=partnership.pk, state=Partnership.State.INVITED)
    if not waiting.update(state=state, answered_at=timezone.now()):
        raise Refused(_("This invitation has already been answered."))
    partnership.refresh_from_db()


@transaction.atomic
def end_partnership(partnership: Partnership, *, by: Person) -> Partnership:
    """Either side ends it, or takes its invitation back; nothing is shared from this moment."""
    _side(partnership, by)
    running = Partnership.objects.filter(
        pk=partnership.pk, state__in=[Partnership.State.INVITED, Partnership.State.ACCEPTED]
    )
    if not running.update(state=Partnership.State.ENDED, ended_at=timezone.now(), proposed=[], proposed_by=None):
        raise Refused(_("This partnership has ended already."))
    partnership.refresh_from_db()
    _write_down("partnership.ended", partnership, by)
    return partnership


@transaction.atomic
def withdraw_share(partnership: Partnership, what: Share, *, by: Person) -> Partnership:
    """Either side stops sharing one thing, at once and without asking."""
    _side(partnership, by)
    _accepted(partnership)
    setattr(partnership, f"shares_{what.value}", False)
    partnership.save(update_fields=[f"shares_{what.value}"])
    _write_down("partnership.share_withdrawn", partnership, by, what=what.value)
    return partnership


@transaction.atomic
def propose_shares(
    partnership: Partnership, shares: Iterable[Share], *, community: Community, by: Person
) -> Partnership:
    """One side proposes to share more; it holds when the other agrees."""
    if not access.can_manage(by, community) or community not in (partnership.inviting, partnership.invited):
        raise PermissionDenied
    _accepted(partnership)
    more = [what.value for what in shares if what not in partnership.shared]
    if not more:
        raise Refused(_("Choose something that is not shared yet."))
    partnership.proposed, partnership.proposed_by = more, community
    partnership.save(update_fields=["proposed", "proposed_by"])
    _write_down("partnership.proposed", partnership, by, what=more)
    return partnership


@transaction.atomic
def accept_proposal(partnership: Partnership, *, by: Person) -> Partnership:
    """The other side agrees to share what was proposed."""
    _accepted(partnership)
    if partnership.proposed_by is None:
        raise Refused(_("There is no proposal any more."))
    if not access.can_manage(by, partnership.other(partnership.proposed_by)):
        raise PermissionDenied
    added = [what for what in Share if what.value in partnership.proposed]
    waiting = Partnership.objects.filter(
        pk=partnership.pk, state=Partnership.State.ACCEPTED, proposed_by=partnership.proposed_by
    )
    if not waiting.update(proposed=[], proposed_by=None, **{f"shares_{what.value}": True for what in added}):
        raise Refused(_("There is no proposal any more."))
    partnership.refresh_from_db()
    _write_down("partnership.shared", partnership, by, what=[what.value for what in added])
    return partnership


@transaction.atomic
def drop_proposal(partnership: Partnership, *, by: Person) -> Partnership:
    """Either side says: not now."""
    _side(partnership, by)
    partnership.proposed, partnership.proposed_by = [], None
    partnership.save(update_fields=["proposed", "proposed_by"])
    return partnership


def _side(partnership: Partnership, by: Person) -> None:
    if not any(access.can_manage(by, side) for side in (partnership.inviting, partnership.invited)):
        raise PermissionDenied


def _accepted(partnership: Partnership) -> None:
    if partnership.state != Partnership.State.ACCEPTED:
        raise Refused(_("You are not partners at the moment."))


def _write_down(verb: str, partnership: Partnership, by: Person, **data: object) -> None:
    record(
        verb,
        actor=by,
        subject=partnership,
        concerning=[partnership.inviting, partnership.invited],
        data={"shares": [what.value for what in partnership.shared], **data},
        privileged=True,
    )
