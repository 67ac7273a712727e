"""A café on tour."""

import pytest
from django.core.exceptions import PermissionDenied

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import a_community
from clubhuis.events import actions, tour
from clubhuis.events.models import Event
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.tests.cast import an_organisation

from .cast import a_series, a_stop_offer, an_event

pytestmark = pytest.mark.django_db


def a_tour(**fields):
    """Esma runs a series with one stop in Eindhoven."""
    esma = a_person("Esma")
    community = a_community(organisers=[esma])
    stop = an_event(community, title="Café", kind="cafe", places=60, online_url="https://geheim.example", weeks=2)
    return esma, a_series(community, stops=[stop], **fields), stop


def test_the_next_stop_is_a_draft_at_the_first_in_the_queue_with_the_formula_of_the_last():
    esma, series, stop = a_tour()
    first = a_stop_offer(series, by=a_person(), town="Enschede", places=40)
    a_stop_offer(series, by=a_person(), town="Rotterdam")

    draft = actions.propose_stop(series, by=esma)

    first.refresh_from_db()
    assert (draft.state, draft.town, draft.places, draft.kind) == ("draft", "Enschede", 40, "cafe")
    assert draft.starts_local.timetz() == stop.starts_local.timetz()
    assert draft.starts_local.weekday() == stop.starts_local.weekday()
    assert draft.online_url == ""
    assert (first.state, first.event) == ("planned", draft)


def test_a_draft_is_no_stop_until_somebody_confirms_it():
    esma, series, stop = a_tour()
    draft = actions.propose_stop(series, by=esma)

    assert [one.event for one in tour.of(series, esma).upcoming] == [stop]

    actions.publish(draft, by=esma)
    assert [one.event for one in tour.of(series, None).upcoming] == [stop, draft]


def test_without_a_first_stop_there_is_no_formula():
    esma = a_person()
    series = a_series(a_community(organisers=[esma]))

    with pytest.raises(Refused, match="first stop yourself"):
        actions.propose_stop(series, by=esma)

    assert not Event.objects.exists()


def test_how_far_a_stop_is_from_where_one_lives():
    _esma, series, _stop = a_tour()
    nora = a_person("Nora", country="NL", postcode="7511 JE")  # Enschede

    [stop] = tour.of(series, nora).upcoming

    assert 120 < stop.kilometres < 150
    assert tour.of(series, None).upcoming[0].kilometres is None


def test_an_organisation_stands_in_the_queue_once():
    _esma, series, _stop = a_tour()
    karin = a_person("Karin")
    organisation = an_organisation(members=[karin])
    place = {"place_name": "Hal", "town": "Almelo"}
    actions.offer_stop(series, by=karin, organisation=organisation, **place)

    with pytest.raises(Refused, match="in the queue already"):
        actions.offer_stop(series, by=karin, organisation=organisation, **place)


def test_nobody_offers_for_an_organisation_they_do_not_work_at():
    _esma, series, _stop = a_tour()

    with pytest.raises(PermissionDenied):
        actions.offer_stop(series, by=a_person(), organisation=an_organisation(), place_name="Hal", town="Almelo")


def test_a_series_that_ended_takes_no_offers():
    esma, series, _stop = a_tour()
    actions.end_series(series, by=esma)

    with pytest.raises(Refused, match="does not ask"):
        actions.offer_stop(series, by=a_person(), place_name="Hal", town="Almelo")


@pytest.mark.parametrize(
    ("before", "after"),
    [("Precisiecafé Delft: wie ijkt?", "Precisiecafé op tournee: Enschede"), ("Precisiecafé", "Precisiecafé")],
)
def test_the_next_stop_does_not_bear_the_town_of_the_last(before, after):
    esma = a_person("Esma")
    series = a_series(a_community(organisers=[esma]))
    an_event(series.community, series=series, title=before, town="Delft", summary_nl="Wat we zagen")
    a_stop_offer(series, by=esma, town="Enschede")

    draft = actions.propose_stop(series, by=esma)

    assert (draft.title_nl, draft.town) == (after, "Enschede")


@pytest.mark.parametrize(("near", "is_said"), [("7511", True), ("Nergenshuizen", False)])
def test_a_visitor_without_account_asks_how_far_it_is(client, near, is_said):
    series = a_series()
    an_event(series.community, series=series, town="Delft")

    page = client.get(f"{series.get_absolute_url()}", {"near": near}).content.decode()

    assert ("km bij je vandaan" in page, "We kennen deze plaats niet" in page) == (is_said, not is_said)
