"""Whom a command from the terminal means."""

from __future__ import annotations

from django.core.management import CommandError

from .addresses import normal_address
from .models import Person


def person_at(address: str | None) -> Person | None:
    """The person with this address; None when none was given. Raises `CommandError` when nobody has it."""
    if not address:
        return None
    try:
        person: Person = Person.objects.present().get(email=normal_address(address))
    except Person.DoesNotExist:
        raise CommandError(f"Nobody here has the address {address}.") from None
    return person
