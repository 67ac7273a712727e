"""Registering for an event; `confirming` is for who has still to prove their address."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import IntegrityError
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.capacity import actions as capacity
from clubhuis.capacity.models import Line
from clubhuis.capacity.refusals import Full, NotYet
from clubhuis.events.models import Event
from clubhuis.lib import together
from clubhuis.lib.prepared import prepared
from clubhuis.lib.refusals import Refused
from clubhuis.lib.writing import changes, insert
from clubhuis.questions import actions as questions
from clubhuis.registration import access, letters, seats
from clubhuis.registration.details import Details, check, check_open, good_address
from clubhuis.registration.models import InvoiceDetails, Registration, RegistrationQuerySet, Rules, State
from clubhuis.registration.models.tokens import new_code
from clubhuis.registration.standing import Standing, organisations_of, standing_of

from .settling import SETTLED, choose, claim_for, remember, state_after, write_what_came_of_it

# Once it is known what a registration became.
WRITTEN = (*SETTLED, "host", "ended_at", "reason")
LETTERS = 3  # confirmations that one registration asks for


class AlreadyRegistered(Refused):
    """This address or person has a live registration for the event. Only its owner is told so."""

    def __init__(self, registration: Registration) -> None:
        super().__init__(_("You are registered for this event already."))
        self.registration = registration


def register(
    event: Event,
    details: Details,
    *,
    by: Person | None = None,
    through: Registration.Through = Registration.Through.SELF,
    is_proven: bool = False,
    rules: Rules | None = None,
    writing: Callable[[Callable[[], Registration]], Registration] = together.write,
) -> Registration:
    """Ask for a seat, and for one for each colleague. Full: a place in the queue, when there is one.

    Whoever is signed in with the address, or came by a link that was mailed to it (`is_proven`), has their seat at once.
    Anybody else holds it for half an hour, in which they follow the link or fill in the code from the mail.
    Raises `AlreadyRegistered`, or `Refused` in words for who asks. `rules` are those of the event, when they are known already;
    `writing` does the part that writes, in a transaction, when all has been looked up.
    """
    rules = rules or access.known_rules(event)
    address = good_address(details.email)
    proven = is_proven or (by is not None and by.claimed_at is not None and by.email == address)
    person = by if by is not None and by.email == address else None
    if proven and person is None:
        person = Person.objects.present().filter(email=address).first()
    standing = standing_of(
        event, person=person if proven else None, organisation=details.organisation if proven else None
    )
    by_organiser = through in (Registration.Through.ORGANISER, Registration.Through.WALK_IN)
    if not by_organiser:
        check_open(event, rules, standing)
    check(details, event, rules, standing, by_organiser=by_organiser)
    try:
        return writing(
            lambda: _put_down(event, rules, details, address, person, standing, through, proven=proven, by=by)
        )
    except IntegrityError:
        if there := _live_one(event, address, person):
            raise AlreadyRegistered(there) from None
        raise


def _live_one(event: Event, address: str, person: Person | None) -> Registration | None:
    live = Registration.objects.filter(event=event).live().select_related("event", "claim")
    return live.filter(email=address).first() or (live.filter(person=person).first() if person else None)


def _put_down(
    event: Event,
    rules: Rules,
    details: Details,
    address: str,
    person: Person | None,
    standing: Standing,
    through: Registration.Through,
    *,
    proven: bool,
    by: Person | None,
) -> Registration:
    line = seats.line_of(event)
    if details.colleagues or details.sessions or details.wait_for:
        line = capacity.hold(line)
    if proven and person is None:
        person = contact(details, address)
    leader = Registration(
        event=event, person=person, email=address, host=standing.host, through=through, **details.about_them()
    )
    insert(leader)
    group = [leader, *(_colleague(leader) for _number in range(details.colleagues))]
    if details.invoice:
        InvoiceDetails.objects.create(registration=leader, **details.invoice)
    if proven:
        claim_for(line, event, group, standing, rules, wait=rules.has_waiting_list)
        for one in group:
            state_after(one, rules)
    else:
        _hold_for(line, event, group, standing, rules)
    save(group)
    choose(line, leader, details.sessions, details.wait_for)
    if details.answers:
        questions.answer(seats.holder_of(leader), details.answers, person=leader.person)
    if proven:
        remember(f"registration.{leader.state}", leader, by=by or person)
        write_what_came_of_it(leader)
    else:
        letters.soon("pending", leader, mark="0")
    return leader


def save(group: list[Registration]) -> None:
    for one in group:
        _settled(one.pk, **{name: getattr(one, name) for name in WRITTEN})


@changes(*WRITTEN)
def _settled(pk: int) -> RegistrationQuerySet:
    return Registration.objects.filter(pk=pk)


def _colleague(leader: Registration) -> Registration:
    """A seat for somebody who is named later."""
    return insert(
        Registration(
            event=leader.event,
            booked_by=leader,
            organisation=leader.organisation,
            organisation_name=leader.organisation_name,
            language=leader.language,
            host=leader.host,
            ticket=leader.ticket,
            price_cents=leader.price_cents,
            vat_percent=leader.vat_percent,
            attendance=leader.attendance,
            through=Registration.Through.COLLEAGUE,
        )
    )


def _hold_for(line: Line, event: Event, group: list[Registration], standing: Standing, rules: Rules) -> None:
    """Seats for half an hour. When there are none they can still confirm, and then wait in the queue."""
    try:
        claim_for(line, event, group, standing, rules, until=timezone.now() + seats.HOLD)
    except Full as full:
        if not rules.has_waiting_list:
            raise
        if isinstance(full, NotYet):
            return


def contact(details: Details, address: str) -> Person:
    """Somebody whose address was proved and who has no account is known from now on, and can claim it by signing in."""
    person = next(iter(_people_at(address)), None)
    return person or Person.objects.met(address, name=details.name[:120], language=details.language)


@prepared
def _people_at(address: str) -> QuerySet[Person]:
    found: QuerySet[Person] = Person.objects.filter(email=address)
    return found


def ask_again(registration: Registration) -> Registration:
    """Send the mail with link and code once more, to the same address."""
    again = Registration.objects.filter(
        pk=registration.pk, state__in=[State.PENDING, State.LAPSED], letters__lt=LETTERS - 1
    )
    if not again.update(letters=F("letters") + 1, code=new_code(), attempts=0):
        raise Refused(_("We have sent the mail several times. Look among unwanted mail, or register again in an hour."))
    registration.refresh_from_db()
    letters.soon("pending", registration, mark=str(registration.letters))
    return registration


def usual_details(person: Person) -> Details:
    """What is known of somebody who is signed in, for one click."""
    organisation = next(iter(organisations_of(person)), None)
    return Details(
        name=person.name,
        email=person.email or "",
        organisation=organisation,
        language=person.language or settings.LANGUAGE_CODE,
    )
