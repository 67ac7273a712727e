from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile

from clubhuis.accounts.tests.cast import a_person
from clubhuis.conversations import actions
from clubhuis.conversations.models import Block, Report
from clubhuis.conversations.tests.cast import a_conversation_of

if TYPE_CHECKING:
    from tests.house_rules.world import World


def things(world: World) -> dict[str, Any]:
    """The organisation and its rival talk; something was said, blocked elsewhere, and reported."""
    organisation, rivals = world["organisation"], world["rivals"]
    conversation = a_conversation_of(
        (organisation, [world["administrator"], world["colleague"]]), (rivals, [world["rival"]])
    )
    message = actions.say(conversation, "Kunnen jullie titanium?", by=world["rival"])
    attachment = message.attachments.create(file=ContentFile(b"%PDF-", name="as.pdf"), name="as.pdf", size=5)
    block = Block.objects.create(
        kind="organisations.organisation", object_id=organisation.pk, other_kind="accounts.person",
        other_id=a_person("Pestkop").pk, other_name="Pestkop", by=world["administrator"],
    )  # fmt: skip
    report = Report.objects.create(
        subject_kind="market.need", subject_id=world["need"].pk, excerpt="Reclame", reason="spam", by=world["member"]
    )
    another = a_conversation_of((organisation, [world["administrator"]]), (world["member"], [world["member"]]))
    return {
        "another_conversation": another,
        "conversation": conversation, "message": message, "attachment": attachment, "block": block, "report": report,
    }  # fmt: skip
