"""Mails to many that differ only in what is each reader's: composed once with holes, which are filled in for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.html import escape

from clubhuis.ui.keeping import HOLE

from .mail import SUBJECT_LENGTH, deliverable, one_line, without_nul
from .models import Mail


@dataclass(frozen=True, slots=True)
class Alike:
    """A composed mail in which `ui.keeping.hole` stands for what differs; it is never put in the outbox itself."""

    made: Mail
    subject: tuple[str, ...]
    text: tuple[str, ...]
    html: tuple[str, ...]

    @classmethod
    def of(cls, made: Mail) -> Alike:
        return cls(made, *(tuple(HOLE.split(words)) for words in (made.subject, made.text, made.html)))

    def to(self, address: str, *, key: str, personal: Mapping[str, str], calendar: str = "") -> Mail:
        """The mail of one reader. Raises `Refused` for an address to which no mail can be sent."""
        made = self.made
        return Mail(
            key=key,
            kind=made.kind,
            stream=made.stream,
            community_id=made.community_id,
            to=deliverable(address),
            reply_to=made.reply_to,
            language=made.language,
            send_after=timezone.now(),
            calendar=calendar,
            subject=one_line(filled(self.subject, personal))[:SUBJECT_LENGTH],
            text=without_nul(filled(self.text, personal)),
            html=without_nul(filled(self.html, {name: escape(value) for name, value in personal.items()})),
        )


def filled(pieces: tuple[str, ...], values: Mapping[str, str]) -> str:
    """Text, name of a hole, text, …"""
    return "".join([values[piece] if number % 2 else piece for number, piece in enumerate(pieces)])
