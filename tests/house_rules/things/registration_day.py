"""The day itself and afterwards: somebody who is in, a company visit, an event that is over with what followed it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.utils import timezone

from clubhuis.events.tests.cast import an_event
from clubhuis.registration import badge_codes
from clubhuis.registration.models import CheckIn, Registration, Visit
from clubhuis.registration.tests.cast import with_rules

if TYPE_CHECKING:
    from tests.house_rules.world import World


def things(world: World) -> dict[str, Any]:
    now = timezone.now()
    community, partner = world["community"], world["partner"]
    today = an_event(
        community, co_hosts=[partner], title="Open dag", starts_at=now - timedelta(hours=1), kind="company_visit"
    )
    past = an_event(community, co_hosts=[partner], title="Café van vorig jaar", starts_at=now - timedelta(days=30))
    for event in (today, past):
        with_rules(event)
    Visit.objects.create(
        event=today, organisation=world["organisation"], host_approves=True, asks_identity=["full_name"]
    )

    def seat(event: Any, actor: str, **fields: Any) -> Registration:
        person = world[actor]
        fields.setdefault("state", Registration.State.CONFIRMED)
        return Registration.objects.create(event=event, person=person, name=person.name, email=person.email, **fields)

    seated, asking = seat(today, "member"), seat(today, "rival", state=Registration.State.AWAITING_APPROVAL)
    been = seat(past, "member", state=Registration.State.ATTENDED, is_listed=True)
    CheckIn.objects.create(registration=been, day=past.days[0], at=past.starts_at)
    return {
        "event_today": today,
        "event_past": past,
        "seat_today": seated,
        "seat_asked": asking,
        "seat_past": been,
        "badge_code": badge_codes.code_of(seated),
        "check_in": CheckIn.objects.create(registration=seated, day=today.days[0], at=now),
        "material": past.materials.create(title="Dia's", file=ContentFile(b"%PDF-", name="dias.pdf")),
    }
