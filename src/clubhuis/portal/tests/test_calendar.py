"""The calendar: what stands in it for whom, laid out as a list, a month and a map."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.utils import timezone, translation

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.communities.tests.cast import a_community, a_partnership
from clubhuis.events.tests.cast import an_event, an_event_role
from clubhuis.portal.calendar.asking import Asked
from clubhuis.portal.calendar.finding import Calendar
from clubhuis.portal.calendar.months import Month, grid
from clubhuis.themes.tests.cast import a_theme

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(autouse=True)
def _in_english(client):
    client.cookies["language"] = "en"
    with translation.override("en"):
        yield


def found(person=None, question=""):
    asked = Asked.of(QueryDict(question))
    return [event.title for event in Calendar(person, asked).found]


def test_an_event_of_three_communities_shows_once():
    alma = a_person()
    rings = [a_community(f"Kring {number}", members=[alma]) for number in range(3)]
    an_event(rings[0], co_hosts=rings[1:], title="Kennisdag", visibility="communities")

    assert found(alma) == ["Kennisdag"]
    assert found(alma, "whose=for_me") == ["Kennisdag"]
    assert found(alma, "&".join(f"community={ring.slug}" for ring in rings)) == ["Kennisdag"]


@pytest.mark.parametrize(
    ("visibility", "state", "seen_by"),
    [
        ("public", "published", {"visitor", "stranger", "member", "partner", "organiser", "operator"}),
        ("public", "cancelled", {"visitor", "stranger", "member", "partner", "organiser", "operator"}),
        ("communities", "published", {"member", "partner", "organiser", "operator"}),
        ("invited", "published", {"organiser", "operator"}),
        ("public", "draft", set()),
        ("communities", "draft", set()),
    ],
)
@pytest.mark.parametrize("view", ["list", "month", "map"])
def test_who_finds_an_event_in_the_calendar(client, view, visibility, state, seen_by):
    member, partner, organiser = (a_person(name, language="en") for name in ("Bram", "Cor", "Dirk"))
    ring = a_community(members=[member], organisers=[organiser])
    a_partnership(ring, a_community(members=[partner]), shares=("events",))
    an_event(ring, title="Kanarievogel", visibility=visibility, state=state, weeks=0, latitude=51.4, longitude=5.4)
    people = {
        "visitor": None,
        "stranger": a_person("Eva", language="en"),
        "member": member,
        "partner": partner,
        "organiser": organiser,
        "operator": an_operator(language="en"),
    }

    seen = set()
    for who, person in people.items():
        client.logout()
        client.cookies["language"] = "en"
        if person:
            client.force_login(person)
        pages = [client.get(f"/events/?view={view}&past={past}").content.decode() for past in (0, 1)]
        if any("Kanarievogel" in page for page in pages):
            seen.add(who)

    assert seen == seen_by


def test_events_are_found_by_what_one_asks():
    ring, other = a_community(slug="ring"), a_community(slug="houtkring")
    vacuum = a_theme("Vacuüm", slug="vacuum")
    an_event(ring, title="Kennisdag", themes=[vacuum], kind="knowledge_day", town="Groningen")
    an_event(other, title="Borrel", kind="drinks", town="Almelo", latitude=52.36, longitude=6.66, weeks=2)
    an_event(ring, title="Beurs", kind="fair", weeks=3, latitude=51.44, longitude=5.47)
    an_event(ring, title="Vorig jaar", weeks=-50)

    assert found() == ["Borrel", "Beurs", "Kennisdag"]
    assert found(question="past=1") == ["Vorig jaar"]
    assert found(question="community=ring") == ["Beurs", "Kennisdag"]
    assert found(question="theme=vacuum") == ["Kennisdag"]
    assert found(question="kind=fair&kind=drinks") == ["Borrel", "Beurs"]
    assert found(question="place=Eindhoven&km=25") == ["Beurs"]
    assert found(question="q=almelo") == ["Borrel"]


def test_my_agenda_and_what_is_for_me():
    alma = a_person()
    ring = a_community(members=[alma])
    theme = a_theme(followers=[alma])
    an_event(ring, title="Van mijn kring", weeks=1)
    an_event(title="Op mijn thema", themes=[theme], weeks=2)
    an_event_role(an_event(title="Waar ik help", weeks=3), alma)
    an_event(title="Elders", weeks=4)

    assert found(alma, "whose=mine") == ["Waar ik help"]
    assert found(alma, "whose=for_me") == ["Van mijn kring", "Op mijn thema", "Waar ik help"]
    assert found(None, "whose=mine") == ["Van mijn kring", "Op mijn thema", "Waar ik help", "Elders"]


def test_facets_count_with_everything_that_is_asked_but_themselves():
    ring, other = a_community("Ring", slug="ring"), a_community("Houtkring", slug="hout")
    an_event(ring, co_hosts=[other], kind="fair")
    an_event(ring, kind="drinks")
    an_event(other, kind="drinks")

    calendar = Calendar(None, Asked.of(QueryDict("kind=drinks&community=ring")))

    assert {c.value: c.count for c in calendar.kinds} == {"fair": 1, "drinks": 1}
    assert {c.value: c.count for c in calendar.communities} == {"ring": 1, "hout": 1}
    assert calendar.count == 1


def test_a_facet_does_not_name_what_one_may_not_see():
    hidden = a_community("Geheime kring", is_public=False)
    an_event(hidden, visibility="public", themes=[a_theme("Geheim", community=hidden)])

    calendar = Calendar(None, Asked())

    assert (calendar.count, calendar.communities, calendar.themes) == (1, [], [])


def test_days_with_what_goes_on_under_today():
    now = timezone.now().replace(microsecond=0)
    an_event(title="Beurs", starts_at=now - timedelta(days=1), ends_at=now + timedelta(days=1))
    an_event(title="Later", starts_at=now + timedelta(days=40), ends_at=now + timedelta(days=40, hours=2))

    days = Calendar(None, Asked()).days

    assert days[0].date == timezone.localdate(now)
    assert [[event.title for event in day.events] for day in days] == [["Beurs"], ["Later"]]
    assert [day.starts_month for day in days] == [True, True]


def test_a_month_is_whole_weeks_with_what_goes_on_each_day():
    month = Month(2027, 3)
    things = [
        ("fair", [date(2027, 3, 30), date(2027, 3, 31), date(2027, 4, 1)]),
        *((f"e{n}", [date(2027, 3, 30)]) for n in range(5)),
    ]

    weeks = grid(month, things)

    assert [len(week) for week in weeks] == [7] * 5
    assert (weeks[0][0].date, weeks[-1][-1].date) == (date(2027, 3, 1), date(2027, 4, 4))
    tuesday, wednesday, thursday = weeks[-1][1:4]
    assert ([item.thing for item in tuesday.items], tuesday.more) == (["fair", "e0", "e1", "e2"], 2)
    assert [(item.thing, item.is_first) for item in wednesday.items] == [("fair", False)]
    assert (thursday.in_month, thursday.count) == (False, 1)


@pytest.mark.parametrize("text", ["", "2027-13", "1999-12", "99999-01", "2027-3", "２０２７-03", "2027-03-01"])
def test_what_is_no_month_is_none(text):
    assert Month.read(text) is None


def test_the_first_and_the_last_month_end_the_way():
    assert (Month(2000, 1).previous, Month(2100, 12).next) == (None, None)
    assert (str(Month(2027, 1).previous), str(Month(2027, 12).next)) == ("2026-12", "2028-01")


def test_an_event_stands_on_its_day_where_it_is():
    """Half past eleven in the evening in London is the next day in Amsterdam."""
    late = datetime(2027, 3, 9, 23, 30, tzinfo=UTC)
    an_event(title="Laat", zone="Europe/London", starts_at=late, ends_at=late + timedelta(hours=2))

    weeks = Calendar(None, Asked.of(QueryDict("view=month&month=2027-03"))).weeks

    assert [day.date for week in weeks for day in week if day.items] == [date(2027, 3, 9)]


@pytest.mark.parametrize(
    "question",
    [
        "view=nonsense&month=0000-00&page=9999999999999999999999&km=-1&day=2027-02-31&kind=x",
        "view=month&month=2100-12",
        "view=map&place=%00%01nergens&q=%22%27%3B--",
        "region=" + "x" * 3000 + "&theme=" + "%F0%9F%92%A9" * 50,
        "day=9999-12-31",
    ],
)
def test_no_question_makes_it_fall_over(client, question):
    an_event()
    assert client.get(f"/events/?{question}").status_code == 200


@pytest.mark.parametrize("view", ["list", "month", "map"])
def test_it_costs_the_same_for_one_and_for_many(client, view, django_assert_max_num_queries):
    alma = a_person(language="en")
    ring, other = a_community(members=[alma]), a_community()
    theme = a_theme()
    for _number in range(12):
        an_event(ring, co_hosts=[other], themes=[theme], weeks=0, hours=80, latitude=51.4, longitude=5.4)
    client.force_login(alma)
    client.get("/events/")
    cache.clear()

    with django_assert_max_num_queries(28):
        page = client.get(f"/events/?view={view}")

    assert page.content.decode().count("Kennisdag Vacuüm") >= 12
