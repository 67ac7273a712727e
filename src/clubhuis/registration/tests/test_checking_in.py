import json
import random
import uuid
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.activity.models import Fact
from clubhuis.capacity.models import Pool
from clubhuis.capacity.refusals import Full
from clubhuis.events.models import EventRole
from clubhuis.lib.refusals import Refused
from clubhuis.programme.tests.cast import a_workshop
from clubhuis.registration import actions, arrivals, badge_codes
from clubhuis.registration.models import CheckIn, Registration, Scan
from clubhuis.registration.tests.day_cast import an_event_today, somebody

pytestmark = pytest.mark.django_db

KEY = "7d105017-d82b-451c-8170-ac89948a21e2"  # the same in every process: it stands in the names of tests


def seen(registration, *, key=None, minutes=0, **fields):
    return actions.Seen(registration, key=key or uuid.uuid4(), at=timezone.now() + timedelta(minutes=minutes), **fields)


def test_somebody_is_let_in_once_a_day_and_the_second_scan_says_since_when():
    mia = a_person("Mia")
    nora = somebody(an_event_today(mia))

    first = actions.check_in(seen(nora, device="A", minutes=-10), by=mia)
    second = actions.check_in(seen(nora, device="B"), by=mia)

    assert (first.outcome, second.outcome, second.first_device) == ("in", "again", "A")
    assert second.first_at == first.first_at
    assert (CheckIn.objects.count(), Scan.objects.count()) == (1, 2)
    nora.refresh_from_db()
    assert nora.state == "attended"


def test_the_same_scan_sent_twice_is_one_and_gets_the_same_answer():
    mia = a_person("Mia")
    event = an_event_today(mia)
    nora, ola = somebody(event), somebody(event, "Ola Berg")
    key = uuid.uuid4()

    answers = [actions.check_in(seen(nora, key=key), by=mia).outcome for _time in range(3)]

    assert answers == ["in", "in", "in"]
    assert Scan.objects.count() == 1
    assert actions.check_in(seen(ola, key=key), by=mia).outcome == "other"


def test_the_earliest_scan_stands_in_whatever_order_devices_send():
    mia = a_person("Mia")
    nora = somebody(an_event_today(mia))
    late, early = seen(nora, minutes=-1), seen(nora, minutes=-30)

    actions.check_in(late, by=mia)
    actions.check_in(early, by=mia)

    assert CheckIn.objects.get().at == early.at


def test_a_thousand_scans_of_two_devices_come_together_without_loss_or_double():
    mia = a_person("Mia")
    event = an_event_today(mia)
    people = Registration.objects.bulk_create(
        Registration(event=event, name=f"Bezoeker {n}", state="confirmed") for n in range(120)
    )
    chance = random.Random(7)
    scans = [
        seen(chance.choice(people), minutes=-chance.random() * 60, device=chance.choice("AB")) for _n in range(250)
    ]
    sent = scans + chance.sample(scans, 60)  # some are sent twice, because the answer got lost
    chance.shuffle(sent)

    for one in sent:
        actions.check_in(one, by=mia)

    earliest = {}
    for one in scans:
        pk = one.registration.pk
        earliest[pk] = min(earliest.get(pk, one.at), one.at)
    assert dict(CheckIn.objects.values_list("registration", "at")) == earliest
    assert Scan.objects.count() == len(scans)
    assert Scan.objects.filter(is_first=True).count() == len(earliest)


def test_a_session_has_a_door_of_its_own():
    mia = a_person("Mia")
    event = an_event_today(mia)
    workshop = a_workshop(event)
    nora = somebody(event)

    actions.check_in(seen(nora), by=mia)
    actions.check_in(seen(nora, session=workshop), by=mia)

    assert CheckIn.objects.count() == 2
    assert arrivals.count(event, workshop).arrived == 1


