"""The mail that this room sends: hosts are asked and answer; who comes hears of a change."""

from __future__ import annotations

from typing import Any

from clubhuis.accounts.models import Person
from clubhuis.activity import mail
from clubhuis.communities.links import absolute
from clubhuis.communities.models import Community, Role
from clubhuis.lib.refusals import Refused

from . import audience
from .models import Event, EventRole, Host
from .models.events import ORGANISING
from .wording import Appointment


def organisers_of(community: Community) -> list[Person]:
    """Who makes and runs its events."""
    roles = Role.objects.filter(community=community, kind__in=ORGANISING, person__erased_at=None)
    return [role.person for role in roles.select_related("person")]


def tell_of_move(event: Event, was: Appointment, word: str) -> int:
    """Everybody in the audience, each once for this change; answers how many."""
    return _tell_all(event, "events/mail/moved", f"event-moved:{event.pk}:{event.sequence}", {"was": was, "word": word})


def tell_of_cancellation(event: Event) -> int:
    return _tell_all(event, "events/mail/cancelled", f"event-cancelled:{event.pk}:{event.sequence}", {})


def _tell_all(event: Event, kind: str, key: str, context: dict[str, Any]) -> int:
    told = 0
    lead = event.lead
    for recipient in audience.of(event):
        person = recipient.to if isinstance(recipient.to, Person) else None
        try:
            mail.queue(
                kind,
                to=recipient.to,
                language=None if person else recipient.language,
                community=lead,
                key=f"{key}:{recipient.address}"[:120],
                context={
                    "event": event,
                    "now": Appointment.of(event),
                    "url": absolute(recipient.url or event.get_absolute_url()),
                    "name": recipient.name or (person.name if person else ""),
                    **context,
                },
                reply_to=event.contact_email or (lead.email if lead else ""),
                calendar=recipient.calendar,
            )
        except Refused:  # no mail can go there; the others are told all the same
            continue
        told += 1
    return told


def ask_host(host: Host) -> None:
    """The organisers of the invited community are asked."""
    _to_organisers(host, host.community, "events/mail/hosting", f"hosting:{host.pk}:{host.invited_at:%Y%m%d%H%M%S}")


def tell_lead(host: Host, kind: str) -> None:
    """The organisers of the lead hear what a host answered. `kind`: accepted, declined or left."""
    lead = Host.objects.filter(event=host.event_id, is_lead=True).select_related("community").first()
    if lead is not None and lead.community_id != host.community_id:
        _to_organisers(
            host, lead.community, f"events/mail/host_{kind}", f"host-{kind}:{host.pk}:{host.answered_at:%Y%m%d%H%M%S}"
        )


def propose_terms(host: Host) -> None:
    _to_organisers(host, host.community, "events/mail/terms", None)


def _to_organisers(host: Host, community: Community, kind: str, key: str | None) -> None:
    url = absolute(f"{host.event.get_absolute_url()}desk/hosts/")
    for person in organisers_of(community):
        if person.email:
            mail.queue(
                kind,
                to=person,
                community=community,
                key=f"{key}:{person.pk}" if key else None,
                context={"host": host, "event": host.event, "hosting": host.community, "url": url},
            )


def tell_role(role: EventRole) -> None:
    """Somebody may now help at an event."""
    if role.person.email:
        mail.queue(
            "events/mail/role",
            to=role.person,
            community=role.event.lead,
            context={"role": role, "event": role.event, "url": absolute(f"{role.event.get_absolute_url()}desk/")},
        )
