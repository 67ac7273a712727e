"""How one registers: decided at the desk. Each change is laid out in the line at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.capacity import actions as capacity
from clubhuis.events import access as events
from clubhuis.events.models import Event
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Organisation
from clubhuis.registration import access, arranging, seats
from clubhuis.registration.models import Rules, TicketType

TICKET_FIELDS = (
    "name_nl",
    "name_en",
    "description_nl",
    "description_en",
    "price_cents",
    "vat_percent",
    "seats",
    "members_only",
    "is_offered",
)


@transaction.atomic
def set_rules(
    event: Event, *, by: Person, excluded_organisations: Iterable[Organisation] | None = None, **fields: Any
) -> Rules:
    """Open registration for an event, or change how it goes. Raises `Refused` when fewer seats would be left than were given."""
    if not events.can_run(by, event):
        raise PermissionDenied
    try:
        with transaction.atomic():
            rules, _is_new = Rules.objects.update_or_create(event=event, defaults=fields)
    except IntegrityError:
        raise Refused(_("Registration closes before it opens. Change one of the two moments.")) from None
    rules.event = event
    if excluded_organisations is not None:
        rules.excluded_organisations.set(excluded_organisations)
    arranging.arrange(event, rules)
    record("registration.rules_changed", actor=by, subject=event, concerning=[event], privileged=True)
    return rules


@transaction.atomic
def add_ticket(event: Event, *, by: Person, **fields: Any) -> TicketType:
    """One more kind of place."""
    rules = _rules_to_change(event, by)
    last = event.ticket_types.aggregate(last=models.Max("position"))["last"]
    ticket = _saved(TicketType(event=event, position=0 if last is None else last + 1), fields)
    arranging.arrange(event, rules)
    record("registration.tickets_changed", actor=by, subject=event, concerning=[event], privileged=True)
    return ticket


@transaction.atomic
def change_ticket(ticket: TicketType, *, by: Person, **fields: Any) -> TicketType:
    """What people have already keeps the price it had."""
    rules = _rules_to_change(ticket.event, by)
    had_seats = ticket.seats is not None
    _saved(ticket, fields)
    arranging.arrange(ticket.event, rules)
    if had_seats and ticket.seats is None:
        capacity.set_pool(seats.line_of(ticket.event), f"ticket:{ticket.pk}", None)
    record("registration.tickets_changed", actor=by, subject=ticket.event, concerning=[ticket.event], privileged=True)
    return ticket


@transaction.atomic
def remove_ticket(ticket: TicketType, *, by: Person) -> None:
    """A kind that somebody has can no longer be chosen; one that nobody has goes."""
    _rules_to_change(ticket.event, by)
    event = ticket.event
    if ticket.registrations.exists():
        TicketType.objects.filter(pk=ticket.pk).update(is_offered=False)
    else:
        ticket.delete()
    record("registration.tickets_changed", actor=by, subject=event, concerning=[event], privileged=True)


def _saved(ticket: TicketType, fields: dict[str, Any]) -> TicketType:
    if unknown := set(fields) - set(TICKET_FIELDS):
        raise TypeError(f"A ticket type has no {', '.join(sorted(unknown))} that can be set.")
    for name, value in fields.items():
        setattr(ticket, name, value)
    try:
        with transaction.atomic():
            ticket.save()
    except IntegrityError:
        raise Refused(_("There is a kind of ticket with this name already.")) from None
    return ticket


def _rules_to_change(event: Event, by: Person) -> Rules:
    if not events.can_run(by, event):
        raise PermissionDenied
    rules = access.rules_of(event)
    if rules is None:
        raise Refused(_("Say first how one registers, then add kinds of tickets."))
    return rules


@transaction.atomic
def pause_queue(event: Event, *, by: Person) -> None:
    """Offer nothing for a while."""
    _rules_to_change(event, by)
    capacity.pause(seats.line_of(event))
    record("registration.queue_paused", actor=by, subject=event, concerning=[event])


@transaction.atomic
def resume_queue(event: Event, *, by: Person) -> None:
    """Offer again what is free."""
    _rules_to_change(event, by)
    capacity.resume(seats.line_of(event))
    record("registration.queue_resumed", actor=by, subject=event, concerning=[event])


@transaction.atomic
def try_queue_again(event: Event, *, by: Person) -> None:
    """Offer once more to those whose mail could not be sent."""
    _rules_to_change(event, by)
    capacity.try_again(seats.line_of(event))
