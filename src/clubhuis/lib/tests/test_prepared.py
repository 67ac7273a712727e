"""Questions that are put together once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clubhuis.capacity.models import Line, Pool
from clubhuis.lib import put_together
from clubhuis.lib.looking import once_a_look
from clubhuis.lib.models import Sending
from clubhuis.lib.prepared import Asked, asking, bring_along, prepared, prepared_count, the_one
from clubhuis.lib.put_together import Question, proving

pytestmark = pytest.mark.django_db


def a_sending(key, **fields):
    return Sending.objects.create(key=key, **fields)


def keys(sendings):
    return sorted(sending.key for sending in sendings)


@pytest.fixture
def three():
    return [a_sending(key) for key in ("a", "b", "c")]


def test_it_is_put_together_once_for_each_shape_and_asked_with_other_values(three):
    times = []

    @prepared
    def among(wanted: frozenset[str]) -> QuerySet[Sending]:
        times.append(1)
        return Sending.objects.filter(key__in=wanted)

    assert keys(among(frozenset({"a", "b"}))) == ["a", "b"]
    assert keys(among(frozenset({"c", "x"}))) == ["c"]
    assert keys(among(frozenset({"a", "b", "c"}))) == ["a", "b", "c"]  # asked as four
    assert keys(among(frozenset())) == []
    assert len(times) == 3


def test_a_count_and_the_one(three):
    @prepared_count
    def number(key: str) -> QuerySet[Sending]:
        return Sending.objects.filter(key=key).order_by()

    @prepared
    def named(key: str) -> QuerySet[Sending]:
        return Sending.objects.filter(key=key)

    assert (number("a"), number("x")) == (1, 0)
    assert the_one(named("b")) == three[1]
    with pytest.raises(Http404):
        the_one(named("x"))


def test_moments_and_slices(three):
    @prepared
    def since(moment, *, most) -> QuerySet[Sending]:
        return Sending.objects.filter(at__gt=moment).order_by("key")[:most]

    ago = timezone.now() - timedelta(hours=1)
    assert [keys(since(ago, most=n)) for n in (1, 2)] == [["a"], ["a", "b"]]
    assert keys(since(timezone.now() + timedelta(hours=1), most=2)) == []


def test_a_text_can_be_looked_for_within():
    for key in ("90%", "900", "a_b"):
        a_sending(key)

    @prepared
    def within(text: str) -> QuerySet[Sending]:
        return Sending.objects.filter(key__icontains=text)

    assert [keys(within(text)) for text in ("90", "0%", "_", "A_", "x")] == [
        ["90%", "900"],
        ["90%"],
        ["a_b"],
        ["a_b"],
        [],
    ]


def test_what_it_leans_on_is_asked_each_time(three):
    allowed = {1: {"a"}, 2: {"b", "c"}}

    @once_a_look
    def may_see(person: int) -> frozenset[str]:
        return frozenset(allowed[person])

    @prepared
    def seen(person: int) -> QuerySet[Sending]:
        return Sending.objects.filter(key__in=may_see(person))

    assert [keys(seen(person)) for person in (1, 2, 1)] == [["a"], ["b", "c"], ["a"]]
    allowed[1] = {"c"}
    assert keys(seen(1)) == ["c"]


def test_what_is_the_same_for_everybody_is_kept_with_it(three):
    edition = ["a"]

    @once_a_look
    def latest() -> str:
        return edition[0]

    @prepared
    def of_edition() -> QuerySet[Sending]:
        return Sending.objects.filter(key=f"{latest()}")

    assert keys(of_edition()) == ["a"]
    edition[0] = "b"
    assert keys(of_edition()) == ["b"]


def test_a_visitor_is_not_asked_where_they_work(three):
    @once_a_look
    def may_see(person: int) -> frozenset[str]:
        return frozenset({"a", "b"} if person else person.of_nobody)

    @prepared
    def seen(person: int | None) -> QuerySet[Sending]:
        return Sending.objects.filter(key="c") if person is None else Sending.objects.filter(key__in=may_see(person))

    assert [keys(seen(person)) for person in (None, 1, None)] == [["c"], ["a", "b"], ["c"]]


def test_a_number_too_large_for_any_database_finds_nothing(three):
    @prepared
    def with_key(pk: int) -> QuerySet[Sending]:
        return Sending.objects.filter(pk=pk)

    assert [len(with_key(pk)) for pk in (three[0].pk, 10**30)] == [1, 0]


def test_it_refuses_what_would_stay_as_it_was_the_first_time(three):
    @prepared
    def now() -> QuerySet[Sending]:
        return Sending.objects.filter(at__lt=timezone.now())

    @prepared
    def looks(key: str) -> QuerySet[Sending]:
        return Sending.objects.filter(key=key if Sending.objects.exists() else "")

    @prepared
    def works_on_it(key: str) -> QuerySet[Sending]:
        return Sending.objects.filter(key=f"{key}!")

    @prepared
    def begins(key: str) -> QuerySet[Sending]:
        return Sending.objects.filter(key__startswith=key)

    @prepared
    def cut(most: int) -> QuerySet[Sending]:
        return Sending.objects.all()[:most]

    for ask, said in (
        (now, "give it as an argument"),
        (lambda: looks("a"), "must not look into the database"),
        (lambda: works_on_it("a"), "worked on"),
        (lambda: begins("a"), "worked on"),
        (lambda: cut(3), "part of the words"),
    ):
        with pytest.raises(TypeError, match=said):
            ask()


def test_proving_finds_a_question_that_hangs_on_a_value(three):
    @prepared
    def odd(key: str) -> QuerySet[Sending]:
        return Sending.objects.all() if key == "a" else Sending.objects.filter(key=key)

    assert keys(odd("b")) == ["b"]
    with proving(), pytest.raises(AssertionError, match="differs"):
        odd("a")
    with proving():
        assert keys(odd("b")) == ["b"]


def test_what_was_put_together_for_days_that_are_over_is_forgotten(monkeypatch):
    question = Question(lambda key: Sending.objects.filter(key=key), Asked, asking)

    for day in (1, 2, 3, 4):
        monkeypatch.setattr(put_together, "today", lambda day=day: date(2026, 11, day))
        question.ready_for(("a",), {})

    assert [asked[1].day for asked, *_shapes in question.known] == [3, 4]  # somewhere it is still yesterday


def test_what_is_there_already_gets_its_own_without_asking_anew():
    lines = [Line.objects.create(key=key) for key in ("event:1", "event:2")]
    for line, keys_of_it in zip(lines, (["event", "online"], []), strict=True):
        for key in keys_of_it:
            Pool.objects.create(line=line, key=key)

    bring_along(lines, "pools")
    bring_along([], "pools")
    with CaptureQueriesContext(connection) as asked:
        assert [sorted(pool.key for pool in line.pools.all()) for line in lines] == [["event", "online"], []]
    assert len(asked) == 0
