"""The mail that this room sends: hosts are asked and answer; who comes hears of a change."""

from __future__ import annotations

import logging
from itertools import batched
from typing import Any

from django.tasks import task

from clubhuis.accounts.models import Person
from clubhuis.activity import mail
from clubhuis.activity.models import Mail
from clubhuis.communities.links import absolute
from clubhuis.communities.models import Community, Role
from clubhuis.lib.refusals import Refused

from . import audience
from .audience import Recipient
from .models import Event, EventRole, Host
from .models.events import ORGANISING
from .wording import Appointment

logger = logging.getLogger(__name__)
AT_ONCE = 40  # mails in one transaction


def organisers_of(community: Community) -> list[Person]:
    """Who makes and runs its events."""
    roles = Role.objects.filter(community=community, kind__in=ORGANISING, person__erased_at=None)
    return [role.person for role in roles.select_related("person")]


def tell_of_move(event: Event, was: Appointment, word: str) -> int:
    """Have the worker tell everybody in the audience, each once for this change; answers how many they are."""
    now = Appointment.of(event)
    tell_audience.enqueue(event.pk, "moved", event.sequence, [was.written(), now.written()], word)
    return len(audience.of(event))


def tell_of_cancellation(event: Event) -> int:
    now = Appointment.of(event).written()
    tell_audience.enqueue(event.pk, "cancelled", event.sequence, [now, now], "")
    return len(audience.of(event))


@task
def tell_audience(event_id: int, kind: str, sequence: int, moments: list[dict[str, str]], word: str) -> None:
    """Some at a time; who was told before this was interrupted is not told again, and one who cannot be told keeps nobody waiting."""
    event = Event.objects.select_related("venue").prefetch_related("hosts__community", "rooms").get(pk=event_id)
    key = f"event-{kind}:{event_id}:{sequence}"
    told = set(Mail.objects.filter(key__startswith=f"{key}:").values_list("key", flat=True))
    waiting = [one for one in audience.of(event) if _key_of(key, one) not in told]
    was, now = map(Appointment.read, moments)
    context = {"event": event, "was": was, "now": now, "word": word}
    problems: list[Exception] = []
    for some in batched(waiting, AT_ONCE):
        mails = []
        for recipient in some:
            try:
                mails.append(_composed(event, f"events/mail/{kind}", _key_of(key, recipient), recipient, context))
            except Refused:  # no mail can go there
                continue
            except Exception as problem:
                logger.exception("Somebody could not be told that event %s was %s.", event_id, kind)
                problems.append(problem)
        mail.put_all(mails)
    if problems:
        raise problems[0]  # those are tried again


def _key_of(change: str, recipient: Recipient) -> str:
    return f"{change}:{recipient.address}"[:120]


def _composed(event: Event, kind: str, key: str, recipient: Recipient, context: dict[str, Any]) -> Mail:
    person, lead = recipient.to if isinstance(recipient.to, Person) else None, event.lead
    return mail.composed(
        kind,
        to=recipient.to,
        language=None if person else recipient.language,
        community=lead,
        key=key,
        context={
            **context,
            "url": absolute(recipient.url or event.get_absolute_url()),
            "name": recipient.name or (person.name if person else ""),
        },
        reply_to=event.contact_email or (lead.email if lead else ""),
        calendar=recipient.calendar(),
    )


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
