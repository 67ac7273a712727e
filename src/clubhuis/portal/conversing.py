"""What happens in conversations is told by mail and written down: the room itself knows neither."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.activity import mail
from clubhuis.activity.actions import record
from clubhuis.activity.models import Mail
from clubhuis.conversations.models import Block, Message, Report

SENTENCES = {
    "conversation.began": _("A conversation began: %(subject)s"),
    "conversation.joined": _("%(actor)s brought %(name)s into a conversation: %(subject)s"),
    "conversation.left": _("%(actor)s left a conversation: %(subject)s"),
    "message.sent": _("%(actor)s wrote in a conversation: %(subject)s"),
    "party.blocked": _("%(actor)s blocked %(subject)s"),
    "party.unblocked": _("%(actor)s no longer blocks %(subject)s"),
    "report.made": _("%(actor)s reported something (%(reason)s)"),
    "report.settled": _("%(actor)s settled a report: %(decision)s"),
}
PRIVILEGED = {"report.made", "report.settled"}


def send_message(message: Message, people: Sequence[Person]) -> None:
    """A mail to each who had read everything before; the message stands in it."""
    url = settings.SITE_URL + message.conversation.get_absolute_url()
    files = [one.name for one in message.attachments.all()]
    for person in people:
        if person.notify_by_mail and person.claimed_at and person.email and person.is_active:
            mail.queue(
                "portal/mail/message",
                to=person,
                context={"message": message, "files": files, "url": url},
                key=f"message:{message.pk}:{person.pk}",
                stream=Mail.Stream.BULK,
            )


def write_down(verb: str, actor: Person | None, subject: Any, data: dict[str, Any]) -> None:
    """Without a word of what was said."""
    fact = record(verb, actor=actor, subject=subject, data=data, privileged=verb in PRIVILEGED)
    if isinstance(subject, Report | Block):  # its name is a text that somebody may want forgotten
        fact.subject_text = ""
        type(fact).objects.filter(pk=fact.pk).update(subject_text="")
