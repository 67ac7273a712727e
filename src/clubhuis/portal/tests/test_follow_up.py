"""The follow-up meeting: planned from ideas, its people invited when it is published."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from clubhuis.accounts.tests.cast import a_person
from clubhuis.agenda.models import Idea
from clubhuis.agenda.showing import ideas_of
from clubhuis.agenda.tests.cast import an_idea
from clubhuis.communities.tests.cast import a_community
from clubhuis.events import actions as events
from clubhuis.events.access import desk_of
from clubhuis.events.models import Event
from clubhuis.events.tests.cast import an_event, in_weeks
from clubhuis.lib.refusals import Refused
from clubhuis.portal import follow_up, tasks
from clubhuis.registration.models import Invitation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(client):
    client.cookies["language"] = "en"
    with translation.override("en"):
        yield


def a_meeting_with_ideas():
    dirk = a_person("Dirk", language="en")
    backers = [a_person("Alma"), a_person("Bram")]
    ring = a_community(slug="ring", organisers=[dirk])
    source = an_event(ring, title="Clusterbijeenkomst", slug="cluster", weeks=-1)
    ideas = [
        an_idea(source, title="Wasstraat", by=backers[0], backers=backers),
        an_idea(source, title="Leerwerkplaats", backers=backers[:1]),
    ]
    return dirk, ring, source, ideas, backers


def test_a_draft_about_the_ideas_is_made_and_its_people_wait():
    dirk, ring, source, ideas, _backers = a_meeting_with_ideas()
    day = timezone.localdate() + timedelta(weeks=5)

    meeting = follow_up.plan(source, ideas, community=ring, day=day, by=dirk)

    assert (meeting.state, meeting.visibility, meeting.title_nl) == ("draft", "invited", "Vervolg: Clusterbijeenkomst")
    assert meeting.starts_local.date() == day
    assert "• Wasstraat\n• Leerwerkplaats" in meeting.text_nl
    assert {idea.follow_up for idea in Idea.objects.all()} == {meeting}
    [matter] = follow_up.matters(desk_of(dirk, meeting))
    assert matter.count == 2
    assert not Invitation.objects.exists()


def test_publishing_invites_who_wants_to_work_on_it_once():
    dirk, ring, source, ideas, backers = a_meeting_with_ideas()
    meeting = follow_up.plan(source, ideas, community=ring, day=in_weeks(5).date(), by=dirk)
    events.publish(meeting, by=dirk)

    tasks.invite_to_follow_up.func(meeting.pk)
    tasks.invite_to_follow_up.func(meeting.pk)

    assert {(i.person, i.invited_by) for i in Invitation.objects.filter(event=meeting)} == {(b, dirk) for b in backers}
    assert Event.objects.visible_to(backers[0]).filter(pk=meeting.pk).exists()


def test_where_an_idea_goes_on_is_shown_to_who_may_see_it():
    dirk, ring, source, ideas, backers = a_meeting_with_ideas()
    meeting = follow_up.plan(source, ideas[:1], community=ring, day=in_weeks(5).date(), by=dirk)
    events.publish(meeting, by=dirk)
    tasks.invite_to_follow_up.func(meeting.pk)

    def goes_on(person):
        return [shown.follow_up for shown in ideas_of(source, person, runs=False)]

    assert goes_on(backers[0]) == [meeting, None]
    assert goes_on(a_person("Eva")) == goes_on(None) == [None, None]


def test_what_cannot_be_planned_is_refused_with_the_reason():
    dirk, ring, source, ideas, _backers = a_meeting_with_ideas()
    soon = timezone.localdate() + timedelta(days=9)

    with pytest.raises(Refused, match="at least one idea"):
        follow_up.plan(source, [], community=ring, day=soon, by=dirk)
    with pytest.raises(Refused, match="still to come"):
        follow_up.plan(source, ideas, community=ring, day=timezone.localdate() - timedelta(days=1), by=dirk)
    with pytest.raises(Refused, match="taken back"):
        follow_up.plan(source, [an_idea(an_event())], community=ring, day=soon, by=dirk)
    with pytest.raises(PermissionDenied):
        follow_up.plan(source, ideas, community=ring, day=soon, by=a_person("Eva"))


def test_an_organiser_plans_it_from_the_desk(client):
    dirk, _ring, _source, ideas, _backers = a_meeting_with_ideas()
    client.force_login(dirk)

    page = client.get("/events/cluster/desk/ideas/").content.decode()
    assert ("Wasstraat" in page, "Alma" in page) == (True, True)
    sent = {"ideas": [ideas[0].pk], "day": in_weeks(5).date().isoformat(), "community": "ring"}
    refused = client.post("/events/cluster/desk/ideas/", sent | {"day": "31-02-2027", "ideas": ["9" * 30]})
    assert refused.status_code == 422

    done = client.post("/events/cluster/desk/ideas/", sent)

    meeting = Event.objects.get(state="draft")
    assert (done.status_code, done["Location"]) == (302, f"/events/{meeting.slug}/desk/")
    assert [idea.follow_up for idea in Idea.objects.order_by("pk")] == [meeting, None]
