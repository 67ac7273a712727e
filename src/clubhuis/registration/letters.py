"""The mails of registration. An action asks for a letter in its transaction; the worker writes it and puts it in the outbox.

Asking costs one row, so that nobody waits for the words while a seat is held for them. A letter that was written already is not
written again, and one that no longer fits (the seat was given up meanwhile) is not written at all.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from clubhuis.activity import mail
from clubhuis.activity.models import Mail
from clubhuis.capacity.access import place_of
from clubhuis.communities.links import absolute
from clubhuis.communities.models import Community
from clubhuis.events.models import Event
from clubhuis.events.wording import Appointment
from clubhuis.lib.refusals import Refused
from clubhuis.lib.rousing import Rouser
from clubhuis.lib.writing import insert
from clubhuis.programme.models import Session

from . import diary, visiting
from .models import ChangeRequest, Letter, Registration, RegistrationQuerySet, State

logger = logging.getLogger(__name__)
AT_ONCE = 40  # letters in one transaction

# Letters that make sense in these states only; others fit whatever became of it.
FITS: dict[str, list[State]] = {
    "pending": [State.PENDING, State.LAPSED],
    "confirmed": [State.CONFIRMED, State.ATTENDED],
    "queued": [State.QUEUED],
    "offered": [State.QUEUED],
    "awaiting_approval": [State.AWAITING_APPROVAL],
    "session_moved": [State.CONFIRMED, State.ATTENDED, State.QUEUED, State.AWAITING_APPROVAL],
    "reminder": [State.CONFIRMED, State.ATTENDED],
}
WITH_CALENDAR: dict[str, Literal["REQUEST", "CANCEL"]] = {"confirmed": "REQUEST", "cancelled": "CANCEL"}


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who is told, also when the seat is no longer theirs."""

    address: str
    name: str = ""
    language: str = "nl"

    @classmethod
    def of(cls, registration: Registration) -> Addressee:
        """Whoever's seat it is; for a colleague without a name the one who booked it."""
        who = registration if registration.email or registration.booked_by is None else registration.booked_by
        return cls(who.email or "", who.name, who.language)


def address_of(registration: Registration) -> str:
    return Addressee.of(registration).address


def soon(kind: str, registration: Registration, *, mark: str = "", to: Addressee | None = None, **about: int) -> None:
    """Ask for a letter as part of the caller's transaction. `mark` tells two letters of one kind apart."""
    told = [to.address, to.name, to.language] if to else None
    insert(Letter(registration=registration, kind=kind, mark=mark, told=told, about=about))
    _rouser.soon()


@task
def write_waiting() -> None:
    """Write all letters that were asked for. One at a time does it in a process; who comes meanwhile has it look once more."""
    _once_more.set()
    while _once_more.is_set() and _pen.acquire(blocking=False):
        try:
            _once_more.clear()
            while asked := list(Letter.objects.order_by("pk")[:AT_ONCE]):
                _write_all(asked)
        finally:
            _pen.release()


_rouser = Rouser(write_waiting)
_pen = threading.Lock()
_once_more = threading.Event()


def _write_all(asked: list[Letter]) -> None:
    """Composed outside the transaction, kept in it. One that cannot be written is a task of its own, so that its failure is seen."""
    found = _shown().in_bulk({letter.registration_id for letter in asked})
    mails, alone = [], []
    for letter in asked:
        try:
            composed = _composed_for(letter, found.get(letter.registration_id))
        except Exception:
            logger.exception("The letter %s could not be written with the others.", letter)
            alone.append(letter)
        else:
            mails += [composed] if composed is not None else []
    with transaction.atomic():
        Letter.objects.filter(pk__in=[letter.pk for letter in asked]).delete()
        mail.put_all(mails)
        for letter in alone:
            write.enqueue(letter.kind, letter.registration_id, letter.mark, letter.told, letter.about)


