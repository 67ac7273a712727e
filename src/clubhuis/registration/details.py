"""What somebody fills in to register, checked against the rules of the event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.addresses import normal_address
from clubhuis.events.models import Event
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Organisation
from clubhuis.programme.models import Session
from clubhuis.questions.models import Question

from .models import Registration, Rules, TicketType
from .standing import Standing

LONGEST = 254


@dataclass(frozen=True, slots=True)
class Details:
    """One person and the colleagues they bring; what is left out is empty."""

    name: str = ""
    email: str = ""
    organisation: Organisation | None = None
    organisation_name: str = ""
    job_title: str = ""
    language: str = "nl"
    ticket: TicketType | None = None
    attendance: str = Registration.Attendance.ON_SITE
    sessions: Sequence[Session] = ()
    wait_for: Sequence[Session] = ()  # sessions that are full, whose waiting list they join
    colleagues: int = 0
    diet: str = ""
    accessibility: str = ""
    offers: str = ""
    seeks: str = ""
    is_listed: bool = False
    invoice: Mapping[str, Any] | None = None
    agreed_to: Sequence[Mapping[str, str]] = ()
    answers: Mapping[Question, Any] = field(default_factory=dict)  # to the questions of the organiser

    def about_them(self) -> dict[str, Any]:
        """The fields of the registration as they are."""
        return {
            "name": self.name,
            "organisation": self.organisation,
            "organisation_name": "" if self.organisation else self.organisation_name,
            "job_title": self.job_title,
            "language": self.language,
            "ticket": self.ticket,
            "price_cents": self.ticket.price_cents if self.ticket else 0,
            "vat_percent": self.ticket.vat_percent if self.ticket else 0,
            "attendance": self.attendance,
            "diet": self.diet,
            "accessibility": self.accessibility,
            "offers": self.offers,
            "seeks": self.seeks,
            "is_listed": self.is_listed,
            "agreed_to": list(self.agreed_to),
        }


def good_address(email: str) -> str:
    address = normal_address(email) or ""
    try:
        validate_email(address)
        if len(address) > LONGEST:
            raise ValidationError("too long")
    except ValidationError:
        raise Refused(_("“%(address)s” is not an e-mail address.") % {"address": email[:100]}) from None
    return address


def check_open(event: Event, rules: Rules, standing: Standing | None = None) -> None:
    """Whether registrations are taken at this moment. Raises `Refused` in words for who wants to come."""
    now = timezone.now()
    if event.is_cancelled:
        raise Refused(_("This event has been cancelled."))
    if not event.is_published:
        raise Refused(_("This event has not been published yet."))
    if not rules.has_opened(now):
        raise Refused(_("Registration has not opened yet."))
    if rules.has_closed(now):
        raise Refused(_("Registration is closed."))
    if standing and rules.is_members_first(now) and not standing.is_member and not rules.has_waiting_list:
        raise Refused(_("Until then members come first. Come back when registration opens for everybody."))


def check(details: Details, event: Event, rules: Rules, standing: Standing, *, by_organiser: bool = False) -> None:
    """Whether this is a registration that the rules allow; an organiser may put down whom they like. Raises `Refused`."""
    if not details.name.strip():
        raise Refused(_("Fill in your name."))
    if by_organiser:
        check_sessions([*details.sessions, *details.wait_for], event)
        return
    _check_ticket(details, event, standing)
    if details.colleagues > rules.most_colleagues:
        raise Refused(_("You can bring at most %(most)d colleagues.") % {"most": rules.most_colleagues})
    if details.organisation and rules.excluded_organisations.filter(pk=details.organisation.pk).exists():
        raise Refused(_("Your organisation cannot take part in this event. Ask the organisers if you think it can."))
    if details.attendance == Registration.Attendance.ONLINE and not event.is_online:
        raise Refused(_("One cannot take part in this event online."))
    check_sessions([*details.sessions, *details.wait_for], event)


def _check_ticket(details: Details, event: Event, standing: Standing) -> None:
    ticket = details.ticket
    if ticket is None:
        if any(one.is_offered for one in event.ticket_types.all()):
            raise Refused(_("Choose a kind of ticket."))
        return
    if ticket.event_id != event.pk or not ticket.is_offered:
        raise Refused(_("This kind of ticket cannot be chosen any more. Choose another one."))
    if ticket.members_only and not standing.is_member:
        raise Refused(
            _("“%(ticket)s” is for members of the hosts. Sign in as a member, or choose another ticket.")
            % {"ticket": ticket.name}
        )
    if ticket.is_paid and not details.invoice:
        raise Refused(_("Fill in to whom the invoice goes."))


def check_sessions(sessions: Sequence[Session], event: Event) -> None:
    """Only sessions of this event that are to be chosen, each once, none at the same time as another."""
    chosen = sorted(sessions, key=lambda session: (session.starts_at, session.pk))
    if any(session.event_id != event.pk or not session.needs_choice for session in chosen):
        raise Refused(_("This part of the programme cannot be chosen."))
    for earlier, later in pairwise(chosen):
        if later.starts_at < earlier.ends_at:
            raise Refused(
                _("“%(one)s” and “%(other)s” are at the same time. Choose one of them.")
                % {"one": earlier.title, "other": later.title}
            )
