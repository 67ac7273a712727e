"""Letters that are written together: what many have in common is composed once, and each gets what is its own.

In a rush most registrations of an event are alike but for name, address, link and code. Whatever else differs (a ticket, a colleague,
another language) makes another letter; what the letter says of a registration must be in `IN_A_LETTER`, or be the same for all
that are alike. Nothing is kept between two times that letters are written, so an event that changed is never remembered as it was.
"""

from __future__ import annotations

from collections.abc import Hashable

from clubhuis.activity.alike import Alike
from clubhuis.activity.models import Mail
from clubhuis.lib.refusals import Refused

from . import wording
from .alike import IN_A_LETTER, is_usual, of_anybody
from .models import Letter, Registration

KINDS = {"pending", "confirmed"}  # those of a rush
NOT_SAID = {
    "id",
    "person",
    "email",
    "claim",
    "organisation",
    "organisation_name",
    "job_title",
    "created_at",
    "confirmed_at",
}
TOLD_APART = [
    field.attname
    for field in Registration._meta.concrete_fields
    if field.name not in {*IN_A_LETTER, *NOT_SAID, "agreed_to"}
]


class Composer:
    """For the letters of one go."""

    def __init__(self) -> None:
        self._alike: dict[Hashable, Alike | None] = {}

    def composed(self, letter: Letter, registration: Registration) -> Mail | None:
        to = wording.Addressee(*letter.told) if letter.told else None
        if to is None and letter.kind in KINDS and is_usual(registration) and is_alone(registration):
            return self._like_others(letter, registration)
        return wording.composed(letter.kind, registration, mark=letter.mark, to=to, about=letter.about)

    def _like_others(self, letter: Letter, registration: Registration) -> Mail | None:
        name = (letter.kind, *(getattr(registration, attribute) for attribute in TOLD_APART))
        if name not in self._alike:
            made = wording.composed(letter.kind, of_anybody(registration))
            self._alike[name] = Alike.of(made) if made is not None else None
        alike = self._alike[name]
        if alike is None:
            return None
        try:
            return alike.to(
                registration.email or "",
                key=wording.key_for(letter.kind, registration, letter.mark),
                personal={own: getattr(registration, own) for own in IN_A_LETTER},
                calendar=wording.calendar_of(letter.kind, registration),
            )
        except Refused:
            return None


def is_alone(registration: Registration) -> bool:
    return not registration.choices.all() and not registration.colleagues.all()
