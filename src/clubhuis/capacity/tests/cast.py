"""Lines, and a keeper who writes down what she was asked to tell."""

from contextlib import contextmanager
from datetime import UTC, datetime

from clubhuis.capacity import actions
from clubhuis.capacity.keepers import keepers
from clubhuis.capacity.models import Line, Pool, Seat
from clubhuis.lib.refusals import Refused

MONDAY = datetime(2026, 11, 30, 10, tzinfo=UTC)  # eleven o'clock in Amsterdam


def a_line(key="event:1", *, seats=1, pools=None, **fields):
    """An event with `seats` places, or with the pools that are named."""
    line = actions.open_line(key, **fields)
    for name, size in (pools or {"event": seats}).items():
        actions.set_pool(line, name, size)
    return Line.objects.get(pk=line.pk)


class Keeper:
    """Remembers whom she told what; who is in `unreachable` cannot be told."""

    def __init__(self):
        self.told = []
        self.unreachable = set()

    def offered(self, claim):
        self.tell("offered", claim)

    def lapsed(self, claim):
        self.tell("lapsed", claim)

    def tell(self, what, claim):
        if claim.holder in self.unreachable:
            raise Refused("No mail can go there.")
        self.told.append((what, claim.holder))


@contextmanager
def a_keeper(name="guest"):
    """Looks after holders "guest:…" for a while."""
    keeper = keepers.add(name, Keeper())
    try:
        yield keeper
    finally:
        keepers._entries.pop(name)


def holders(claims):
    return [claim.holder.partition(":")[2] for claim in claims]


def assert_seats_are_right(line):
    """What holds at every moment: each pool counts its seats, and none has more than its size."""
    for pool in Pool.objects.filter(line=line):
        seats = Seat.objects.filter(pool=pool)
        assert pool.taken == seats.count()
        assert pool.size is None or pool.taken <= pool.size
        assert not seats.exclude(claim__state__in=["held", "taken", "offered"]).exists()
    assert Line.objects.get(pk=line.pk).waiting == line.claims.filter(state="waiting").count()
