"""A company visit: what is asked of visitors, what they tell, and that it is forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record, tell
from clubhuis.events import access as events
from clubhuis.events.models import Event
from clubhuis.lib.refusals import Refused
from clubhuis.registration import access, letters, visiting
from clubhuis.registration.models import Identity, Registration, Rules, State, Visit

from .approving import approve

EDITABLE = frozenset(
    {
        "organisation", "host_approves", "asks_identity", "forget_after", "safety_nl", "safety_en", "confidentiality_nl",
        "confidentiality_en",
    }
)  # fmt: skip


@transaction.atomic
def arrange_visit(event: Event, *, by: Person, **fields: Any) -> Visit:
    """What the visited organisation asks. When it approves each visitor, registrations wait for that."""
    if not events.can_run(by, event):
        raise PermissionDenied
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(f"not for people to change: {sorted(unknown)}")
    access.known_rules(event)
    visit = Visit.objects.filter(event=event).first() or Visit(event=event)
    was = visit.organisation_id
    for name, value in fields.items():
        setattr(visit, name, value)
    if not set(visit.asks_identity) <= Identity.ASKED.keys():
        raise Refused(_("Choose from what a gate can ask."))
    visit.save()
    if visit.host_approves:
        Rules.objects.filter(event=event).update(needs_approval=True)
    fact = record("visit.arranged", actor=by, subject=event, concerning=[event, visit.organisation])
    if visit.organisation_id != was:
        tell(
            visiting.administrators_of(visit),
            fact,
            lambda: (
                _("%(event)s comes to visit %(organisation)s.")
                % {"event": event.title, "organisation": visit.organisation.name}
            ),
            visiting.address_of(event),
        )
    return visit


def approve_all(visit: Visit, *, by: Person) -> int:
    """Everybody who waits for the visited organisation's yes. Returns how many."""
    asking = Registration.objects.filter(event=visit.event, state=State.AWAITING_APPROVAL).select_related("event")
    return len([approve(one, by=by) for one in asking.order_by("created_at", "pk")])


@transaction.atomic
def ask_for_gate(visit: Visit, *, by: Person) -> int:
    """Ask once more who come and have not told the gate yet; nobody twice on a day. Returns how many are asked."""
    if not (visiting.is_host(by, visit.event) or events.can_run(by, visit.event)):
        raise PermissionDenied
    if visit.event.is_over:
        raise Refused(_("There is nothing to fill in for this visit."))
    coming = (
        Registration.objects.coming().filter(event=visit.event, email__isnull=False).select_related("event", "identity")
    )
    owing = [one for one in coming if visiting.owes(one, visit)]
    for one in owing:
        letters.soon("gate", one, mark=f"{timezone.now():%Y%m%d}")
    record(
        "visit.gate_asked",
        actor=by,
        subject=visit.event,
        concerning=[visit.event, visit.organisation],
        data={"count": len(owing)},
    )
    return len(owing)


@transaction.atomic
def tell_gate(registration: Registration, told: Mapping[str, Any], *, read_safety: bool, agrees: bool) -> Identity:
    """A visitor says who they are, has read the safety rules, and keeps what they see to themselves.

    Whoever has the personal link may do this. Only what this organisation asks is kept.
    """
    visit = visiting.visit_of(registration.event)
    if visit is None or not registration.is_live or registration.event.is_over:
        raise Refused(_("There is nothing to fill in for this visit."))
    if visit.safety and not read_safety:
        raise Refused(_("Read the safety rules first, and say that you have."))
    if visit.confidentiality and not agrees:
        raise Refused(_("Without agreeing to confidentiality you cannot come along."))
    asked = {name: told.get(name) for name in Identity.ASKED if name in visit.asks_identity}
    if missing := [str(Identity.ASKED[name]) for name, value in asked.items() if not value and name != "licence_plate"]:
        raise Refused(_("Fill in as well: %(fields)s.") % {"fields": ", ".join(missing)})
    identity = Identity.objects.filter(registration=registration).first() or Identity(registration=registration)
    for name, value in asked.items():
        setattr(identity, name, value or (None if name == "birth_date" else ""))
    now = timezone.now()
    identity.safety_read_at = now if visit.safety else None
    identity.agreed_at = now if visit.confidentiality else None
    identity.filled_in_at = now
    identity.save()
    return identity


@transaction.atomic
def take_gate_list(visit: Visit, *, kind: str, count: int, by: Person) -> None:
    """The visited organisation takes the list for its gate; that is written down."""
    if not visiting.is_host(by, visit.event):
        raise PermissionDenied
    record(
        "visit.gate_list_taken",
        actor=by,
        subject=visit.event,
        concerning=[visit.event, visit.organisation],
        data={"kind": kind, "count": count},
        privileged=True,
    )


def forget_identities(*, now: datetime) -> int:
    """Every night: what was for the gate goes, as many days after the visit as was promised. Returns how many."""
    gone = 0
    for visit in Visit.objects.filter(event__ends_at__lte=now).select_related("event"):
        if visit.event.ends_at + timedelta(days=visit.forget_after) <= now:
            deleted, _each = Identity.objects.filter(registration__event=visit.event).delete()
            gone += deleted
    return gone
