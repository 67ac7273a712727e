"""Registrations that are alike but for what is each one's own: what letters and pages say of them is made once, with holes.

In a rush nearly all are: no ticket to choose, no colleagues, no workshops. What is made for one is shown to others, so it is made of a
registration that has holes where its own name, link and code were, no key, no person and no claim.
"""

from __future__ import annotations

from copy import copy

from clubhuis.events.models import Kind
from clubhuis.ui.keeping import hole

from .models import Registration

NOBODY = -1  # no registration has this key
IN_A_LETTER = ("name", "token", "code")
ON_THE_PAGE = {"name": "name", "token": "token", "works": "works_at"}  # the name of the hole, and what goes in


def is_usual(registration: Registration) -> bool:
    """Whether nothing is to be said of it that cannot be said of the others; colleagues and workshops are asked apart."""
    return bool(
        registration.name
        and registration.email
        and registration.ticket_id is None
        and registration.booked_by_id is None
        and registration.event.kind != Kind.COMPANY_VISIT  # its gate asks each visitor
    )


def of_anybody(registration: Registration) -> Registration:
    """The same with holes for what is its own."""
    anybody = copy(registration)
    anybody.pk, anybody.person, anybody.claim, anybody.organisation = NOBODY, None, None, None
    anybody.organisation_name = hole("works") if registration.works_at else ""
    for own in IN_A_LETTER:
        setattr(anybody, own, hole(own))
    return anybody
