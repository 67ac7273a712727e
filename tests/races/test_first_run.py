"""Two browsers fill in the first page of a new installation at the same moment."""

import pytest
from django.db import connection
from django.test import Client

from clubhuis.accounts.models import Person
from clubhuis.communities.actions import founding
from clubhuis.communities.models import Community

from .test_communities import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def both_begin():
    """Otto and Olga each send the page, at once; the communities that were there before are gone."""
    Community.objects.all().delete()
    Person.objects.all().delete()

    def begin(name):
        answer = Client().post(
            "/start/",
            {
                "name": name, "email": f"{name}@voorbeeld.example", "password": "een lange zin met woorden",
                "language": "nl", "community_name": f"Kring van {name}", "community_kind": "cluster",
            },
        )  # fmt: skip
        assert answer.status_code in {302, 422}

    assert at_once(lambda: begin("Otto"), lambda: begin("Olga")) == [None, None]
    return Person.objects.filter(is_operator=True).count(), Community.objects.count()


@pytest.fixture(autouse=True)
def _on_this_machine(settings):
    settings.SITE_URL = "http://localhost:8000"
    settings.BEHIND_PROXY = False


@pytest.mark.parametrize("number", range(3))
def test_one_of_two_becomes_the_operator(number):
    assert both_begin() == (1, 1)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer, and hides it")
def test_without_taking_turns_there_would_be_two_operators(monkeypatch):
    """The mutant of the one above."""
    monkeypatch.setattr(founding, "take_turn", lambda: None)

    assert (2, 2) in {both_begin() for _number in range(10)}
