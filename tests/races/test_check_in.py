"""One badge is held before several telephones at the same moment."""

import threading
import uuid

import pytest
from django.db import connection, transaction
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.registration import actions
from clubhuis.registration.actions import checking_in
from clubhuis.registration.models import CheckIn, Registration, Scan
from clubhuis.registration.tests.day_cast import an_event_today, somebody

from .test_communities import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS, DEVICES = 4, 5


def scan_at_once(keys):
    """What each device is told that scans the same badge at once."""
    mia = a_person("Mia")
    with transaction.atomic():
        nora = somebody(an_event_today(mia))
    told = []

    def scan(number):
        seen = actions.Seen(
            Registration.objects.select_related("event").get(pk=nora.pk),
            key=keys[number],
            at=timezone.now(),
            device=f"Toestel {number}",
        )
        told.append(actions.check_in(seen, by=Person.objects.get(pk=mia.pk)).outcome)

    outcomes = at_once(*[lambda n=number: scan(n) for number in range(len(keys))])
    assert outcomes == [None] * len(keys)
    return sorted(told)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_badge_on_several_devices_at_once_counts_once(number):
    told = scan_at_once([uuid.uuid4() for _n in range(DEVICES)])

    assert told == ["again"] * (DEVICES - 1) + ["in"]
    assert CheckIn.objects.count() == 1
    assert Scan.objects.count() == DEVICES
    assert Scan.objects.filter(is_first=True).count() == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_the_same_scan_sent_at_once_is_one(number):
    told = scan_at_once([uuid.uuid4()] * 4)

    assert told == ["in"] * 4
    assert (CheckIn.objects.count(), Scan.objects.count()) == (1, 1)


def test_reading_before_writing_would_let_somebody_in_twice(monkeypatch):
    """The mutant: without the constraint, and with a look whether somebody is in before writing that they are."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time, so this mistake cannot be made on it")
    constraint = next(c for c in CheckIn._meta.constraints if c.name == "checked_in_once_a_day")
    with connection.schema_editor() as editor:
        editor.remove_constraint(CheckIn, constraint)
    met = threading.Barrier(2, timeout=20)

    def look_then_write(seen, day):
        there = CheckIn.objects.filter(registration=seen.registration, day=day).first()
        met.wait()
        if there:
            return there, False
        return CheckIn.objects.create(registration=seen.registration, day=day, at=seen.at), True

    monkeypatch.setattr(checking_in, "_once", look_then_write)
    try:
        scan_at_once([uuid.uuid4(), uuid.uuid4()])
        assert CheckIn.objects.count() == 2
    finally:
        CheckIn.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(CheckIn, constraint)
