"""More people than places, all at once, in processes that are killed (T1, T3 and T8 in short; at length: `./run manage prove`)."""

import pytest
from django.db import connection

from clubhuis.capacity.models import Line, Pool

from . import rush

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_a_seat_is_never_given_twice():
    report = rush.seats_for_all(people=2_000, seats=500, kill_every=0.7)

    assert report.wrong == []
    assert report.killed > 0


def test_the_queue_is_fair():
    report = rush.a_fair_queue(seats=120, waiting=150, cancellations=90, kill_every=0.5)

    assert report.wrong == []
    assert report.killed > 0


def test_nothing_acknowledged_is_lost_when_the_whole_server_is_killed():
    """T8 in short: three times; `./run manage prove crash` does it a hundred times."""
    report = rush.crashes(times=3, people=600)

    assert report.wrong == []
    assert report.asked >= 30


def test_without_its_transaction_something_would_be_lost_in_a_crash():
    """The mutant of the one above."""
    assert rush.crashes(times=4, people=800, mistake="transaction_removed").wrong != []


@pytest.fixture
def constraint_put_back(transactional_db):
    """PostgreSQL forgets a constraint for everybody, and other tests come after."""
    yield
    if connection.vendor == "postgresql":
        Line.objects.all().delete()
        constraint = next(one for one in Pool._meta.constraints if one.name == "pool_gives_no_more_than_it_has")
        with connection.schema_editor() as editor:
            editor.execute(f"ALTER TABLE capacity_pool DROP CONSTRAINT IF EXISTS {constraint.name}")
            editor.add_constraint(Pool, constraint)


@pytest.mark.usefixtures("constraint_put_back")
@pytest.mark.parametrize("mistake", ["condition_removed", "transaction_removed"])
def test_without_it_seats_would_be_given_twice_or_lost(mistake):
    """Mutants: they show that the first test can fail."""
    assert rush.seats_for_all(people=300, seats=100, kill_every=0.5, mistake=mistake).wrong != []


def test_counting_in_python_gives_seats_twice_on_postgresql():
    """The mutant that SQLite hides, because it lets one write at a time."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction at a time write, so this goes well there")
    assert rush.seats_for_all(people=600, seats=300, kill_every=5, mistake="read_then_write").wrong != []


def test_by_id_the_queue_would_not_be_fair():
    """The mutant of the second test."""
    assert rush.a_fair_queue(seats=30, waiting=30, cancellations=15, kill_every=5, mistake="order_by_id").wrong != []
