"""Whatever is sent twice is done once: every door that takes a form, with the same key, and with another content."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from clubhuis.ui.sending import BY_ITSELF, LEFT_ALONE

from .doors import Door, doors
from .test_looking import somebody_who_may
from .world import World

TO_POST_TO = [door for door in doors() if door.rule and "POST" in door.rule and door.rule.get("token") != "own"]
KEY = "0123456789abcdefghijkl"
WRITES = re.compile(r'^(INSERT|UPDATE|DELETE)\b.*?"(\w+)"')
# The key itself, and keeping track of who looks.
NOT_DEEDS = {"lib_sending", "django_session", "usersessions_usersession"}


@pytest.mark.parametrize("door", TO_POST_TO, ids=lambda door: door.name)
def test_what_is_sent_twice_is_done_once(door: Door, world: World):
    url, data = door.url(world), door.rule.get("data", {})
    view = resolve(url).func
    if view.__module__.startswith(LEFT_ALONE):
        return
    client = Client()
    if person := somebody_who_may(world, door, "POST"):
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])

    first = client.post(url, data | {"once": KEY})
    if not first.headers.get("Location"):
        return  # nothing was done, or it was a page or file that can be asked for again
    with CaptureQueriesContext(connection) as asked:
        again = client.post(url, data | {"once": KEY})

    if not getattr(view, BY_ITSELF, False):
        written = [found for query in asked if (found := WRITES.match(query["sql"])) and found[2] not in NOT_DEEDS]
        assert [found[0] for found in written] == []
        assert client.post(url, data | {"once": KEY, "something": "else"}).status_code == 422
    assert (again.status_code, again.headers["Location"]) == (first.status_code, first.headers["Location"])


def test_without_the_key_it_would_be_done_twice(world: World, monkeypatch: pytest.MonkeyPatch):
    """The mutant: it shows that the test above can fail."""
    monkeypatch.setattr("clubhuis.ui.sending.key_of", lambda request: "")
    failed = 0
    for door in TO_POST_TO[:40]:
        try:
            test_what_is_sent_twice_is_done_once(door, world)
        except AssertionError:
            failed += 1
    assert failed > 10
