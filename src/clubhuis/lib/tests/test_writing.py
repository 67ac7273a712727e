"""Rows that are written in words put together once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.capacity.models import Claim, Line, Pool, Seat
from clubhuis.lib.models import Sending
from clubhuis.lib.put_together import proving
from clubhuis.lib.writing import changes, insert, insert_all, insert_unless_there

pytestmark = pytest.mark.django_db


def a_line(key="line"):
    return Line.objects.create(key=key)


def a_claim(line, **fields):
    return Claim(line=line, holder="registration:1", state=Claim.State.HELD, until=timezone.now(), **fields)


def what_is_in(record):
    return type(record).objects.filter(pk=record.pk).values().get()


def test_a_row_is_written_as_django_writes_it():
    line = a_line()
    ours = insert(a_claim(line, alternatives=[["event", "host:1"]], wish="a"))
    Claim.objects.update(state=Claim.State.RELEASED)
    now = ours.created_at
    theirs = a_claim(line, alternatives=[["event", "host:1"]], wish="a", created_at=now)
    theirs.until = ours.until
    theirs.save(force_insert=True)
    Claim.objects.update(state=Claim.State.HELD, holder=F("id"))

    assert what_is_in(ours) | {"id": 0, "holder": ""} == what_is_in(theirs) | {"id": 0, "holder": ""}
    assert (ours._state.adding, ours._state.db) == (False, "default")


def test_the_same_words_serve_for_every_row():
    with CaptureQueriesContext(connection) as asked:
        for key in ("a", "b"):
            insert(Sending(key=key, content=key))
    assert len({one["sql"].partition("VALUES")[0] for one in asked}) == 1
    assert sorted(Sending.objects.values_list("key", "content")) == [("a", "a"), ("b", "b")]


def test_what_is_written_later_can_be_referred_to_before():
    line = a_line()
    claim, pool = a_claim(line), Pool(line=line, key="event")
    seat = Seat(claim=claim, pool=pool)
    with pytest.raises(ValueError, match="must be written before"):
        insert(seat)
    insert(claim), insert(pool)
    insert(seat)
    assert Seat.objects.values_list("claim", "pool").get() == (claim.pk, pool.pk)


def test_a_clash_is_an_error_or_is_told():
    first = insert(Sending(key="a", content="first"))
    assert not insert_unless_there(Sending(key="a", content="second"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Sending(key="a", content="third"))
    other = Sending(key="b")
    assert insert_unless_there(other)
    assert list(Sending.objects.order_by("key")) == [first, other]


def test_what_an_error_left_cannot_be_committed_by_mistake():
    """As Django has it, when it was caught without a savepoint."""
    insert(Sending(key="a"))
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            insert(Sending(key="a"))
        was_spoilt = connection.needs_rollback
    assert was_spoilt
    assert list(Sending.objects.values_list("key", flat=True)) == ["a"]


def test_some_are_written_in_one_question(django_assert_num_queries):
    sendings = [Sending(key=key) for key in "abc"]
    with django_assert_num_queries(1):
        insert_all(sendings)
    assert list(Sending.objects.order_by("pk").values_list("pk", "key")) == [(one.pk, one.key) for one in sendings]
    with django_assert_num_queries(0):
        insert_all([])


def test_what_the_database_works_out_must_be_saved():
    with pytest.raises(TypeError, match="worked out by the database"):
        insert(Sending(key="a", status=F("id") + 1))


@changes("status", "said")
def answered(key: str) -> QuerySet[Sending]:
    return Sending.objects.filter(key=key)


def test_a_change_writes_what_is_given_where_it_was_asked_for():
    for key in ("a", "b"):
        insert(Sending(key=key))
    with proving():
        assert answered("a", status=302, said=[[25, "It's “done”", ""]]) == 1
        assert answered("b", status=None, said=[]) == 1
        assert answered("x", status=200, said=[]) == 0
    assert list(Sending.objects.order_by("key").values_list("key", "status", "said")) == [
        ("a", 302, [[25, "It's “done”", ""]]),
        ("b", None, []),
    ]


def test_a_change_may_count_and_depend_on_what_is_there():
    @changes(taken=F("taken") + 1)
    def take(pk: int) -> QuerySet[Pool]:
        return Pool.objects.with_a_place().filter(pk=pk)

    pool = Pool.objects.create(line=a_line(), key="event", size=2)
    assert [take(pool.pk) for _number in range(3)] == [1, 1, 0]
    assert Pool.objects.get().taken == 2


def test_a_change_keeps_moments_people_and_states():
    @changes("until", state=Claim.State.TAKEN)
    def settle(pk: int, now) -> QuerySet[Claim]:
        return Claim.objects.filter(pk=pk, state=Claim.State.HELD, until__gt=now)

    now = timezone.now()
    claim = a_claim(a_line())
    claim.until = now + timedelta(minutes=1)
    insert(claim)
    assert settle(claim.pk, now + timedelta(hours=1), until=None) == 0
    assert settle(claim.pk, now, until=None) == 1
    assert settle(claim.pk, now, until=None) == 0
    assert Claim.objects.values_list("state", "until").get() == ("taken", None)


def test_a_change_takes_a_record_for_its_key():
    @changes("actor")
    def own(pk: int) -> QuerySet:
        from clubhuis.activity.models import Fact

        return Fact.objects.filter(pk=pk)

    from clubhuis.activity.models import Fact

    alma = Person.objects.create_user("alma@example.com")
    fact = Fact.objects.create(verb="a.b", subject_kind="x", subject_id=1)
    for actor, found in ((alma, alma.pk), (None, None)):
        assert own(fact.pk, actor=actor) == 1
        assert Fact.objects.values_list("actor", flat=True).get() == found


def test_a_change_says_when_something_is_missing():
    with pytest.raises(TypeError, match="changes status, said"):
        answered("a", status=302)
