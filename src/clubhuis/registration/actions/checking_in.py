"""At the door: who is let in, by any number of devices, with or without a connection."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.capacity import actions as capacity
from clubhuis.capacity.refusals import Full
from clubhuis.events import access as events
from clubhuis.events.models import Event
from clubhuis.lib.refusals import Refused
from clubhuis.programme.models import Session
from clubhuis.registration import access, seats
from clubhuis.registration.details import good_address
from clubhuis.registration.models import SEATED, CheckIn, Registration, Scan, State
from clubhuis.registration.standing import recognised, standing_of

from .settling import claim_for, let_go, remember

DOORS_OPEN = timedelta(hours=12)  # before the beginning
AHEAD = timedelta(minutes=5)  # a clock that is a little fast is believed


class Outcome(StrEnum):
    IN = "in"
    AGAIN = "again"
    NO_SEAT = "no_seat"  # on the waiting list, cancelled, not approved
    OTHER = "other"  # the same key came before, for something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Somebody came by, as a device noted it. `key` makes sending it twice harmless."""

    key: uuid.UUID
    at: datetime
    how: Scan.How = Scan.How.CODE
    device: str = ""
    session: Session | None = None

    def of(self, registration: Registration) -> Seen:
        return Seen(registration, key=self.key, at=self.at, how=self.how, device=self.device, session=self.session)


@dataclass(frozen=True, slots=True)
class Seen(Arrival):
    """The same, of somebody with a registration."""

    registration: Registration


@dataclass(frozen=True, slots=True)
class Admission:
    outcome: Outcome
    registration: Registration
    first_at: datetime | None = None  # when they were let in for the first time
    first_device: str = ""


@transaction.atomic
def check_in(seen: Seen, *, by: Person) -> Admission:
    """Let somebody in. The first scan lets in, the others are told when and where that was; the earliest time stands.

    The order in which devices send what they saw makes no difference to who is in and since when.
    """
    event = seen.registration.event
    _may(by, event)
    now = timezone.now()
    if event.is_cancelled or event.starts_at - DOORS_OPEN > now:
        raise Refused(_("Checking in begins twelve hours before the event."))
    if known := Scan.objects.filter(key=seen.key).select_related("check_in", "registration").first():
        return _told_before(known, seen)
    if seen.registration.state not in SEATED:
        return Admission(Outcome.NO_SEAT, seen.registration)
    seen = replace(seen, at=min(seen.at, now + AHEAD))
    entry, is_new = _once(seen, _day_of(event, seen.at))
    if not is_new:
        CheckIn.objects.filter(pk=entry.pk, at__gt=seen.at).update(at=seen.at)
    first = None if is_new else entry.scans.filter(is_first=True).first()
    try:
        with transaction.atomic():
            Scan.objects.create(
                key=seen.key,
                event=event,
                registration=seen.registration,
                check_in=entry,
                how=seen.how,
                is_first=is_new,
                at=seen.at,
                device=seen.device[:40],
                by=by,
            )
    except IntegrityError:  # the same was sent twice at once, and the other was sooner
        return _told_before(Scan.objects.select_related("check_in", "registration").get(key=seen.key), seen)
    Registration.objects.filter(pk=seen.registration.pk, state__in=[State.CONFIRMED, State.NO_SHOW]).update(
        state=State.ATTENDED
    )
    entry.refresh_from_db(fields=["at"])
    return Admission(
        Outcome.IN if is_new else Outcome.AGAIN, seen.registration, entry.at, first.device if first else ""
    )


def _once(seen: Seen, day: date) -> tuple[CheckIn, bool]:
    """The check-in and whether it is new: insert first, and let the constraint say that somebody was sooner."""
    which: dict[str, Any] = {"registration": seen.registration, "session": seen.session}
    if seen.session is None:
        which["day"] = day
    try:
        with transaction.atomic():
            return CheckIn.objects.create(**{**which, "day": day, "at": seen.at}), True
    except IntegrityError:
        return CheckIn.objects.get(**which), False


