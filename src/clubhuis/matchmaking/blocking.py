"""What keeps a need from being answered, in words for the buyer and the organiser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clubhuis.market.models import Need

from .models import Answer, Invitation

YES = (Invitation.State.INTERESTED, Invitation.State.INTRODUCED)


@dataclass(frozen=True, slots=True)
class Obstacle:
    code: str  # nobody_asked, waiting, said_no, decide, none
    text: str
    detail: str = ""


def what_blocks(need: Need, invitations: Sequence[Invitation]) -> Obstacle | None:
    """None when all goes well: somebody was introduced."""
    standing = [one for one in invitations if one.state != Invitation.State.WITHDRAWN]
    if any(one.state == Invitation.State.INTRODUCED for one in standing):
        return None
    waits = sum(one.state == Invitation.State.INTERESTED for one in standing)
    if waits:
        text = ngettext("%(count)s answer waits for the buyer", "%(count)s answers wait for the buyer", waits)
        return Obstacle("decide", text % {"count": waits})
    if not standing:
        return Obstacle("nobody_asked", _("Nobody has been invited yet"))
    silent = sum(one.state == Invitation.State.INVITED for one in standing)
    reasons = _reasons(standing)
    if silent:
        text = ngettext("%(count)s supplier has not answered", "%(count)s suppliers have not answered", silent)
        return Obstacle("waiting", text % {"count": silent}, reasons)
    return Obstacle("said_no", _("Everybody who was asked said no"), reasons)


def _reasons(invitations: Sequence[Invitation]) -> str:
    """ "no room now (2), too far away (1)": why others said no."""
    said = Counter(
        one.answer.reason for one in invitations if one.state == Invitation.State.DECLINED and hasattr(one, "answer")
    )
    return ", ".join(f"{Answer.Reason(reason).label} ({count})" for reason, count in said.most_common() if reason)
