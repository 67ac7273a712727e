"""Letters that are written together: what many have in common is composed once, and each gets what is its own.

In a rush most registrations of an event are alike but for name, address, link and code. Whatever else differs (a ticket, a colleague,
another language) makes another letter; what the letter says of a registration must be in `OWN`, or be the same for all that are
alike. Nothing is kept between two times that letters are written, so an event that changed is never remembered as it was.
"""

from __future__ import annotations

from collections.abc import Hashable
from copy import copy

from clubhuis.activity.alike import Alike
from clubhuis.activity.models import Mail
from clubhuis.lib.refusals import Refused
from clubhuis.ui.keeping import hole

from . import visiting, wording
from .models import Letter, Registration

KINDS = {"pending", "confirmed"}  # those of a rush
OWN = ("name", "token", "code")  # what a letter of these kinds says of one registration
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
    field.attname for field in Registration._meta.concrete_fields if field.name not in {*OWN, *NOT_SAID, "agreed_to"}
]


class Composer:
    """For the letters of one go."""

    def __init__(self) -> None:
        self._alike: dict[Hashable, Alike | None] = {}

    def composed(self, letter: Letter, registration: Registration) -> Mail | None:
        to = wording.Addressee(*letter.told) if letter.told else None
        if to is None and letter.kind in KINDS and is_usual(registration):
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
                personal={own: getattr(registration, own) for own in OWN},
                calendar=wording.calendar_of(letter.kind, registration),
            )
        except Refused:
            return None


def is_usual(registration: Registration) -> bool:
    """Whether nothing belongs to it of which a letter would say more."""
    return bool(
        registration.name
        and registration.email
        and registration.ticket_id is None
        and not registration.choices.all()
        and not registration.colleagues.all()
        and visiting.asked_of(registration) is None
    )


def of_anybody(registration: Registration) -> Registration:
    """The same with holes for what is its own."""
    anybody = copy(registration)
    anybody.claim = None
    for own in OWN:
        setattr(anybody, own, hole(own))
    return anybody
