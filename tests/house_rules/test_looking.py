"""Looking changes nothing, and a POST needs the token of the page it came from."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .doors import Door, doors
from .world import World

TO_LOOK_AT = [door for door in doors() if door.rule and "GET" in door.rule]
TO_POST_TO = [door for door in doors() if door.rule and "POST" in door.rule]
# Keeping track of who looks, and of the address of somebody who came in by another door.
MAY_CHANGE = {"django_session", "usersessions_usersession", "account_emailconfirmation", "account_emailaddress"}
WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def written(asked: CaptureQueriesContext) -> list[str]:
    return [q["sql"] for q in asked if (found := WRITES.match(q["sql"])) and found[1] not in MAY_CHANGE]


def somebody_who_may(world: World, door: Door, method: str):
    who = door.rule[method]
    name = "operator" if isinstance(who, str) or not who or "operator" in who else who[0]
    return world.actors[name]


@pytest.mark.once
@pytest.mark.parametrize("door", TO_LOOK_AT, ids=lambda door: door.name)
def test_looking_changes_nothing(door, world):
    if door.rule.get("looking") == "counts":  # it writes down who came, as an export does
        return
    client = Client()
    if person := somebody_who_may(world, door, "GET"):
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    with CaptureQueriesContext(connection) as asked:
        b"".join(client.get(door.url(world)))  # a file is read to its end, and so closed

    assert written(asked) == []


@pytest.mark.once
@pytest.mark.parametrize("door", TO_POST_TO, ids=lambda door: door.name)
def test_a_post_without_its_token_is_refused(door, world):
    if door.rule.get("token") == "own":  # a door for machines that prove themselves otherwise
        return
    client = Client(enforce_csrf_checks=True)
    if person := somebody_who_may(world, door, "POST"):
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    with CaptureQueriesContext(connection) as asked:
        assert client.post(door.url(world), door.rule.get("data", {})).status_code == 403

    assert written(asked) == []
