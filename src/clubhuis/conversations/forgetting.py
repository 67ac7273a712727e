"""Where a person talked for themselves, their name is the name of a party: it goes with them."""

from __future__ import annotations

from clubhuis.accounts.models import Person

from .models import Block, Party
from .parties import PERSON


def forget(person: Person) -> None:
    Party.objects.filter(kind=PERSON, object_id=person.pk).update(name="—", url="")
    Block.objects.filter(other_kind=PERSON, other_id=person.pk).delete()
