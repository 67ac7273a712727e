"""Limits that came after the places: who has a place counts in the new ones too."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from clubhuis.capacity import access, fitting
from clubhuis.capacity.models import Claim, Line

from .claims import AnyOf, pools_wanted, remember_wish
from .lines import hold
from .offers import serve
from .seats import NoPlace, move


@transaction.atomic
def count_again(line: Line, wanted: Iterable[tuple[Claim, AnyOf]]) -> list[Claim]:
    """Each claim takes its place in the pools it would ask for today, in this order; who waits keeps their number.

    Nobody loses a place: returns those for whom the new pools have no room, and who keep the seats they had. What is free
    is offered when all have been counted.
    """
    line = hold(line)
    without_room = []
    for claim, any_of in wanted:
        wish = fitting.tidy(any_of)
        if claim.is_seated and not _takes_its_place(line, claim, wish):
            without_room.append(claim)
            continue
        remember_wish(claim, wish)
    serve(line, timezone.now())
    return without_room


def _takes_its_place(line: Line, claim: Claim, wish: fitting.Wish) -> bool:
    pools = pools_wanted(line, [wish])
    mine = set(claim.keys)
    while True:
        free = {key: None if key in mine else left for key, left in access.free_in(line).items()}
        places = fitting.arrange([wish], free)
        if places is None:
            return False
        try:
            move(claim, [pools[key] for key in places[0]])
        except NoPlace:  # somebody who holds no line was quicker
            continue
        return True
