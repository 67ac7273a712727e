from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clubhuis.programme.models import Session
from clubhuis.questions import actions as questions
from clubhuis.registration.arranging import arrange
from clubhuis.registration.links import handle_of
from clubhuis.registration.models import ChangeRequest, Mailing, SessionChoice
from clubhuis.registration.seats import key_of
from clubhuis.registration.tests.cast import (
    a_pending_registration,
    a_registration,
    a_ticket_type,
    an_event_invitation,
    an_open_event,
)

if TYPE_CHECKING:
    from tests.house_rules.world import World


def things(world: World) -> dict[str, Any]:
    event = an_open_event(
        "Open dag",
        community=world["community"],
        co_hosts=[world["partner"]],
        attendance="both",
        places=10,
        asks_diet=True,
    )
    session = Session.objects.create(
        event=event,
        title_nl="Rondleiding",
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        needs_choice=True,
        seats=5,
    )
    arrange(event, event.rules)
    registration = a_registration(event, world["member"], sessions=[session])
    ticket = a_ticket_type(event)
    pending = a_pending_registration(event, ticket=ticket)
    return {
        "open_event": event,
        "registration": registration,
        "confirming": handle_of(pending),
        "choice": SessionChoice.objects.get(),
        "change": ChangeRequest.objects.create(registration=registration, kind="cancel"),
        "event_invitation": an_event_invitation(event, "genodigde@voorbeeld.example", invited_by=world["organiser"]),
        "mailing": Mailing.objects.create(event=event, subject="Parkeren", text="Achter de hal."),
        "ticket": ticket,
        "question": questions.ask(key_of(event), kind="text", label_nl="Wat wil je zien?", label_en="What to see?"),
    }