def test_every_day_of_an_event_counts(time_machine):
    time_machine.move_to("2027-03-11 10:00 +0100", tick=False)
    mia = a_person("Mia")
    event = an_event_today(mia, ends_at=timezone.now() + timedelta(days=1))
    nora = somebody(event)
    for moment in ("2027-03-11 10:30 +0100", "2027-03-11 12:00 +0100", "2027-03-12 09:30 +0100"):
        time_machine.move_to(moment, tick=False)
        actions.check_in(seen(nora), by=mia)

    assert [str(entry.day) for entry in CheckIn.objects.order_by("day")] == ["2027-03-11", "2027-03-12"]


@pytest.mark.parametrize("state", ["queued", "cancelled", "awaiting_approval", "pending", "declined"])
def test_without_a_seat_nobody_is_let_in(state):
    mia = a_person("Mia")
    nora = somebody(an_event_today(mia))
    Registration.objects.update(state=state)
    nora.refresh_from_db()

    assert actions.check_in(seen(nora), by=mia).outcome == "no_seat"
    assert not CheckIn.objects.exists()


def test_the_door_opens_twelve_hours_before():
    mia = a_person("Mia")
    event = an_event_today(mia)
    event.starts_at, event.ends_at = (moment + timedelta(days=3) for moment in (event.starts_at, event.ends_at))
    event.save()

    with pytest.raises(Refused, match="twelve hours"):
        actions.check_in(seen(somebody(event)), by=mia)


