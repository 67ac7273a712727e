"""People for tests."""

import itertools

from django.utils import timezone

from clubhuis.accounts.models import Person

numbers = itertools.count(1)


def a_person(name="Alma de Boer", **fields):
    """Somebody with an account of their own; `claimed_at=None` makes a contact."""
    fields.setdefault("email", f"{name.split()[0].lower()}.{next(numbers)}@voorbeeld.example")
    fields.setdefault("claimed_at", timezone.now())
    return Person.objects.create_user(name=name, **fields)


def an_operator(name="Otto Beheer", **fields):
    return a_person(name, is_operator=True, **fields)
