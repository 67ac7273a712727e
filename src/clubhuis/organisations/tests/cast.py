"""Organisations for tests."""

import itertools

from allauth.account.models import EmailAddress
from django.utils import timezone

from clubhuis.organisations.models import Affiliation, Organisation, Site

numbers = itertools.count(1)


def an_organisation(name="Van Dam Fijnmechanica", *, administrators=(), editors=(), members=(), town="", **fields):
    fields.setdefault("slug", f"organisation-{next(numbers)}")
    fields.setdefault("plain_name", name.lower())
    if administrators:
        fields.setdefault("claimed_at", timezone.now())
    organisation = Organisation.objects.create(name=name, **fields)
    for role, people in (("administrator", administrators), ("editor", editors), ("member", members)):
        for person in people:
            an_affiliation(organisation, person, role=role)
    if town:
        Site.objects.create(organisation=organisation, is_main=True, town=town)
    return organisation


def an_affiliation(organisation, person, *, role="member", confirmed=True, **fields):
    return Affiliation.objects.create(
        organisation=organisation,
        person=person,
        role=role,
        confirmed_at=timezone.now() if confirmed else None,
        **fields,
    )


def with_address(person, address):
    """The same person, who has shown that this address is theirs."""
    EmailAddress.objects.create(user=person, email=address, verified=True)
    return person
