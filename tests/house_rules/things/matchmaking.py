from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from clubhuis.market.tests.cast import a_need
from clubhuis.matchmaking.actions.suggesting import monday_of
from clubhuis.matchmaking.models import (
    Afterwards,
    Answer,
    Companion,
    Dismissal,
    Introduction,
    Invitation,
    Learning,
    Outcome,
    Question,
    Share,
    Suggestion,
)
from clubhuis.organisations.tests.cast import an_organisation

if TYPE_CHECKING:
    from tests.house_rules.world import World


def things(world: World) -> dict[str, Any]:
    """The organisation asked its rival for one need; for another they were introduced and did business."""
    now, today = timezone.now(), timezone.localdate()
    organisation, rivals, need, colleague = (world[one] for one in ("organisation", "rivals", "need", "colleague"))
    asked = Invitation.objects.create(need=need, supplier=rivals, invited_by=colleague)
    earlier = a_need(organisation, by=colleague, title="Draaien van messing")
    met = Invitation.objects.create(need=earlier, supplier=rivals, state="introduced", answered_at=now, settled_at=now)
    Answer.objects.create(invitation=met, kind="interested", by=world["rival"])
    Introduction.objects.create(invitation=met, buyer_at=now, supplier_at=now, made_at=now)
    outcome = Outcome.objects.create(invitation=met, kind="order", by=colleague)
    third = Invitation.objects.create(
        need=need, supplier=an_organisation("Samen Sterk"), state="interested", answered_at=now
    )
    together = Answer.objects.create(invitation=third, kind="interested")
    share = Share.objects.create(need=need, email="gast@voorbeeld.example", created_by=colleague)
    share.files.set(need.files.all())
    share.openings.create(kind="sent")
    return {
        "another_need": earlier,
        "asked_invitation": asked,
        "met_invitation": met,
        "need_question": Question.objects.create(invitation=asked, text="Welke ruwheid?", asked_by=world["rival"]),
        "companion": Companion.objects.create(answer=together, organisation=rivals),
        "afterwards": Afterwards.objects.create(outcome=outcome, months=3, due_on=today + timedelta(days=90)),
        "share": share,
        "suggestion": Suggestion.objects.create(
            week=monday_of(today), organisation=organisation, other=rivals, score=0.5
        ),
        "dismissal": Dismissal.objects.create(organisation=organisation, other=an_organisation("Niets voor ons")),
        "learning": Learning.objects.create(community=world["community"], weights={"words": 0.3}, lessons=[asked.pk]),
    }
