"""What a letter of registration says: the event, the seat, and how to reach what is one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from django.utils import timezone

from clubhuis.activity import mail
from clubhuis.activity.models import Mail
from clubhuis.capacity.access import place_of
from clubhuis.communities.links import absolute
from clubhuis.communities.models import Community
from clubhuis.events.models import Event
from clubhuis.events.wording import Appointment
from clubhuis.lib.refusals import Refused
from clubhuis.programme.models import Session

from . import diary, visiting
from .models import ChangeRequest, Registration, State

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
            key=key_for(kind, registration, mark),
            context=context_of(registration, addressee) | _about(about or {}),
            reply_to=reply_address(event, lead),
            calendar=calendar_of(kind, registration),
        )
    except Refused:
        return None


def calendar_of(kind: str, registration: Registration) -> str:
    """The file that goes with it, or "" without one."""
    return diary.file_of(registration, method=WITH_CALENDAR[kind]) if kind in WITH_CALENDAR else ""


def key_for(kind: str, registration: Registration, mark: str) -> str:
    return f"{keys_of(registration.event)}{kind}:{registration.pk}:{mark}"[:120]


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
        "along": sum(one.email is None and one.queue == "offered" for one in registration.colleagues.all()),
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
