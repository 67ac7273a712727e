"""An event that is going on, and who comes to it, for tests of the day itself and afterwards."""

import itertools
from datetime import timedelta

from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import a_community
from clubhuis.registration.tests.cast import a_registration, an_open_event

numbers = itertools.count()


def an_event_today(mia=None, **fields):
    """It began an hour ago; one can still register; `mia` runs it."""
    now = timezone.now()
    fields.setdefault("starts_at", now - timedelta(hours=1))
    fields.setdefault("ends_at", now + timedelta(hours=5))
    community = fields.pop("community", None) or a_community(managers=[mia] if mia else [])
    return an_open_event(community=community, closes_at=fields["ends_at"], **fields)


def somebody(event, name="Nora Visser", **fields):
    """A person with a seat."""
    return a_registration(event, a_person(f"{name} {next(numbers)}"), **fields)
