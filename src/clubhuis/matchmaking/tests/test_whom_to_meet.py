import pytest
from django.urls import reverse

from clubhuis.market.tests.cast import some_words
from clubhuis.matchmaking import meeting
from clubhuis.registration.tests.day_cast import an_event_today, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def buffet():
    """Nora mills titanium, Els looks for that, Jan turns, Ola mills as well but wants to stay unseen."""
    some_words()
    event = an_event_today()
    return {
        "nora": somebody(event, "Nora", offers="Wij frezen titanium.", seeks="", is_listed=True, organisation_name="Roel"),
        "els": somebody(event, "Els", offers="", seeks="We zoeken wie titanium kan frezen.", is_listed=True, organisation_name="Dam"),
        "jan": somebody(event, "Jan", offers="", seeks="", is_listed=True, organisation_name="Smit"),
        "ola": somebody(event, "Ola", offers="Wij frezen titanium.", seeks="", is_listed=False, organisation_name="Berg"),
    }  # fmt: skip


def names(registration):
    return [one.registration.name.split()[0] for one in meeting.worth_meeting(registration)]


def test_who_offers_and_who_looks_for_it_are_proposed_to_each_other(buffet):
    assert names(buffet["els"]) == ["Nora"]
    assert names(buffet["nora"]) == ["Els"]
    [worth] = meeting.worth_meeting(buffet["els"])
    assert worth.why[0][1] == "Wij frezen titanium."


def test_who_stays_unseen_is_not_proposed_and_gets_no_list(buffet):
    assert "Ola" not in names(buffet["els"])
    assert names(buffet["ola"]) == []


def test_colleagues_are_not_proposed_to_each_other(buffet):
    buffet["nora"].organisation_name = "Dam"
    buffet["nora"].save()

    assert names(buffet["els"]) == []


def test_the_list_is_behind_the_personal_link_and_changes_with_what_people_say(buffet, client):
    page = reverse("matchmaking:whom_to_meet", args=[buffet["els"].token])
    assert buffet["nora"].name in client.get(page).content.decode()
    assert page in client.get(buffet["els"].get_absolute_url()).content.decode()

    buffet["nora"].is_listed = False
    buffet["nora"].save()
    assert buffet["nora"].name not in client.get(page).content.decode()
