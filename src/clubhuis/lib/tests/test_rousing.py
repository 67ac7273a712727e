import pytest
from django.db import transaction
from django_ox.models import OxTask

from clubhuis.lib import rousing
from clubhuis.lib.rousing import Rouser
from clubhuis.lib.tasks import forget_sendings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass when a test says so."""

    class Clock:
        now = 1_000_000.1

        def time(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(rousing, "time", clock)
    return clock


def asked():
    return OxTask.objects.count()


def test_one_task_for_all_who_ask_in_a_moment(clock):
    rouser = Rouser(forget_sendings)
    for _ in range(5):
        rouser.soon()

    assert asked() == 1


def test_the_next_moment_has_a_task_of_its_own(clock):
    rouser = Rouser(forget_sendings)
    rouser.soon()
    clock.now += rousing.MOMENT
    rouser.soon()

    assert asked() == 2


def test_a_task_that_was_undone_does_not_count(clock):
    rouser = Rouser(forget_sendings)
    with transaction.atomic():
        rouser.soon()
        transaction.set_rollback(True)
    rouser.soon()

    assert asked() == 1


def test_who_took_so_long_that_the_task_passed_by_asks_again(clock):
    rouser = Rouser(forget_sendings)
    rouser.soon()
    with transaction.atomic():
        rouser.soon()
        clock.now += rousing.MOMENT

    assert asked() == 2


def test_it_runs_when_the_moment_is_over(clock):
    Rouser(forget_sendings).soon()

    wait = OxTask.objects.get().run_after.timestamp() - clock.now
    assert 0 < wait <= rousing.MOMENT
