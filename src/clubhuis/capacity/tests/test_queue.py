"""Who waits is served in turn, at once, and told; or it is said why not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_ox.models import OxTask

from clubhuis.capacity import access, actions
from clubhuis.capacity.access import Why
from clubhuis.capacity.models import Claim, Line
from clubhuis.capacity.refusals import Full
from clubhuis.lib.refusals import Refused

from .cast import MONDAY, a_line, assert_seats_are_right, holders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def claim(line, who, *alternatives, **how):
    return actions.claim(line, alternatives or [["event"]], holder=f"guest:{who}", wait=True, **how)


def offers(line):
    return holders(Claim.objects.filter(line=line, state="offered").order_by("number"))


def why(line):
    return access.why_nothing_is_offered(line).why


def test_who_finds_no_place_waits_and_sees_where(keeper):
    line = a_line(seats=1)
    claim(line, "alma")

    bas, cleo = claim(line, "bas"), claim(line, "cleo")

    assert [(c.state, c.number, access.place_of(c)) for c in (bas, cleo)] == [("waiting", 1, 1), ("waiting", 2, 2)]
    assert access.places_of([bas, cleo]) == {bas.pk: 1, cleo.pk: 2}
    assert why(line) == Why.FULL
    actions.leave(bas)
    assert (access.place_of(cleo), access.place_of(bas)) == (1, None)
    assert_seats_are_right(line)


def test_a_place_that_comes_free_is_offered_to_the_first_at_once(keeper):
    line = a_line(seats=1)
    alma = claim(line, "alma")
    bas = claim(line, "bas")
    claim(line, "cleo")

    actions.release(alma)

    bas.refresh_from_db()
    assert (bas.state, bas.until) == ("offered", MONDAY + timedelta(hours=24))
    assert keeper.told == [("offered", "guest:bas")]
    assert why(line) == Why.OFFERED
    assert access.free_in(line) == {"event": 0}
    assert actions.accept_offer(bas).state == "taken"
    assert_seats_are_right(line)


def test_an_offer_that_is_declined_goes_on_at_once(keeper):
    line = a_line(seats=1)
    alma, bas = claim(line, "alma"), claim(line, "bas")
    claim(line, "cleo")
    actions.release(alma)
    bas.refresh_from_db()

    actions.decline_offer(bas)

    assert keeper.told == [("offered", "guest:bas"), ("offered", "guest:cleo")]
    with pytest.raises(Refused, match="offer is over"):
        actions.accept_offer(bas)


def test_an_offer_that_lapses_goes_on_and_its_person_is_told(keeper, clock):
    line = a_line(seats=1)
    alma, bas = claim(line, "alma"), claim(line, "bas")
    claim(line, "cleo")
    actions.release(alma)

    clock.shift(timedelta(hours=24))
    with pytest.raises(Refused, match="offer is over"):
        actions.accept_offer(Claim.objects.get(pk=bas.pk))
    assert actions.tend() == 1

    assert keeper.told == [("offered", "guest:bas"), ("lapsed", "guest:bas"), ("offered", "guest:cleo")]
    assert_seats_are_right(line)


def test_a_lapse_is_seen_when_somebody_asks_for_a_place(keeper, clock):
    line = a_line(seats=1)
    alma = claim(line, "alma")
    claim(line, "bas"), claim(line, "cleo")
    actions.release(alma)

    clock.shift(timedelta(hours=24))

    assert claim(line, "dirk").state == "waiting"
    assert offers(line) == ["cleo"]


def test_the_line_is_woken_at_the_moment_of_a_lapse(keeper, clock):
    line = a_line(seats=1)
    alma = claim(line, "alma")
    claim(line, "bas")
    actions.release(alma)

    woken = OxTask.objects.filter(task_path__endswith="tend_later")

    assert [task.run_after for task in woken] == [MONDAY + timedelta(hours=24)]


def test_many_held_places_wake_the_line_once(keeper, clock):
    line = a_line(seats=9)
    for number in range(5):
        actions.claim(line, [["event"]], holder=f"guest:{number}", until=timezone.now() + timedelta(minutes=30))
        clock.shift(timedelta(seconds=1))

    assert OxTask.objects.filter(task_path__endswith="tend_later").count() == 1


def test_more_capacity_is_offered_at_once_in_order(keeper):
    line = a_line(seats=1)
    for who in ("alma", "bas", "cleo", "dirk"):
        claim(line, who)

    actions.set_pool(line, "event", 3)

    assert offers(line) == ["bas", "cleo"]
    assert_seats_are_right(line)


def test_who_cancelled_does_not_come_back(keeper):
    line = a_line(seats=1)
    alma, bas = claim(line, "alma"), claim(line, "bas")
    actions.release(bas)
    actions.release(alma)

    assert keeper.told == []
    assert access.free_in(line) == {"event": 1}
    again = claim(line, "alma")
    assert (again.state, Claim.objects.get(pk=alma.pk).state) == ("taken", "released")


def test_nobody_new_passes_who_waits(keeper):
    line = a_line(seats=1)
    alma = claim(line, "alma")
    claim(line, "bas")
    actions.pause(line)
    actions.release(alma)

    assert claim(line, "cleo").state == "waiting"
    with pytest.raises(Full):
        actions.claim(line, [["event"]], holder="guest:dirk")
    assert why(line) == Why.PAUSED

    actions.resume(line)
    assert offers(line) == ["bas"]


def test_who_wants_something_else_does_not_wait_behind_them(keeper):
    line = a_line(pools={"event": 9, "a": 1, "b": 1})
    claim(line, "alma", ["event", "a"])
    claim(line, "bas", ["event", "a"])

    assert claim(line, "cleo", ["event", "b"]).state == "taken"


def test_a_place_goes_to_the_first_for_whom_it_is_any_good(keeper):
    line = a_line(pools={"event": 4, "a": 1, "b": 1})
    claim(line, "alma", ["event", "a"])
    bas = claim(line, "bas", ["event", "b"])
    for who, wish in (("cleo", ["event", "a"]), ("dirk", ["event", "b"]), ("eva", ["event", "b"])):
        claim(line, who, wish)

    actions.release(bas)

    assert offers(line) == ["dirk"]
    assert why(line) == Why.OFFERED


def test_who_waits_can_want_something_else_and_keeps_their_number(keeper):
    line = a_line(pools={"event": 4, "a": 1, "b": 1})
    claim(line, "alma", ["event", "a"])
    bas = claim(line, "bas", ["event", "a"])

    changed = actions.change_wish(bas, [["event", "b"]])

    assert (changed.state, changed.number) == ("offered", 1)
    with pytest.raises(Refused, match="not on the waiting list"):
        actions.change_wish(changed, [["event", "a"]])


def test_a_group_waits_together_and_does_not_keep_others_waiting(keeper):
    line = a_line(seats=2)
    alma, bas = claim(line, "alma"), claim(line, "bas")
    group = [actions.Wanted(f"guest:{who}", [["event"]]) for who in ("cleo", "dirk")]
    actions.claim_together(line, group, party="party:1", wait=True)
    claim(line, "eva")

    actions.release(alma)
    assert offers(line) == ["eva"]  # one place is no good to two
    actions.set_pool(line, "event", 3)
    assert claim(line, "finn").state == "taken"
    actions.release(Claim.objects.get(holder="guest:finn"))
    assert why(line) == Why.OTHER_WISHES
    actions.release(bas)
    assert offers(line) == ["cleo", "dirk", "eva"]
    assert Line.objects.get(pk=line.pk).waiting == 0
    assert_seats_are_right(line)


def test_why_a_group_waits_although_there_is_a_place(keeper):
    line = a_line(seats=1)
    group = [actions.Wanted(f"guest:{who}", [["event"]]) for who in ("cleo", "dirk")]
    waiting = actions.claim_together(line, group, party="party:1", wait=True)

    assert why(line) == Why.OTHER_WISHES
    actions.split_party(waiting)
    assert offers(line) == ["cleo"]


def test_an_offer_whose_mail_cannot_be_queued_is_not_made(keeper, clock):
    line = a_line(seats=1)
    alma, bas = claim(line, "alma"), claim(line, "bas")
    claim(line, "cleo")
    keeper.unreachable.add("guest:bas")

    actions.release(alma)

    bas.refresh_from_db()
    assert (bas.state, bas.until, bas.seats.count()) == ("waiting", None, 0)
    assert offers(line) == ["cleo"]  # the place is not left idle
    assert_seats_are_right(line)


def test_who_could_not_be_reached_keeps_their_place_and_is_tried_again(keeper, clock):
    line = a_line(seats=1)
    alma, bas = claim(line, "alma"), claim(line, "bas")
    keeper.unreachable.add("guest:bas")
    actions.release(alma)
    reason = access.why_nothing_is_offered(line)
    assert (reason.why, reason.claims, access.place_of(bas)) == (Why.UNREACHABLE, [bas.pk], 1)

    keeper.unreachable.clear()
    clock.shift(timedelta(minutes=9))
    actions.tend()
    assert offers(line) == []
    clock.shift(timedelta(minutes=1))
    actions.tend()
    assert offers(line) == ["bas"]


def test_a_lapse_is_passed_on_also_when_nobody_can_be_told_of_it(keeper, clock):
    line = a_line(seats=1)
    alma = claim(line, "alma")
    claim(line, "bas"), claim(line, "cleo")
    actions.release(alma)
    keeper.unreachable.add("guest:bas")

    clock.shift(timedelta(hours=24))
    actions.tend()

    assert offers(line) == ["cleo"]


def test_the_members_who_wait_come_first_and_after_the_window_everybody(keeper, clock):
    line = a_line(seats=1, priority_until=MONDAY + timedelta(days=2))
    member = claim(line, "member", priority=1)
    visitor = claim(line, "visitor")
    claim(line, "second member", priority=1)
    assert access.place_of(visitor) == 2

    actions.release(member)
    assert offers(line) == ["second member"]
    actions.set_pool(line, "event", 2)
    assert why(line) == Why.PRIORITY
    clock.shift(timedelta(days=2))
    actions.tend()
    assert "visitor" in offers(line)


def test_places_of_a_host_go_to_all_on_their_release_date(keeper, clock):
    line = a_line(pools={"event": 9, "host:open": 1, "host:1": 2})
    actions.set_pool(line, "host:1", 2, moves_to="host:open", moves_at=MONDAY + timedelta(days=1))
    claim(line, "alma", ["event", "host:1"])
    for who in ("bas", "cleo"):
        claim(line, who, ["event", "host:open"])
    assert offers(line) == []

    clock.shift(timedelta(days=1))
    actions.tend()

    assert offers(line) == ["cleo"]
    assert access.free_in(line) == {"event": 6, "host:open": 0, "host:1": 0}
    assert_seats_are_right(line)


def test_nothing_is_offered_when_the_line_is_closed_or_it_is_too_late(keeper):
    line = a_line(seats=1)
    alma = claim(line, "alma")
    claim(line, "bas")

    actions.close_line(line, at=MONDAY + timedelta(minutes=30))
    actions.release(alma)
    assert (offers(line), why(line)) == ([], Why.TOO_NEAR)
    assert claim(line, "cleo").state == "taken"  # who comes now has the place: it is not left idle
    actions.close_line(line, at=MONDAY)
    assert why(line) == Why.CLOSED
    with pytest.raises(Full):
        claim(line, "dirk")


def test_nobody_waits():
    assert why(a_line()) == Why.NOBODY_WAITS


def test_an_offer_is_shorter_near_the_event(keeper):
    line = a_line(seats=1, closes_at=MONDAY + timedelta(hours=6))
    alma, bas = claim(line, "alma"), claim(line, "bas")

    actions.release(alma)

    assert Claim.objects.get(pk=bas.pk).until == MONDAY + timedelta(hours=3)


def test_an_offer_holds_over_the_weekend(keeper, clock):
    line = a_line(seats=1)
    alma, bas = claim(line, "alma"), claim(line, "bas")
    clock.move_to(datetime(2026, 12, 4, 15, tzinfo=UTC))  # a Friday

    actions.release(alma)

    assert Claim.objects.get(pk=bas.pk).until == datetime(2026, 12, 7, 11, tzinfo=UTC)


@pytest.mark.parametrize("waiting", [2, 12])
def test_giving_up_a_place_costs_the_same_however_many_wait(waiting, keeper, django_assert_num_queries):
    line = a_line(seats=1)
    alma = claim(line, "alma")
    for number in range(waiting):
        claim(line, number)

    with django_assert_num_queries(26):
        actions.release(Claim.objects.select_related("line").get(pk=alma.pk))


def test_numbers_are_given_once(keeper):
    line = a_line(seats=1)
    claim(line, "alma")
    actions.leave(claim(line, "bas"))

    assert claim(line, "cleo").number == 2
    assert Line.objects.get(pk=line.pk).next_number == 3
