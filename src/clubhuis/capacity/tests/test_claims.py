"""Asking for places, keeping them, giving them back."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clubhuis.capacity import access, actions
from clubhuis.capacity.actions import lines
from clubhuis.capacity.models import Claim, Pool
from clubhuis.capacity.refusals import AlreadyThere, Full, NotYet
from clubhuis.lib.refusals import Refused

from .cast import a_line, assert_seats_are_right, holders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeper", "clock")]


def claim(line, who, *alternatives, **how):
    return actions.claim(line, alternatives or [["event"]], holder=f"guest:{who}", **how)


def test_a_place_is_taken_until_there_are_none_left():
    line = a_line(seats=2)

    assert [claim(line, who).state for who in ("alma", "bas")] == ["taken", "taken"]
    with pytest.raises(Full, match="All places are taken"):
        claim(line, "cleo")

    assert access.free_in(line) == {"event": 0}
    assert not Claim.objects.filter(holder="guest:cleo").exists()
    assert_seats_are_right(line)


def test_somebody_has_one_live_claim_in_a_line():
    line = a_line(seats=5)
    first = claim(line, "alma")

    with pytest.raises(AlreadyThere) as refusal:
        claim(line, "alma")
    assert refusal.value.claim == first
    assert access.free_in(line) == {"event": 4}

    actions.release(first)
    assert claim(line, "alma") != first


def test_a_line_is_held_within_a_transaction_only(monkeypatch):
    line = a_line(seats=1)
    assert lines.hold(line) == line

    monkeypatch.setattr(transaction, "get_connection", lambda: SimpleNamespace(in_atomic_block=False))
    with pytest.raises(transaction.TransactionManagementError):
        lines.hold(line)


def test_several_pools_are_taken_together_or_not_at_all():
    line = a_line(pools={"event": 5, "morning": 1, "organisation:7": 1})
    claim(line, "alma", ["event", "morning"])

    with pytest.raises(Full):
        claim(line, "bas", ["event", "morning"])

    assert access.free_in(line) == {"event": 4, "morning": 0, "organisation:7": 1}


def test_the_first_alternative_with_room_is_taken():
    line = a_line(pools={"event": 5, "host:1": 1, "host:open": 1})
    wish = [["event", "host:1"], ["event", "host:open"]]

    assert [claim(line, who, *wish).keys for who in ("alma", "bas")] == [["event", "host:1"], ["event", "host:open"]]


def test_a_pool_without_a_size_is_never_full_and_is_counted():
    line = a_line(pools={"online": None})

    for who in range(3):
        claim(line, who, ["online"])

    assert Pool.objects.get(key="online").taken == 3


def test_a_pool_that_does_not_exist_is_a_mistake():
    with pytest.raises(LookupError, match="has no pool elsewhere"):
        claim(a_line(), "alma", ["event", "elsewhere"])


def test_a_holder_nobody_looks_after_is_a_mistake():
    with pytest.raises(KeyError):
        actions.claim(a_line(), [["event"]], holder="nobody:1")


def test_a_held_place_is_confirmed_in_time_or_lapses(keeper, clock):
    line = a_line(seats=2)
    soon = timezone.now() + timedelta(minutes=30)
    alma, bas = claim(line, "alma", until=soon), claim(line, "bas", until=soon)

    assert actions.confirm(alma).state == "taken"
    assert actions.confirm(alma).state == "taken"  # clicking twice does no harm
    clock.shift(timedelta(minutes=30))
    with pytest.raises(Refused, match="is over"):
        actions.confirm(bas)

    assert claim(line, "cleo").state == "taken"  # the moment it lapsed, before any task ran
    bas.refresh_from_db()
    assert (bas.state, bas.why) == ("released", "lapsed")
    assert keeper.told == [("lapsed", "guest:bas")]
    assert_seats_are_right(line)


def test_a_held_place_can_be_held_longer(clock):
    line = a_line()
    alma = claim(line, "alma", until=timezone.now() + timedelta(minutes=30))

    actions.extend(alma, timezone.now() + timedelta(hours=2))
    clock.shift(timedelta(hours=1))
    actions.tend()

    assert actions.confirm(alma).state == "taken"
    with pytest.raises(Refused, match="is over"):
        actions.extend(alma, timezone.now())


def test_places_are_exchanged_or_nothing_changes():
    line = a_line(pools={"event": 3, "a": 1, "b": 1, "c": 1})
    alma, bas = claim(line, "alma", ["event", "a"]), claim(line, "bas", ["event", "b"])

    with pytest.raises(Full):
        actions.exchange(alma, [["event", "b"]])
    assert alma.keys == ["a", "event"]

    actions.exchange(alma, [["event", "b"], ["event", "c"]])
    actions.exchange(bas, [["event", "a"]])

    assert (alma.keys, bas.keys) == (["c", "event"], ["a", "event"])
    assert_seats_are_right(line)


def test_what_is_exchanged_goes_to_who_waits_for_it(keeper):
    line = a_line(pools={"event": 2, "a": 1, "b": 1})
    alma = claim(line, "alma", ["event", "a"])
    claim(line, "bas", ["event", "a"], wait=True)

    actions.exchange(alma, [["event", "b"]])

    assert keeper.told == [("offered", "guest:bas")]
    assert_seats_are_right(line)


def test_a_place_that_is_given_up_cannot_be_exchanged_or_given_up_again():
    alma = claim(a_line(), "alma")
    actions.release(alma)

    with pytest.raises(Refused, match="given up already"):
        actions.exchange(alma, [["event"]])
    with pytest.raises(Refused, match="given up already"):
        actions.release(alma)


def test_a_group_has_places_together_or_not_at_all():
    line = a_line(seats=3)
    group = [actions.Wanted(f"guest:{who}", [["event"]]) for who in ("alma", "bas")]
    others = [actions.Wanted(f"guest:{who}", [["event"]]) for who in ("cleo", "dirk")]

    assert [c.state for c in actions.claim_together(line, group, party="party:1")] == ["taken", "taken"]
    with pytest.raises(Full):
        actions.claim_together(line, others, party="party:2")

    assert access.free_in(line) == {"event": 1}


def test_members_go_first_for_a_while(clock):
    line = a_line(seats=2, priority_until=timezone.now() + timedelta(days=2))

    with pytest.raises(NotYet) as refusal:
        claim(line, "visitor")
    assert refusal.value.until == line.priority_until
    assert claim(line, "member", priority=1).state == "taken"

    clock.shift(timedelta(days=2))
    assert claim(line, "visitor").state == "taken"


def test_an_organisation_has_no_more_than_its_share():
    line = a_line(pools={"event": 10})
    actions.ensure_pool(line, "organisation:7", 2)
    actions.ensure_pool(line, "organisation:7", 9)  # it has its size already

    for who in ("alma", "bas"):
        claim(line, who, ["event", "organisation:7"])
    with pytest.raises(Full):
        claim(line, "cleo", ["event", "organisation:7"])

    assert access.free_in(line)["event"] == 8


@pytest.mark.parametrize("wrong", [{"taken": 3}, {"taken": -1}])
def test_the_database_refuses_what_cannot_be(wrong):
    line = a_line(seats=2)

    with pytest.raises(IntegrityError), transaction.atomic():
        Pool.objects.filter(line=line).update(**wrong)


def test_a_pool_gets_no_smaller_than_what_was_given():
    line = a_line(seats=3)
    claim(line, "alma"), claim(line, "bas")

    with pytest.raises(Refused, match="2 places have been given already"):
        actions.set_pool(line, "event", 1)
    assert actions.set_pool(line, "event", 2).free == 0


def test_a_pool_with_somebody_in_it_stays():
    line = a_line(pools={"event": 3, "session:1": 3})
    alma = claim(line, "alma", ["event", "session:1"])

    with pytest.raises(Refused, match="Somebody has a place here"):
        actions.drop_pool(line, "session:1")
    actions.exchange(alma, [["event"]])
    actions.drop_pool(line, "session:1")

    assert access.free_in(line) == {"event": 2}


def test_free_places_of_a_host_move_to_the_general_pool():
    line = a_line(pools={"host:1": 5, "host:open": 1})
    claim(line, "alma", ["host:1"])

    assert actions.move_places(line, "host:1", "host:open", 3) == 3
    assert access.free_in(line) == {"host:1": 1, "host:open": 4}
    assert actions.move_places(line, "host:1", "host:open") == 1
    assert actions.move_places(line, "host:1", "host:open") == 0
    assert_seats_are_right(line)


@pytest.mark.parametrize("fields", [{"offer_hours": 0}, {"offer_hours": 169}])
def test_an_offer_lasts_from_an_hour_to_a_week(fields):
    with pytest.raises(Refused, match="1 to 168 hours"):
        actions.open_line("event:9", **fields)


def test_opening_a_line_twice_is_the_same_line():
    line = a_line(offer_hours=12)

    again = actions.open_line(line.key, offer_hours=48)

    assert (again.pk, again.offer_hours) == (line.pk, 48)


def test_a_place_costs_few_questions(django_assert_num_queries):
    """The pools with the line, a savepoint, the claim, its seats, one update for each pool, the savepoint's end."""
    line = a_line(pools={"event": 10, "ticket:1": 10})

    with django_assert_num_queries(7):
        claim(line, "alma", ["event", "ticket:1"])


def test_what_was_released_says_why():
    alma = claim(a_line(), "alma")

    released = actions.release(alma, "moved")

    assert (released.state, released.why, released.released_at) == ("released", "moved", timezone.now())
    assert holders(Claim.objects.live()) == []