def test_volunteers_check_in_on_their_day_and_do_nothing_else(client):
    mia, vera, otto = a_person("Mia"), a_person("Vera"), a_person("Otto")
    event = an_event_today(mia)
    nora = somebody(event)
    role = EventRole.objects.create(event=event, person=vera, kind="volunteer", day=arrivals.today_of(event))

    assert actions.check_in(seen(nora), by=vera).outcome == "in"
    with pytest.raises(PermissionDenied):
        actions.check_in(seen(nora), by=otto)
    client.force_login(vera, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(reverse("registration:door", args=[event.slug])).status_code == 200

    role.day = role.day - timedelta(days=1)
    role.save()
    with pytest.raises(PermissionDenied):
        actions.check_in(seen(nora), by=vera)
    assert client.get(reverse("registration:door", args=[event.slug])).status_code == 404


def test_a_volunteer_stays_when_the_evening_goes_past_midnight(time_machine):
    time_machine.move_to("2026-11-28T00:20+01:00")
    vera = a_person("Vera")
    event = an_event_today(starts_at=timezone.now() - timedelta(hours=2))
    nora = somebody(event)
    EventRole.objects.create(event=event, person=vera, kind="volunteer", day=date(2026, 11, 27))

    assert actions.check_in(seen(nora), by=vera).outcome == "in"


def test_taking_back_is_as_if_nobody_had_scanned():
    mia = a_person("Mia")
    nora = somebody(an_event_today(mia))
    actions.check_in(seen(nora), by=mia)

    actions.take_back(CheckIn.objects.get(), by=mia)

    nora.refresh_from_db()
    assert (nora.state, Scan.objects.count()) == ("confirmed", 0)
    assert actions.check_in(seen(nora), by=mia).outcome == "in"


def came(**fields):
    return actions.Arrival(key=uuid.uuid4(), at=timezone.now(), how=Scan.How.WALK_IN, **fields)


def test_who_walks_in_takes_a_place_as_long_as_there_is_one_and_above_it_only_on_purpose():
    mia = a_person("Mia")
    event = an_event_today(mia, places=1)

    actions.let_in(event, actions.WalkIn("Wim Bakker", "Bakker Metaal"), came(), by=mia)
    with pytest.raises(Full):
        actions.let_in(event, actions.WalkIn("Els Kok"), came(), by=mia)
    assert Registration.objects.count() == 1
    above = actions.let_in(event, actions.WalkIn("Els Kok"), came(), by=mia, although_full=True)

    assert Pool.objects.get(line__key=f"event:{event.pk}", key="event").taken == 1
    assert (above.outcome, above.registration.claim, above.registration.through) == ("in", None, "walk_in")
    assert Fact.objects.filter(verb="registration.above_limit", is_privileged=True, actor=mia).count() == 1


def test_who_walks_in_and_was_registered_all_along_is_the_same_person():
    mia = a_person("Mia")
    event = an_event_today(mia)
    nora = somebody(event)

    admission = actions.let_in(event, actions.WalkIn("N. Visser", email=nora.email.upper()), came(), by=mia)

    assert (admission.registration, Registration.objects.count()) == (nora, 1)


def test_a_walk_in_sent_twice_is_one_person():
    mia = a_person("Mia")
    event = an_event_today(mia)
    arrival = came()

    for _time in range(2):
        assert actions.let_in(event, actions.WalkIn("Wim Bakker"), arrival, by=mia).outcome == "in"

    assert Registration.objects.count() == 1


def test_a_badge_gives_no_hold_over_the_registration_and_changes_hands_with_it():
    nora = somebody(an_event_today())
    code = badge_codes.code_of(nora)

    assert nora.token not in badge_codes.badge_url(nora)
    assert badge_codes.registration_on(f"https://elders.example/b/{code}/") == nora
    assert badge_codes.registration_on(code, an_event_today()) is None
    for wrong in (f"{nora.pk + 1}-{code.split('-')[1]}", f"{code[:-1]}x", "", "https://voorbeeld.example", "9" * 400):
        assert badge_codes.registration_on(wrong) is None

    nora.token = "een-ander"
    nora.save()
    assert badge_codes.registration_on(code) is None


@pytest.fixture
def at_the_door(client):
    mia = a_person("Mia")
    event = an_event_today(mia)
    client.force_login(mia, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client, event


DEEP = "[" * 8000 + "]" * 8000


def send(client, event, content):
    body = content if isinstance(content, str) else json.dumps(content)
    return client.post(reverse("registration:door_scans", args=[event.slug]), body, content_type="application/json")


def test_a_device_sends_what_it_saw_and_is_answered_one_by_one(at_the_door):
    client, event = at_the_door
    nora = somebody(event)
    now = timezone.now().timestamp() * 1000
    keys = [str(uuid.uuid4()) for _n in range(5)]
    scans = [
        {"key": keys[0], "at": now, "code": badge_codes.badge_url(nora), "session": ""},
        {"key": keys[1], "at": now, "id": nora.pk, "session": ""},
        {"key": keys[2], "at": now, "code": "https://voorbeeld.example/", "session": ""},
        {"key": keys[3], "at": now, "walk_in": {"name": "Wim", "organisation_name": "", "email": ""}},
        {"key": keys[4], "at": now, "walk_in": {"name": "", "email": "x"}},
    ]

    answer = send(client, event, {"device": "A", "scans": scans}).json()

    assert [one["outcome"] for one in answer["answers"]] == ["in", "again", "unknown", "in", "invalid"]
    assert (answer["arrived"], answer["expected"]) == (2, 2)
    assert send(client, event, {"device": "A", "scans": scans}).json()["answers"][0]["outcome"] == "in"
    assert Registration.objects.count() == 2


@pytest.mark.parametrize(
    "content",
    [
        "", "x", "[]", "{}", "[" * 100_000, '{"scans": 3}', '{"scans": [null, 3, "x", {}]}', '{"scans": [{"key": "x"}]}',
        json.dumps({"scans": [{"key": KEY, "at": "NaN", "id": 10**30}]}),
        json.dumps({"scans": [{"key": KEY, "at": 1e300, "code": "x"}]}),
        json.dumps({"scans": [{"key": KEY, "at": 1, "code": "1-" + "0" * 16, "session": 10**30}]}),
        json.dumps({"scans": [{"key": KEY, "at": 1, "id": 10**30}], "device": "\ud800\x00" * 50}),
        json.dumps({"scans": [{"key": KEY, "at": 1, "walk_in": ["x"]}]}),
        json.dumps({"scans": [{"key": KEY, "at": 1, "walk_in": {"name": "\x00", "organisation_name": {"a": [1]}}}]}),
        '{"scans": [{"at": 1, "key": ' + DEEP + "}]}",
        '{"scans": [{"at": ' + "9" * 5000 + '}], "device": ' + DEEP + "}",
    ],
)  # fmt: skip
def test_whatever_a_device_sends_it_gets_an_answer(at_the_door, content):
    client, event = at_the_door

    answer = send(client, event, content)

    assert answer.status_code in {200, 422}
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("Wim \ud800 de Wit", -6e13),
        ("\u202eWim", 0),
        ("👩🏽‍🏭 Wim", 253402300799000),
        ("Wim\r\nBcc: x@y.example", 9e12),
    ],
)
def test_whoever_walks_in_under_whatever_name_and_clock_is_let_in_once(at_the_door, name, at):
    client, event = at_the_door
    guest = {"name": name, "organisation_name": "\udfff", "email": ""}

    answer = send(client, event, {"scans": [{"key": KEY, "at": at, "walk_in": guest}], "device": "\ud83d"})

    assert answer.status_code == 200
    assert Registration.objects.count() <= 1
    assert client.get(reverse("registration:door", args=[event.slug])).status_code == 200


