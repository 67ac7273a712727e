"""Where Django's own mail functions lead: into the outbox, and from there to a server or the development inbox."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language

from clubhuis.accounts.models import Person

from .mail import SUBJECT_LENGTH, deliverable, inliner, one_line, put
from .models import Mail

KIND_HEADER = "X-Clubhuis-Kind"


class OutboxBackend(BaseEmailBackend):
    """The default mailer: what libraries send goes the same way as our own mail."""

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for address in message.recipients():
                put(self.mail_from(message, deliverable(address)))
        return len(email_messages)

    def mail_from(self, message: EmailMessage, address: str) -> Mail:
        person = Person.objects.filter(email=address).first()
        html = [a.content for a in getattr(message, "alternatives", []) if a.mimetype == "text/html"]
        headers = {name: one_line(str(value)) for name, value in message.extra_headers.items()}
        return Mail(
            kind=headers.pop(KIND_HEADER, "")[:60],
            person=person,
            to=address,
            reply_to=deliverable(message.reply_to[0]) if message.reply_to else "",
            subject=one_line(str(message.subject))[:SUBJECT_LENGTH],
            text=str(message.body),
            html=inliner.inline(html[0]) if html else "",
            language=(get_language() or "nl")[:2],
            headers=headers,
        )


class InboxBackend(BaseEmailBackend):
    """Keeps mail at home: what was "sent" stays readable in the development inbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len(email_messages)