def _told_before(scan: Scan, seen: Seen) -> Admission:
    if scan.registration_id != seen.registration.pk or scan.check_in.session_id != (
        seen.session.pk if seen.session else None
    ):
        return Admission(Outcome.OTHER, seen.registration)
    return Admission(Outcome.IN if scan.is_first else Outcome.AGAIN, scan.registration, scan.check_in.at)


def _day_of(event: Event, at: datetime) -> date:
    """The day of the event to which a moment belongs: one before or after counts for the first or the last."""
    days = event.days
    return min(max(at.astimezone(event.timezone).date(), days[0]), days[-1])


@transaction.atomic
def take_back(entry: CheckIn, *, by: Person) -> None:
    """It was the wrong person: as if nobody had scanned."""
    registration = entry.registration
    _may(by, registration.event)
    entry.delete()
    if not registration.check_ins.exists():
        Registration.objects.filter(pk=registration.pk, state=State.ATTENDED).update(state=State.CONFIRMED)
    record(
        "check_in.taken_back",
        actor=by,
        subject=registration.event,
        concerning=[registration.event],
        data={"registration": registration.pk},
    )


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody at the door who did not register. Without an address there is no mail, and the seat is a name only."""

    name: str
    organisation_name: str = ""
    email: str = ""
    language: str = "nl"


@transaction.atomic
def let_in(event: Event, walk_in: WalkIn, scan: Arrival, *, by: Person, although_full: bool = False) -> Admission:
    """Put somebody down at the door and let them in. The limits hold; whoever lets in above them says so, and that is written down."""
    _may(by, event)
    if known := Scan.objects.filter(key=scan.key).select_related("check_in", "registration__event").first():
        return _told_before(known, scan.of(known.registration))
    address = good_address(walk_in.email) if walk_in.email.strip() else None
    there = (
        Registration.objects.filter(event=event, email=address).live().select_related("event").first()
        if address
        else None
    )
    if there is not None and there.has_seat:
        return check_in(scan.of(there), by=by)
    registration = _seat(event, walk_in, address, there, by=by, although_full=although_full)
    return check_in(scan.of(registration), by=by)


def _seat(
    event: Event, walk_in: WalkIn, address: str | None, there: Registration | None, *, by: Person, although_full: bool
) -> Registration:
    """A seat for who stands at the door: a new registration, or that of who was waiting or not approved yet."""
    rules = access.known_rules(event)
    organisation = recognised(walk_in.organisation_name, address or "")
    if organisation and rules.excluded_organisations.filter(pk=organisation.pk).exists():
        raise Refused(_("The organiser has not opened this event to %(name)s.") % {"name": organisation.name})
    line = capacity.hold(seats.line_of(event))
    registration = there or Registration(
        event=event,
        name=_named(walk_in.name),
        email=address,
        person=Person.objects.present().filter(email=address).first() if address else None,
        organisation=organisation,
        organisation_name="" if organisation else walk_in.organisation_name.strip()[:160],
        language=walk_in.language,
        through=Registration.Through.WALK_IN,
    )
    if there is not None:
        let_go(there, "let in at the door")
        registration.claim, registration.queue = None, ""
    registration.state, registration.confirmed_at = State.CONFIRMED, timezone.now()
    registration.save()
    standing = standing_of(event, person=registration.person, organisation=organisation)
    above = False
    try:
        with transaction.atomic():
            claim_for(line, event, [registration], standing, rules)
    except Full:
        if not although_full:
            raise
        above = True
    registration.host = standing.host
    registration.save(update_fields=["claim", "host"])
    remember("registration.walk_in", registration, by=by, above_limit=above)
    if above:
        record("registration.above_limit", actor=by, subject=event, concerning=[event], privileged=True)
    return registration


def _named(name: str) -> str:
    if not name.strip():
        raise Refused(_("Fill in the name."))
    return " ".join(name.split())[:120]


def _may(person: Person, event: Event) -> None:
    if not events.rights(person, event).check_in:
        raise PermissionDenied