def test_a_form_instead_of_a_message_gets_an_answer(at_the_door):
    client, event = at_the_door

    assert client.post(reverse("registration:door_scans", args=[event.slug]), {"scans": "x"}).status_code == 422


def test_the_list_for_a_device_holds_no_address_and_no_link(at_the_door):
    client, event = at_the_door
    nora = somebody(event, diet="geen noten")
    url = reverse("registration:door_list", args=[event.slug])

    answer = client.get(url)

    text = answer.content.decode()
    assert nora.name in text
    assert not any(secret in text for secret in (nora.email, nora.token, "noten"))
    assert client.get(url, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    somebody(event)
    assert client.get(url, headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_only_the_page_at_the_door_may_use_a_camera(at_the_door):
    client, event = at_the_door

    door = client.get(reverse("registration:door", args=[event.slug]))
    elsewhere = client.get(event.get_absolute_url())

    assert "camera=(self)" in door["Permissions-Policy"]
    assert "camera=()" in elsewhere["Permissions-Policy"]


def test_without_a_script_it_is_a_list_to_search_and_tick(at_the_door):
    client, event = at_the_door
    nora, els = somebody(event), somebody(event, "Els Kok")
    here = reverse("registration:door", args=[event.slug])

    page = client.get(here, {"q": "visser nora"}).content.decode()
    assert (nora.name in page, els.name in page) == (True, False)
    arrival = reverse("registration:door_arrival", args=[event.slug])
    answer = client.post(arrival, {"registration": nora.pk, "q": "nora"}, follow=True)

    assert answer.redirect_chain == [(f"{here}?q=nora", 302)]
    assert f"{nora.name} is binnen." in answer.content.decode()
    client.post(reverse("registration:door_walk_in", args=[event.slug]), {"name": "Wim Bakker"})
    assert CheckIn.objects.count() == 2
    wrong = client.post(reverse("registration:door_walk_in", args=[event.slug]), {"name": "", "email": "geen adres"})
    assert (wrong.status_code, "geen adres" in wrong.content.decode()) == (422, True)
    client.post(reverse("registration:door_withdrawal", args=[event.slug, CheckIn.objects.first().pk]))
    assert CheckIn.objects.count() == 1


def test_an_ordinary_telephone_finds_who_is_on_a_badge(at_the_door):
    client, event = at_the_door
    nora = somebody(event)
    url = reverse("registration:badge", args=[badge_codes.code_of(nora)])

    assert reverse("registration:door", args=[event.slug]) in client.get(url)["Location"]
    client.force_login(a_person(), backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("rows", [1, 4])
def test_the_door_costs_the_same(at_the_door, rows, django_assert_max_num_queries):
    client, event = at_the_door
    for _n in range(rows):
        actions.check_in(seen(somebody(event)), by=an_operator())

    with django_assert_max_num_queries(3):
        assert len(arrivals.for_device(event)) == rows
    with django_assert_max_num_queries(20):
        client.get(reverse("registration:door", args=[event.slug]))
