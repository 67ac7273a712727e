"""Whose registration it is, and what the organisers of an event may see of it.

A personal link is the proof: who has it, has the seat. Signed-in people find their own without it. At the desk a host sees its own
people in full and the others as was agreed (`EventDesk.sees_others`); who may not see people sees numbers.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.events.access import EventDesk, event_for
from clubhuis.events.access import desk_for as event_desk_for
from clubhuis.events.models import Event, SeesOthers
from clubhuis.lib.prepared import bring_along, prepared, the_one
from clubhuis.lib.refusals import Refused

from .models import EventInvitationQuerySet, Invitation, Mailing, Registration, RegistrationQuerySet, Rules, TicketType

SHOWN = ("event", "person", "organisation", "ticket", "host", "booked_by", "claim", "invoice")  # of many
ALWAYS = ("event", "person", "claim")  # of one: nine tables at once take PostgreSQL longer to plan than to read


def rules_of(event: Event) -> Rules | None:
    for rules in _rules(event):
        rules.event = event
        return rules
    return None


@prepared
def _rules(event: Event) -> QuerySet[Rules]:
    return Rules.objects.filter(event=event)


def known_rules(event: Event) -> Rules:
    """The rules of an event that has registrations. Raises `Refused` when there is nothing to register for."""
    rules = rules_of(event)
    if rules is None:
        raise Refused(_("One need not register for this event."))
    return rules


def event_with_rules(person: Person | None, slug: str) -> tuple[Event, Rules]:
    """An event that takes registrations and that this person may see."""
    event = event_for(person, slug)
    bring_along([event], "ticket_types")
    rules = rules_of(event)
    if rules is None or event.is_draft:
        raise Http404
    return event, rules


@prepared
def prices_of(event: Event) -> QuerySet[TicketType, int]:
    """In cents without VAT, of each ticket that is offered."""
    return TicketType.objects.filter(event=event, is_offered=True).order_by().values_list("price_cents", flat=True)


def registration_with(token: str) -> Registration:
    """The registration of a personal link."""
    return the_one(_with_token(token))


@prepared
def with_token(token: str) -> RegistrationQuerySet:
    """The same with its event alone, or nothing: for a page that others made already."""
    return Registration.objects.select_related("event").filter(token=token)


@prepared
def _with_token(token: str) -> RegistrationQuerySet:
    return Registration.objects.select_related(*ALWAYS).prefetch_related("event__hosts__community").filter(token=token)


def registrations_of(person: Person) -> RegistrationQuerySet:
    """A person's own, the nearest event first."""
    return Registration.objects.of(person).select_related(*SHOWN).order_by("event__starts_at", "pk")


def own_registration(person: Person | None, event: Event) -> Registration | None:
    """The live registration of somebody who is signed in."""
    return next(iter(_own(person, event)), None) if person is not None else None


@prepared
def _own(person: Person, event: Event) -> QuerySet[Registration]:
    return Registration.objects.of(person).live().filter(event=event).select_related(*SHOWN)[:1]


def invitation_with(token: str) -> Invitation:
    return get_object_or_404(
        Invitation.objects.select_related("event", "organisation", "registration", "person", "invited_by"), token=token
    )


# At the desk


def desk_for(person: Person, slug: str) -> EventDesk:
    """The desk, for those who may see who comes."""
    desk = event_desk_for(person, slug)
    if not desk.may.see_people:
        if desk.may.view_desk:
            raise PermissionDenied
        raise Http404
    return desk


def registrations_at(desk: EventDesk) -> RegistrationQuerySet:
    """Those that are shown by name at this desk."""
    return of_hosts(desk.event, shown_hosts(desk))


def shown_hosts(desk: EventDesk) -> frozenset[int] | None:
    """The communities whose people are shown by name; None when everybody is."""
    return desk.speaks_for if desk.sees_others == SeesOthers.NUMBERS else None


def sees_fully(desk: EventDesk, registration: Registration) -> bool:
    """Everything they filled in, and how to reach them; else name and organisation only."""
    if desk.sees_others == SeesOthers.FULL or desk.may.decide:
        return True
    return registration.host is not None and registration.host.community_id in desk.speaks_for


def seen_fully(desk: EventDesk) -> RegistrationQuerySet:
    """Those of whom everything is seen: whoever gets a mail, or goes into an export with all columns."""
    return of_hosts(desk.event, seen_hosts(desk))


def seen_hosts(desk: EventDesk) -> frozenset[int] | None:
    """The communities of whose people everything is seen; None when it is of everybody."""
    return None if desk.sees_others == SeesOthers.FULL or desk.may.decide else desk.speaks_for


def of_hosts(event: Event, communities: frozenset[int] | None) -> RegistrationQuerySet:
    everything = Registration.objects.filter(event=event)
    return everything if communities is None else everything.filter(host__community__in=communities)


def registration_at(desk: EventDesk, pk: int) -> Registration:
    """One that may be worked on at this desk."""
    return get_object_or_404(seen_fully(desk).select_related(*SHOWN), pk=pk)


def invitations_at(desk: EventDesk) -> EventInvitationQuerySet:
    """All of them for the lead; a co-host sees whom its own organisers invited, unless more was agreed."""
    found = desk.event.invitations.select_related("event", "organisation", "registration")
    if desk.sees_others == SeesOthers.FULL or desk.may.decide:
        return found
    return found.filter(invited_by__community_roles__community__in=desk.speaks_for).distinct()


def invitation_at(desk: EventDesk, pk: int) -> Invitation:
    return get_object_or_404(invitations_at(desk), pk=pk)


def ticket_at(desk: EventDesk, pk: int) -> TicketType:
    return get_object_or_404(TicketType, event=desk.event, pk=pk)


def mailing_at(desk: EventDesk, pk: int) -> Mailing:
    return get_object_or_404(Mailing, event=desk.event, pk=pk)
