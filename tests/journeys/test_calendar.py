"""A theme travels: raised by a member, supported, put in the programme, found in the calendar of another; ideas go on in a follow-up."""

import icalendar
import pytest
from playwright.sync_api import Page, expect

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Notice
from clubhuis.agenda.tests.cast import an_idea
from clubhuis.communities.tests.cast import a_community
from clubhuis.events import actions as events
from clubhuis.events.models import Event
from clubhuis.events.tests.cast import an_event, in_weeks
from clubhuis.portal import tasks
from clubhuis.registration.models import Invitation
from clubhuis.themes.tests.cast import a_theme

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_theme_is_raised_followed_and_found_in_the_calendar(page: Page, open, signed_in, live_server):
    eva, dirk = a_person("Eva", language="en"), a_person("Dirk", language="en")
    ring = a_community("Precisiekring", slug="ring", members=[eva])
    other = a_community("Vakplaats", slug="vakplaats", organisers=[dirk])

    open(signed_in(page, eva), "/themes/")
    page.get_by_role("link", name="Raise a theme").first.click()
    page.get_by_label("Name").first.fill("Clean assembly")
    page.get_by_label("Where do you raise it").select_option(label=str(ring))
    page.get_by_role("button", name="Raise the theme").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Clean assembly")
    expect(page.get_by_text("you support it")).to_be_visible()

    [theme] = ring.themes.all()
    event = an_event(other, title="Kennisdag", title_en="Knowledge day", state="draft", themes=[theme], weeks=3)
    events.publish(event, by=dirk)
    tasks.tell_of_event.func(event.pk)  # what the worker does
    assert Notice.objects.get(person=eva).text.startswith("On a theme you follow (Clean assembly): Knowledge day")

    open(page, "/events/?whose=for_me")
    page.get_by_role("link", name="Knowledge day").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Knowledge day")
    open(page, "/events/")
    page.get_by_role("link", name="Month").click()
    for _turn in range(2):
        if page.get_by_role("link", name="Knowledge day").count():
            break
        page.locator("a[rel=next]").click()
        page.wait_for_load_state()
    expect(page.get_by_role("link", name="Knowledge day")).to_be_visible()

    page.get_by_role("link", name="Follow in your own calendar").click()
    page.get_by_role("button", name="Make my calendar address").click()
    address = page.get_by_label("Everything for me").input_value()
    answer = page.request.get(live_server.url + address[address.index("/events/own/") :])
    names = [str(entry["SUMMARY"]) for entry in icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")]
    assert names == ["Knowledge day"]


def test_ideas_go_on_in_a_follow_up_meeting(page: Page, open, signed_in):
    eva, dirk = a_person("Eva", language="en"), a_person("Dirk", language="en")
    ring = a_community("Metaalkring", slug="ring", organisers=[dirk])
    event = an_event(ring, title="Clusterbijeenkomst", slug="cluster", weeks=-1)
    an_idea(event, title="Samen een wasstraat", by=a_person("Alma"))

    open(signed_in(page, eva), "/events/cluster/")
    page.get_by_label("What you bring").fill("Ruimte in Zwolle")
    page.get_by_role("button", name="I want to work on this").click()
    expect(page.get_by_text("1 wants to work on it")).to_be_visible()

    open(signed_in(page, dirk), "/events/cluster/desk/ideas/")
    expect(page.get_by_text("Ruimte in Zwolle")).to_be_visible()
    page.get_by_role("checkbox", name="Samen een wasstraat").check()
    page.get_by_label("On which day?").fill(in_weeks(4).date().isoformat())
    page.get_by_role("button", name="Plan the follow-up meeting").click()
    expect(page.get_by_text("person wants to work on its ideas")).to_be_visible()

    meeting = Event.objects.get(state="draft")
    events.publish(meeting, by=dirk)
    tasks.invite_to_follow_up.func(meeting.pk)
    assert Invitation.objects.get(event=meeting).person == eva


@pytest.mark.parametrize(
    "path", ["/events/", "/events/?view=month", "/events/?view=map", "/themes/vacuum/", "/themes/"]
)
def test_everybody_can_use_the_calendar_and_themes(page: Page, signed_in, axe_in_every_look, path):
    eva = a_person("Eva")
    ring = a_community("Precisiekring", slug="ring", members=[eva], organisers=[eva])
    theme = a_theme("Vacuüm", name_en="Vacuum", slug="vacuum", text_nl="Leeg.", community=ring, followers=[eva])
    place = {"latitude": 51.44, "longitude": 5.47}
    an_event(ring, title="Kennisdag", title_en="Knowledge day", weeks=0, hours=30, themes=[theme], **place)
    an_event(ring, title="Borrel", weeks=0, state="cancelled", themes=[theme], **place)
    an_event(ring, title="Vorig jaar", weeks=-40, themes=[theme])

    assert axe_in_every_look(signed_in(page, eva), path, person=eva) == []


def test_the_month_works_without_javascript_and_by_keyboard(without_javascript: Page, open):
    an_event(title="Kennisdag", weeks=0, hours=30)
    page = open(without_javascript, "/events/?view=month")

    grid = page.get_by_role("table")
    expect(grid.get_by_role("columnheader")).to_have_count(7)
    link = grid.get_by_role("link", name="Kennisdag").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kennisdag")
