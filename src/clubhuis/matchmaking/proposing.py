"""Whom the engine proposes to invite: the best, in turns among equals, and a stated share for those who were seldom proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.conversations.access import blocked_with
from clubhuis.engines import matching
from clubhuis.market.models import Need
from clubhuis.organisations.conversing import ORGANISATION

from . import access
from .documents import key_of
from .models import Invitation

SHARE_OF_NEW = 0.2  # of the places; said on the page
LATELY = timedelta(days=180)
AMONG = 40  # the best of so many that fit


@dataclass(frozen=True, slots=True)
class Place:
    match: access.Match
    why: str  # score, turn, new: see Invitation.Placed


def proposals(need: Need, person: Person, *, number: int) -> list[Place]:
    """Suppliers that fit, were not asked before and are not blocked. The same data give the same proposal."""
    asked = set(need.invitations.values_list("supplier_id", flat=True))
    barred = blocked_with(ORGANISATION, need.organisation_id)
    answer = access.matches_for_need(need, person, limit=AMONG, without=asked | barred)
    fitting = [one for one in answer.matches if one.found.fits]
    by_key = {one.found.key: one for one in fitting}
    placed = matching.spread(
        [one.found for one in fitting], proposed=_proposed(list(by_key)), limit=number, share=SHARE_OF_NEW
    )
    return [Place(by_key[one.match.key], one.why) for one in placed]


def _proposed(keys: list[str]) -> dict[str, int]:
    """How often each was invited lately."""
    since = timezone.now() - LATELY
    rows = Invitation.objects.filter(invited_at__gte=since).exclude(through=Invitation.Through.SUPPLIER)
    counts = rows.order_by().values_list("supplier").annotate(number=Count("pk"))
    wanted = set(keys)
    return {key: number for pk, number in counts if (key := key_of(pk)) in wanted}
