"""Organisations talk through the people who work there."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from clubhuis.accounts.models import Person
from clubhuis.conversations.parties import Kind, Side

from .models import Affiliation, Organisation

ORGANISATION = "organisations.organisation"


def worked_at(person: Person) -> QuerySet[Any, Any]:
    return Affiliation.objects.current().filter(person=person).values("organisation")


def people_at(organisation_id: int) -> QuerySet[Person]:
    here = Affiliation.objects.current().filter(organisation=organisation_id).values("person")
    people: QuerySet[Person] = Person.objects.present().filter(pk__in=here)
    return people.order_by("name", "pk")


def side_of(organisation: Organisation, people: tuple[Person, ...]) -> Side:
    """An organisation as one side of a conversation, with who speaks for it."""
    return Side(ORGANISATION, organisation.pk, organisation.name, people, organisation.get_absolute_url())


KIND = Kind(acting=worked_at, people=people_at)
