"""Searches that people keep."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from clubhuis.accounts.tests.cast import a_person
from clubhuis.lib.refusals import Refused
from clubhuis.portal import actions
from clubhuis.portal.models import SavedSearch

pytestmark = pytest.mark.django_db
KEEP = "/directory/searches/"


def test_alma_keeps_a_search_and_opens_it_again(client):
    alma = a_person()
    client.force_login(alma)

    answer = client.post(KEEP, {"name": "  Frezen   bij Almelo ", "query": "q=frezen&near=Almelo"})

    kept = alma.saved_searches.get()
    assert (kept.name, kept.query) == ("Frezen bij Almelo", "q=frezen&near=Almelo")
    assert answer["Location"] == "/directory/?q=frezen&near=Almelo"
    assert "Frezen bij Almelo" in client.get("/directory/").content.decode()


def test_the_same_name_replaces_what_was_kept():
    alma = a_person()
    actions.keep_search("Frezen", "q=frezen", by=alma)
    actions.keep_search("Frezen", "q=frezen&km=25", by=alma)

    assert [kept.query for kept in alma.saved_searches.all()] == ["q=frezen&km=25"]


def test_fifty_is_enough_but_one_of_them_may_change():
    alma = a_person()
    SavedSearch.objects.bulk_create(SavedSearch(person=alma, name=f"{n}", query="") for n in range(50))

    with translation.override("en"), pytest.raises(Refused, match="Remove one first"):
        actions.keep_search("nog een", "", by=alma)
    actions.keep_search("7", "q=zeven", by=alma)

    assert alma.saved_searches.count() == 50
    assert alma.saved_searches.get(name="7").query == "q=zeven"


def test_alma_removes_hers(client):
    alma = a_person()
    client.force_login(alma)
    kept = actions.keep_search("Frezen", "q=frezen", by=alma)

    client.post(reverse("portal:saved_search_removal", args=[kept.pk]))

    assert not alma.saved_searches.exists()


def test_nobody_sees_or_removes_those_of_somebody_else(client):
    kept = actions.keep_search("Geheim plan", "q=frezen", by=a_person())
    sam = a_person("Sam")
    client.force_login(sam)

    assert "Geheim plan" not in client.get("/directory/").content.decode()
    assert client.post(reverse("portal:saved_search_removal", args=[kept.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.drop_search(kept, by=sam)
    assert SavedSearch.objects.filter(pk=kept.pk).exists()


def test_a_visitor_signs_in_first(client):
    assert client.post(KEEP, {"name": "Frezen", "query": ""})["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("", "q=a"),
        ("   ", "q=a"),
        ("\u200b\u202e", "q=a"),
        ("a\x00b", "q=a"),
        ("x" * 101, "q=a"),
        ("goed", "\x00"),
        ("goed", "x" * 2001),
    ],
)
def test_what_cannot_be_kept_is_refused_kindly(client, name, query):
    alma = a_person()
    client.force_login(alma)

    answer = client.post(KEEP, {"name": name, "query": query}, follow=True)

    assert answer.status_code == 200
    assert len(list(answer.context["messages"])) == 1
    assert not alma.saved_searches.exists()


def test_a_line_end_in_a_search_stays_in_the_address(client):
    client.force_login(a_person())

    answer = client.post(KEEP, {"name": "goed", "query": "q=a\r\nSet-Cookie: x=1"})

    assert answer["Location"] == "/directory/?q=a%0D%0ASet-Cookie:%20x=1"
    assert "x" not in answer.cookies
