"""What people see of themes, and what they fill in."""

import pytest

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.actions import record
from clubhuis.communities.tests.cast import a_community
from clubhuis.themes import sections
from clubhuis.themes.models import Following, Theme
from clubhuis.themes.sections import Milestone
from clubhuis.themes.story import story_of
from clubhuis.themes.tests.cast import a_theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english_pages(client):
    client.cookies["language"] = "en"


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_costs_the_same_for_one_and_for_many(client, rows, django_assert_max_num_queries):
    alma = a_person(language="en")
    ring = a_community(members=[alma])
    for number in range(rows):
        a_theme(f"Thema {number}", community=ring, followers=[alma], supporters=[alma])
    client.force_login(alma)
    client.get("/themes/")

    with django_assert_max_num_queries(16):
        page = client.get("/themes/").content.decode()

    assert page.count('class="card-title"') == rows


def test_themes_are_found_by_word_state_and_community(client):
    ring = a_community(slug="ring")
    a_theme("Vacuüm", community=ring, state="planned")
    a_theme("Contaminatie", text_en="Particles in a vacuum")
    a_theme("Batterijen", community=ring)

    def found(question):
        page = client.get(f"/themes/?{question}").content.decode()
        return {name for name in ("Vacuüm", "Contaminatie", "Batterijen") if f">{name}</a>" in page}

    assert found("q=vacuum") == {"Contaminatie"}
    assert found("community=ring&state=heard") == {"Batterijen"}
    assert found("community=ring") == {"Vacuüm", "Batterijen"}
    assert found("state=nonsense&page=99999999999999999999") == {"Vacuüm", "Contaminatie", "Batterijen"}


def test_following_from_a_list_comes_back_to_the_list(client):
    eva, theme = a_person("Eva"), a_theme()
    client.force_login(eva)

    answer = client.post(f"/themes/{theme.slug}/following/", {"next": "/themes/?q=x"})

    assert (answer.status_code, answer["Location"]) == (302, "/themes/?q=x")
    assert Following.objects.get().person == eva


@pytest.mark.parametrize(
    "elsewhere", ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example", "javascript:x"]
)
def test_nobody_is_sent_elsewhere(client, elsewhere):
    theme = a_theme()
    client.force_login(a_person())

    answer = client.post(f"/themes/{theme.slug}/following/", {"next": elsewhere})

    assert answer["Location"] == theme.get_absolute_url()


def test_what_i_follow_is_mine_alone(client):
    eva, bram = a_person("Eva", language="en"), a_person("Bram")
    a_theme("Vacuüm", followers=[eva])
    a_theme("Batterijen", followers=[bram])
    client.force_login(eva)

    page = client.get("/themes/following/").content.decode()

    assert ("Vacuüm" in page, "Batterijen" in page, "Bram" in page) == (True, False, False)


def test_a_theme_is_raised_with_a_name_and_a_community(client):
    alma = a_person(language="en")
    ring = a_community(slug="ring", members=[alma])
    client.force_login(alma)

    answer = client.post("/themes/new/", {"name_en": "Clean assembly", "community": "ring"})

    theme = Theme.objects.get()
    assert (answer["Location"], theme.name_en, theme.community) == (theme.get_absolute_url(), "Clean assembly", ring)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text_en": "A long story", "community": "ring"}, "Give the theme a name"),
        ({"name_en": "x" * 400, "text_en": "A long story", "community": "ring"}, "at most 100"),
        ({"name_en": "Clean", "text_en": "A long story", "community": "1" * 40}, "Select a valid choice"),
    ],
)
def test_what_was_typed_is_kept_when_it_cannot_be_raised(client, sent, says):
    alma = a_person(language="en")
    a_community(slug="ring", members=[alma])
    client.force_login(alma)

    answer = client.post("/themes/new/", sent)

    page = answer.content.decode()
    assert (answer.status_code, says in page, "A long story" in page) == (422, True, True)
    assert not Theme.objects.exists()


def test_a_merged_theme_sends_on_to_the_one_that_stayed(client):
    stays = a_theme("Contaminatie")
    goes = a_theme("Schoon", merged_into=stays)

    assert client.get(goes.get_absolute_url())["Location"] == stays.get_absolute_url()


def test_a_merged_theme_does_not_send_on_to_what_one_may_not_see(client):
    hidden = a_theme("Geheim", community=a_community(is_public=False))
    goes = a_theme("Schoon", merged_into=hidden)

    assert client.get(goes.get_absolute_url())["Location"] == "/themes/"


def test_the_story_counts_the_days_from_first_signal_to_first_seat():
    from datetime import timedelta

    theme = a_theme()
    record("theme.advanced", actor=None, subject=theme, data={"to": "planned"})
    event = Milestone("event", theme.raised_at + timedelta(days=12), "Kennisdag", "/events/x/")
    seat = Milestone("seat", theme.raised_at + timedelta(days=15, hours=3), "First seat")
    sections.milestones.add("test", lambda theme, person: [seat, event])
    try:
        story = story_of(theme, None)
    finally:
        del sections.milestones._entries["test"]

    assert (story.days_to_event, story.days_to_seat) == (12, 15)
    assert [chapter.text for chapter in story.chapters][:2] == ["First seat", "Kennisdag"]


def test_an_event_older_than_the_theme_counts_no_days():
    from datetime import timedelta

    theme = a_theme()
    sections.milestones.add(
        "test", lambda theme, person: [Milestone("event", theme.raised_at - timedelta(days=1), "Kennisdag")]
    )
    try:
        assert story_of(theme, None).days_to_event is None
    finally:
        del sections.milestones._entries["test"]


def test_the_desk_shows_most_support_first(client):
    dirk, eva = a_person("Dirk", language="en"), a_person("Eva")
    ring = a_community(slug="ring", organisers=[dirk])
    a_theme("Weinig", community=ring)
    a_theme("Veel", community=ring, supporters=[eva])
    a_theme("Elders", supporters=[eva])
    client.force_login(dirk)

    page = client.get("/communities/ring/desk/themes/").content.decode()

    assert page.index("Veel") < page.index("Weinig")
    assert "Elders" not in page
