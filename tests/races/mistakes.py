"""Deliberate mistakes, each of which a race must notice. They are made in the processes of a race only."""

from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.db.models import F

from clubhuis.capacity import fitting
from clubhuis.capacity.actions import seats
from clubhuis.capacity.models import Claim, ClaimQuerySet, Pool


def without_constraint() -> None:
    """The database no longer minds."""

    def forget(connection, **_):
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA ignore_check_constraints=ON")

    connection_created.connect(forget, weak=False)
    if connection.vendor == "postgresql":
        connection.cursor().execute(
            "ALTER TABLE capacity_pool DROP CONSTRAINT IF EXISTS pool_gives_no_more_than_it_has"
        )
        connection.close()


def condition_removed() -> None:
    without_constraint()
    fitting.has_room = lambda alternative, free: True  # also nobody looks before
    seats.take_one = lambda pk: Pool.objects.filter(pk=pk).update(taken=F("taken") + 1)


def read_then_write() -> None:
    """Looks right, passes on SQLite and keeps the constraint; it is wrong as soon as two do it at once."""

    def take_one(pk):
        pool = Pool.objects.get(pk=pk)
        if pool.size is not None and pool.taken >= pool.size:
            raise seats.NoPlace
        Pool.objects.filter(pk=pk).update(taken=pool.taken + 1)

    seats.take_one = take_one


def transaction_removed() -> None:
    @contextmanager
    def nothing(*_, **__):
        yield

    transaction.atomic = lambda using=None, *_, **__: using if callable(using) else nothing()
    transaction.get_connection().validate_no_atomic_block = lambda: None


def order_by_id() -> None:
    ClaimQuerySet.in_queue = lambda self: self.filter(state=Claim.State.WAITING).order_by("pk")
