"""Silence is told after five working days, and suppliers are reminded."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from clubhuis.activity.models import Mail, Notice
from clubhuis.matchmaking import actions
from clubhuis.matchmaking.blocking import what_blocks
from clubhuis.matchmaking.models import Invitation
from clubhuis.matchmaking.working_days import easter_of, is_working_day, working_days_between

from .cast import a_buyer, a_circle, a_supplier, an_introduction, an_invitation


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 11, 23), date(2026, 11, 27), 4),
        (date(2026, 11, 23), date(2026, 11, 30), 5),  # over a weekend
        (date(2026, 11, 27), date(2026, 11, 29), 0),
        (date(2026, 12, 24), date(2026, 12, 29), 2),  # Christmas on Friday and Saturday
        (date(2026, 11, 27), date(2026, 11, 27), 0),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(first, last, days):
    assert working_days_between(first, last) == days


@pytest.mark.parametrize("day", [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25)])
def test_easter(day):
    assert easter_of(day.year) == day
    assert not is_working_day(day + timedelta(days=1))


MONDAY = date(2026, 11, 23)


def posted_on(day, **fields):
    return a_buyer(opened_on=day, expires_on=day + timedelta(days=90), **fields)


@pytest.mark.django_db
def test_the_buyer_and_the_organiser_hear_once_that_nobody_answers():
    alma, need = posted_on(MONDAY)
    _community, mia = a_circle(need.organisation)

    assert actions.tell_of_silence(today=MONDAY + timedelta(days=6)) == 0
    assert actions.tell_of_silence(today=MONDAY + timedelta(days=7)) == 1
    assert actions.tell_of_silence(today=MONDAY + timedelta(days=8)) == 0

    assert Notice.objects.of(alma).count() == 1
    assert [one.text for one in Notice.objects.of(mia)] == [
        f"Een vraag van Koper kreeg vijf werkdagen geen antwoord: {need.title}"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("visibility", ["anonymous", "matching"])
def test_of_a_hidden_need_only_the_buyer_hears(visibility):
    alma, need = posted_on(MONDAY, visibility=visibility)
    _community, mia = a_circle(need.organisation)

    actions.tell_of_silence(today=MONDAY + timedelta(days=7))

    assert Notice.objects.of(alma).count() == 1
    assert not Notice.objects.of(mia).exists()


@pytest.mark.django_db
def test_a_need_with_a_yes_is_not_silent():
    _alma, need = posted_on(MONDAY)
    supplier, bram = a_supplier()
    actions.say_yes(an_invitation(need, supplier), by=bram)

    assert actions.tell_of_silence(today=MONDAY + timedelta(days=30)) == 0


@pytest.mark.django_db
def test_a_supplier_is_reminded_once():
    supplier, _bram = a_supplier()
    invitation = an_invitation(supplier=supplier)
    today = timezone.localdate() + timedelta(days=10)

    assert actions.remind_suppliers(today=timezone.localdate()) == 0
    assert actions.remind_suppliers(today=today) == 1
    assert actions.remind_suppliers(today=today) == 0
    assert [mail.kind for mail in Mail.objects.all()] == ["matchmaking/mail/reminder"]
    invitation.refresh_from_db()
    assert invitation.reminded_at is not None


@pytest.mark.django_db
@pytest.mark.usefixtures("_in_english")
def test_what_blocks_is_said_in_words():
    alma, need = a_buyer()

    def blocks():
        return what_blocks(need, list(Invitation.objects.filter(need=need).select_related("answer")))

    assert blocks().code == "nobody_asked"
    supplier, bram = a_supplier()
    invitation = an_invitation(need, supplier)
    assert blocks().code == "waiting"
    actions.say_no(invitation, by=bram, reason="price")
    assert (blocks().code, blocks().detail) == ("said_no", "we expect to be too expensive (1)")
    other, carla = a_supplier("Ander")
    second = an_invitation(need, other)
    actions.say_yes(second, by=carla)
    assert blocks().code == "decide"
    actions.agree(second, by=alma)
    assert blocks() is None


@pytest.mark.django_db
def test_what_blocks_an_introduced_need_is_nothing():
    invitation, _alma, _bram = an_introduction()
    assert what_blocks(invitation.need, [invitation]) is None
