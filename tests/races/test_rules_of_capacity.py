"""Whatever people do, in whatever order, the room does what the rules say (T7). Long form: `./run manage prove rules`.

The short form walks 200 times 50 steps on each database; CLUBHUIS_RULES="5000x100" asks for more.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from clubhuis.capacity import access, actions
from clubhuis.capacity.actions import claims, offers, seats
from clubhuis.capacity.models import Claim, ClaimQuerySet, Line, Pool, Seat
from clubhuis.capacity.refusals import Full
from clubhuis.capacity.tests.cast import MONDAY, a_keeper
from clubhuis.lib.refusals import Refused

from .model import Model

EXAMPLES, STEPS = (int(number) for number in os.environ.get("CLUBHUIS_RULES", "200x50").split("x"))
SIZES = {"event": 4, "a": 2, "b": 2}
WISHES = [
    [["event"]],
    [["event", "a"]],
    [["event", "b"]],
    [["event", "a"], ["event", "b"]],
    [["event", "b"], ["event"]],
]
wishes = st.sampled_from(WISHES)
choices = st.integers(0, 99)


class Rules(RuleBasedStateMachine):
    """Every step is taken by the room and by the model; what they say and what is then true must be the same."""

    @initialize()
    def begin(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.clock = time_machine.travel(MONDAY, tick=False)
        self.time = self.clock.start()
        self.with_keeper = a_keeper()
        self.keeper = self.with_keeper.__enter__()
        self.line = actions.open_line("event:rules")
        for key, size in SIZES.items():
            actions.set_pool(self.line, key, size)
        self.model = Model(SIZES)
        self.people = 0

    def teardown(self) -> None:
        if not hasattr(self, "undo"):
            return
        self.with_keeper.__exit__(None, None, None)
        self.clock.stop()
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def somebody(self, chosen: int, *states: str) -> str | None:
        there = [name for name, one in self.model.people.items() if one.state in states]
        return there[chosen % len(there)] if there else None

    def claim_of(self, name: str) -> Claim:
        return Claim.objects.get(holder=f"guest:{name}")

    @rule(
        many=st.integers(1, 4),
        wish=wishes,
        priority=st.sampled_from([0, 0, 0, 1]),
        minutes=st.sampled_from([None, None, 30]),
    )
    def ask(self, many, wish, priority, minutes) -> None:
        for _ in range(many):
            self.ask_for(wish, priority, minutes)

    def ask_for(self, wish, priority, minutes) -> None:
        name, self.people = f"p{self.people}", self.people + 1
        until = timezone.now() + timedelta(minutes=minutes) if minutes else None
        self.model.settle(timezone.now())
        found = actions.claim(self.line, wish, holder=f"guest:{name}", until=until, priority=priority, wait=True)
        assert found.state == self.model.claim(name, wish, priority, until)

    @rule(wish=wishes)
    def ask_without_waiting(self, wish) -> None:
        name, self.people = f"p{self.people}", self.people + 1
        self.model.settle(timezone.now())
        keys = self.model.room(wish)
        if keys and not self.model.passes(keys, 0):
            self.model.claim(name, wish, 0, None)
            assert actions.claim(self.line, wish, holder=f"guest:{name}").keys == sorted(keys)
        else:
            with pytest.raises(Full):
                actions.claim(self.line, wish, holder=f"guest:{name}")

    @rule(chosen=choices)
    def ask_twice(self, chosen) -> None:
        if name := self.somebody(chosen, "taken", "waiting"):
            self.model.settle(timezone.now())
            with pytest.raises(Refused):
                actions.claim(self.line, WISHES[0], holder=f"guest:{name}", wait=True)
            actions.offer_next(self.line)

    @rule(chosen=choices)
    def give_up(self, chosen) -> None:
        if name := self.somebody(chosen, "taken", "waiting"):
            actions.release(self.claim_of(name))
            self.model.release(name, timezone.now())

    @rule(chosen=choices, yes=st.booleans(), late=st.booleans())
    def answer(self, chosen, yes, late) -> None:
        if not (name := self.somebody(chosen, "offered")):
            return
        one, claim = self.model.people[name], self.claim_of(name)
        if late:
            self.come_too_late(lambda: actions.accept_offer(claim), one.until)
        elif yes:
            actions.accept_offer(claim)
            one.state, one.until = "taken", None
        else:
            actions.decline_offer(claim)
            self.model.release(name, timezone.now())

    @rule(chosen=choices, late=st.booleans())
    def confirm(self, chosen, late) -> None:
        if not (name := self.somebody(chosen, "held")):
            return
        one = self.model.people[name]
        if late:
            self.come_too_late(lambda: actions.confirm(self.claim_of(name)), one.until)
        else:
            actions.confirm(self.claim_of(name))
            one.state, one.until = "taken", None

    @rule(chosen=choices, wish=wishes)
    def swap(self, chosen, wish) -> None:
        if name := self.somebody(chosen, "taken"):
            self.model.settle(timezone.now())
            try:
                actions.exchange(self.claim_of(name), wish)
                went = True
            except Full:
                went = False
                actions.offer_next(self.line)
            assert went == self.model.exchange(name, wish, timezone.now())

    @rule(chosen=choices, wish=wishes)
    def want_something_else(self, chosen, wish) -> None:
        if name := self.somebody(chosen, "waiting"):
            actions.change_wish(self.claim_of(name), wish)
            self.model.people[name].wish = wish
            self.model.settle(timezone.now())

    @rule(key=st.sampled_from(list(SIZES)), by=st.sampled_from([-1, 1, 1, 2]))
    def change_size(self, key, by) -> None:
        size = max(0, self.model.sizes[key] + by)
        fewer_than_given = size < self.model.sizes[key] - self.model.free(key)
        if fewer_than_given:
            with pytest.raises(Refused):
                actions.set_pool(self.line, key, size)
        else:
            actions.set_pool(self.line, key, size)
            self.model.sizes[key] = size
            self.model.settle(timezone.now())

    @rule(key=st.sampled_from(["a", "b"]))
    def move(self, key) -> None:
        other = "b" if key == "a" else "a"
        self.model.settle(timezone.now())
        actions.offer_next(self.line)
        free = self.model.free(key)
        assert actions.move_places(self.line, key, other) == free
        self.model.sizes[key] -= free
        self.model.sizes[other] += free
        self.model.settle(timezone.now())

    @rule(chosen=choices)
    def lose_an_address(self, chosen) -> None:
        if name := self.somebody(chosen, "waiting"):
            self.keeper.unreachable.add(f"guest:{name}")
            self.model.unreachable.add(name)

    @precondition(lambda self: self.model.unreachable)
    @rule()
    def mend_addresses(self) -> None:
        self.keeper.unreachable.clear()
        self.model.unreachable.clear()
        self.model.not_told.clear()
        actions.try_again(self.line)
        self.model.settle(timezone.now())

    @rule()
    def pause_or_resume(self) -> None:
        (actions.resume if self.model.paused else actions.pause)(self.line)
        self.model.paused = not self.model.paused
        if not self.model.paused:
            self.model.settle(timezone.now())

    def come_too_late(self, deed, until) -> None:
        """At that moment it is over, though nobody has looked after the line yet."""
        self.time.move_to(until)
        with pytest.raises(Refused):
            deed()
        self.time_goes_by(1)

    @rule(hours=st.sampled_from([0.25, 1, 12, 25]))
    def time_goes_by(self, hours) -> None:
        self.time.shift(timedelta(hours=hours))
        actions.tend()
        self.model.not_told.clear()  # tried again
        self.model.settle(timezone.now())

    @invariant()
    def the_room_does_what_the_rules_say(self) -> None:
        if not hasattr(self, "model"):
            return
        there = {claim.holder.removeprefix("guest:"): claim for claim in Claim.objects.all()}
        seats = defaultdict(list)
        for claim, pool in Seat.objects.order_by("pool__key").values_list("claim", "pool__key"):
            seats[claim].append(pool)
        for name, one in self.model.people.items():
            claim = there.pop(name)
            had = (claim.state, claim.number, seats[claim.pk])
            assert (name, *had) == (name, one.state, one.number, sorted(one.seats))
            assert one.state not in {"held", "offered"} or claim.until == one.until
        assert there == {}
        queue = list(access.queue_of(self.line))
        assert [claim.holder.removeprefix("guest:") for claim in queue] == self.model.queue()
        assert [access.place_of(claim) for claim in queue[-1:]] == [len(queue)][: len(queue)]
        assert [told for told in self.keeper.told if told[0] == "offered"] == [
            ("offered", f"guest:{name}") for what, name in self.model.told if what == "offered"
        ]
        counted = Counter(pool for had in seats.values() for pool in had)
        for pool in self.line.pools.all():
            assert pool.taken == counted[pool.key] <= (pool.size if pool.size is not None else pool.taken)
        assert Line.objects.get(pk=self.line.pk).waiting == len(queue)


def walk(examples: int = EXAMPLES, steps: int = STEPS, phases: Iterable[Phase] = tuple(Phase)) -> None:
    run_state_machine_as_test(
        Rules,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            database=None,
            derandomize=True,
            deadline=None,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_the_room_does_what_the_rules_say():
    walk()


def without_condition(monkeypatch):
    monkeypatch.setattr(seats, "take_one", lambda pk: Pool.objects.filter(pk=pk).update(taken=seats.F("taken") + 1))
    monkeypatch.setattr(claims.fitting, "has_room", lambda alternative, free: True)


def by_id(monkeypatch):
    monkeypatch.setattr(ClaimQuerySet, "in_queue", lambda self: self.filter(state="waiting").order_by("pk"))


def nothing_lapses(monkeypatch):
    monkeypatch.setattr(offers, "lapse", lambda line, now: None)


def seats_stay(monkeypatch):
    monkeypatch.setattr(claims, "stand_up", lambda gone: None)


def offers_without_telling(monkeypatch):
    monkeypatch.setattr(offers, "keeper_of", lambda holder: Silent())


class Silent:
    def offered(self, claim): ...

    def lapsed(self, claim): ...


def a_yes_is_never_too_late(monkeypatch):
    late = lambda pk, state, now: Claim.objects.filter(pk=pk, state=state).update(state="taken", until=None)  # noqa: E731
    monkeypatch.setattr(claims, "_taken", late)


def who_waits_is_passed(monkeypatch):
    monkeypatch.setattr(access, "passes_somebody", lambda line, keys, priority: False)


def a_pause_is_none(monkeypatch):
    monkeypatch.setattr(actions, "pause", lambda line: None)


MISTAKES = [
    without_condition,
    by_id,
    nothing_lapses,
    seats_stay,
    offers_without_telling,
    a_yes_is_never_too_late,
    who_waits_is_passed,
    a_pause_is_none,
]


@pytest.mark.django_db
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_a_rule_that_is_deleted_is_noticed(mistake, monkeypatch, asked_plainly):
    """Mutants: they show that the test above can fail. The walk ends at the first thing that is wrong."""
    mistake(monkeypatch)

    # The model, the database, or a refusal that did not come may be the one to notice.
    with pytest.raises((Exception, pytest.fail.Exception)):
        walk(1_000, 30, phases=[Phase.generate])  # in 21 tries each was noticed within 223
