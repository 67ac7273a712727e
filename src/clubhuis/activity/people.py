"""What happens to people is a fact too; and what facts say of a person goes when the person is forgotten."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from clubhuis.accounts.models import Person

from .actions import record
from .models import Fact, Notice, name_of


def write_down(verb: str, actor: Person | None, person: Person, data: dict[str, Any], privileged: bool) -> None:
    record(verb, actor=actor, subject=person, data=data, privileged=privileged)


def forget(person: Person) -> None:
    """Facts stay (others rely on them) but no longer name the person; notices that tell others of the person go."""
    about = Q(subject_kind=name_of(Person), subject_id=person.pk)
    Fact.objects.filter(about).update(subject_text="")
    Notice.objects.filter(
        Q(fact__actor=person) | Q(fact__subject_kind=name_of(Person), fact__subject_id=person.pk)
    ).delete()
