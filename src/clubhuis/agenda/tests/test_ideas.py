"""Ideas: who raises, backs, sees and takes back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Fact, Mail, Notice
from clubhuis.agenda import actions
from clubhuis.agenda.models import Idea
from clubhuis.agenda.showing import ideas_of
from clubhuis.agenda.tests.cast import an_idea
from clubhuis.communities.tests.cast import a_community
from clubhuis.events.tests.cast import an_event
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.tests.cast import an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(client):
    client.cookies["language"] = "en"
    with translation.override("en"):
        yield


def test_who_raises_an_idea_wants_to_work_on_it_for_where_they_work():
    alma = a_person()
    van_dam = an_organisation(members=[alma])

    idea = actions.raise_idea(an_event(), by=alma, title="  Samen   een wasstraat ", text="Delen is goedkoper.")

    backing = idea.backings.get()
    assert (idea.title, backing.person, backing.organisation) == ("Samen een wasstraat", alma, van_dam)


@pytest.mark.parametrize(
    ("title", "says"),
    [("  ", "Say in a few words"), ("x" * 121, "at most 120"), ("\x1b\u200b"[:1], "Say in a few words")],
)
def test_an_idea_that_says_nothing_or_too_much_is_refused(title, says):
    with pytest.raises(Refused, match=says):
        actions.raise_idea(an_event(), by=a_person(), title=title)
    assert not Idea.objects.exists()


def test_no_idea_is_raised_at_an_event_one_does_not_see_or_that_is_cancelled():
    eva = a_person("Eva")
    with pytest.raises(PermissionDenied):
        actions.raise_idea(an_event(visibility="communities"), by=eva, title="Wasstraat")
    with pytest.raises(Refused, match="goes ahead"):
        actions.raise_idea(an_event(state="cancelled"), by=eva, title="Wasstraat")


def test_nobody_raises_ideas_all_day():
    alma, event = a_person(), an_event()
    for number in range(10):
        actions.raise_idea(event, by=alma, title=f"Idee {number}")
    with pytest.raises(Refused, match="10 ideas in one day"):
        actions.raise_idea(event, by=alma, title="Nog een")


def test_backing_twice_is_backing_once_and_who_raised_it_is_told_once():
    alma, bram = a_person("Alma", language="en"), a_person("Bram")
    idea = an_idea(an_event(), by=alma)

    actions.back(idea, by=bram, word="Ik heb ruimte")
    actions.back(idea, by=bram, word="Ik heb ruimte en tijd")

    assert [(one.person, one.word) for one in idea.backings.all()] == [(bram, "Ik heb ruimte en tijd")]
    assert [(n.person, n.text) for n in Notice.objects.all()] == [
        (alma, "Bram wants to work on your idea “Samen een wasstraat”.")
    ]
    assert not Mail.objects.exists()
    actions.stop_backing(idea, by=bram)
    assert not idea.backings.exists()


@pytest.mark.parametrize(
    ("who", "sees_names"),
    [("visitor", False), ("stranger", False), ("raiser", True), ("backer", True), ("organiser", True)],
)
def test_who_backs_an_idea_is_named_to_those_concerned_only(client, who, sees_names):
    raiser, organiser = a_person("Raiser"), a_person("Organiser")
    backer = a_person("Kanarie Vogel")
    event = an_event(a_community(organisers=[organiser]))
    an_idea(event, by=raiser, backers=[backer])
    people = {"raiser": raiser, "backer": backer, "organiser": organiser, "stranger": a_person("Eva"), "visitor": None}
    if people[who]:
        client.force_login(people[who])

    page = client.get(event.get_absolute_url()).content.decode()

    assert page.count("1 wants to work on it") + page.count("1 wil eraan werken") == 1
    assert ("<li>Kanarie Vogel" in page) == sees_names


def test_only_who_raised_it_or_runs_the_event_takes_it_back():
    raiser, organiser, eva = a_person("Raiser"), a_person("Organiser"), a_person("Eva")
    event = an_event(a_community(organisers=[organiser]))
    first, second = an_idea(event, by=raiser), an_idea(event, by=raiser)

    with pytest.raises(PermissionDenied):
        actions.take_back(first, by=eva)
    actions.take_back(first, by=raiser)
    actions.take_back(second, by=organiser)

    assert not Idea.objects.standing().exists()
    with pytest.raises(Refused, match="already"):
        actions.take_back(first, by=raiser)
    with pytest.raises(PermissionDenied):
        actions.back(first, by=eva)


def test_ideas_of_an_event_for_members_are_seen_by_members_only():
    bram = a_person("Bram")
    idea = an_idea(an_event(a_community(members=[bram]), visibility="communities"))

    assert list(Idea.objects.visible_to(bram)) == [idea]
    assert not Idea.objects.visible_to(a_person("Eva")).exists()
    assert not Idea.objects.visible_to(None).exists()


@pytest.mark.parametrize("rows", [1, 8])
def test_ideas_cost_the_same_for_one_and_for_many(rows, django_assert_num_queries):
    event = an_event()
    for _number in range(rows):
        an_idea(event, backers=[a_person() for _ in range(3)])

    with django_assert_num_queries(4):
        assert len(ideas_of(event, None, runs=True)) == rows


def test_the_most_wanted_stands_first():
    event = an_event()
    an_idea(event, title="Weinig")
    an_idea(event, title="Veel", backers=[a_person()])

    assert [shown.idea.title for shown in ideas_of(event, None, runs=False)] == ["Veel", "Weinig"]


def test_an_idea_is_raised_on_its_page_and_what_was_typed_is_kept(client):
    alma, event = a_person(language="en"), an_event()
    client.force_login(alma)

    refused = client.post(f"/events/{event.slug}/ideas/new/", {"title": "x" * 400, "text": "Een lang verhaal"})
    assert (refused.status_code, "Een lang verhaal" in refused.content.decode()) == (422, True)

    done = client.post(f"/events/{event.slug}/ideas/new/", {"title": "Wasstraat", "text": ""})
    assert (done.status_code, done["Location"]) == (302, Idea.objects.get().get_absolute_url())
    assert Fact.objects.get(verb="idea.raised").concerns.get().object_id == event.pk