def _shown() -> RegistrationQuerySet:
    """Registrations with what a letter says of them."""
    return Registration.objects.select_related(
        "event__venue", "event__rules", "person", "organisation", "ticket", "booked_by", "claim"
    ).prefetch_related("event__hosts__community", "choices__session", "colleagues")


def _composed_for(letter: Letter, registration: Registration | None) -> Mail | None:
    if registration is None or (letter.kind in FITS and registration.state not in FITS[letter.kind]):
        return None
    to = Addressee(*letter.told) if letter.told else None
    return composed(letter.kind, registration, mark=letter.mark, to=to, about=letter.about)


@task
def write(kind: str, registration_id: int, mark: str, to: list[str] | None, about: dict[str, int]) -> None:
    """Put one letter in the outbox, once."""
    registration = _shown().filter(pk=registration_id).first()
    if registration is None or (kind in FITS and registration.state not in FITS[kind]):
        return
    write_now(kind, registration, mark=mark, to=Addressee(*to) if to else None, about=about)


def write_now(kind: str, registration: Registration, **how: Any) -> Mail | None:
    """The same at once; see `composed`."""
    letter = composed(kind, registration, **how)
    return mail.put(letter) if letter is not None else None


def composed(
    kind: str,
    registration: Registration,
    *,
    mark: str = "",
    to: Addressee | None = None,
    about: dict[str, int] | None = None,
) -> Mail | None:
    """The mail as it will be; None when there is no address to which it can go."""
    addressee = to or Addressee.of(registration)
    event, lead = registration.event, registration.event.lead
    try:
        return mail.composed(
            f"registration/mail/{kind}",
            to=addressee.address,
            language=addressee.language,
            community=lead,
            key=f"{keys_of(event)}{kind}:{registration.pk}:{mark}"[:120],
            context=context_of(registration, addressee) | _about(about or {}),
            reply_to=reply_address(event, lead),
            calendar=diary.file_of(registration, method=WITH_CALENDAR[kind]) if kind in WITH_CALENDAR else "",
        )
    except Refused:
        return None


def keys_of(event: Event) -> str:
    """With what the keys of all mails about an event begin, so that its desk finds them."""
    return f"event:{event.pk}:registration."


def context_of(registration: Registration, addressee: Addressee) -> dict[str, Any]:
    event, claim = registration.event, registration.claim
    url = absolute(registration.get_absolute_url())
    return {
        "registration": registration,
        "event": event,
        "name": addressee.name,
        "url": url,
        "event_url": absolute(event.get_absolute_url()),
        "cannot_come_url": f"{url}cancellation/",
        "calendar_url": f"{url}event.ics",
        "pass_url": f"{url}pass/",
        "place": place_of(claim) if claim is not None and registration.state == State.QUEUED else None,
        "until": claim.until.astimezone(event.timezone) if claim is not None and claim.until else None,
        "choices": [choice for choice in registration.choices.all() if choice.state != "dropped"],
        "colleagues": [one for one in registration.colleagues.all() if one.is_live],
        "rules": getattr(event, "rules", None),
        "gate": visiting.asked_of(registration),
        "now": timezone.now(),
    }


def _about(about: dict[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if pk := about.get("session"):
        found["session"] = session = Session.objects.select_related("event", "room").filter(pk=pk).first()
        if session is not None and "was_from" in about:
            begun, ended = (datetime.fromtimestamp(about[name], UTC) for name in ("was_from", "was_until"))
            found["was"] = Appointment(begun, ended, session.event.zone, "")
            found["becomes"] = Appointment(session.starts_at, session.ends_at, session.event.zone, session.where)
    if pk := about.get("request"):
        found["request"] = ChangeRequest.objects.filter(pk=pk).first()
    return found


def reply_address(event: Event, lead: Community | None) -> str:
    return event.contact_email or (lead.email if lead else "")


def already_registered(registration: Registration) -> None:
    """Somebody filled in the address of a registration that is there: its owner hears of it, and nobody else."""
    soon("already", registration, mark=f"{timezone.now():%Y%m%d%H}")
