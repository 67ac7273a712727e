"""Every door has a known lock: URLs × methods × fourteen actors against one written table."""

import pytest
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.test import Client

from .doors import METHODS, Door, doors, orphans
from .world import ACTORS, World, a_world

DOORS = doors()


class Undo(Exception):
    """Rolls back what a request did, so that the next actor finds the same world."""


def answer(world: World, actor: str, method: str, url: str, data: dict | None) -> tuple[int, str]:
    client = Client(raise_request_exception=True)
    if person := world.actors[actor]:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    try:
        with transaction.atomic():
            response = client.generic(method, url) if method == "GET" else client.post(url, data or {})
            b"".join(response)  # a file is read to its end, and so closed
            raise Undo
    except Undo:
        return response.status_code, response.headers.get("Location", "")


def entitled(rule: dict, method: str) -> tuple[str, ...]:
    match rule.get(method, ()):
        case "all":
            return ACTORS
        case "signed_in":
            return tuple(a for a in ACTORS if a != "visitor")
        case named:
            unknown = set(named) - set(ACTORS)
            assert not unknown, f"unknown actors {unknown}"
            return tuple(named)


def verdict(status: int, location: str) -> str:
    if status in {401, 403, 404, 405, 410}:
        return str(status)
    if status == 302 and location.startswith(resolve_url(settings.LOGIN_URL)) and "next=" in location:
        return "sign in"
    return "in" if status < 500 else f"error {status}"


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_every_door_opens_for_those_in_the_table_and_for_nobody_else(door: Door):
    assert door.rule is not None, f"{door.name} is not in permissions.toml: who may open it?"
    world = a_world()
    url = door.url(world)
    refused = str(door.rule.get("refused", 404))
    visitor = str(door.rule.get("visitor", "sign in"))
    wrong = []
    for method in METHODS:
        inside = entitled(door.rule, method)
        for actor in ACTORS:
            no = "403" if actor in door.rule.get("forbidden", ()) else visitor if actor == "visitor" else refused
            expected = {"in"} if actor in inside else {no}
            if method not in door.rule:
                expected = {"405", refused, visitor, no}
            found = verdict(*answer(world, actor, method, url, door.rule.get("data")))
            if found not in expected:
                wrong.append(f"{method} {url} as {actor}: {found}, expected {' or '.join(sorted(expected))}")
    assert not wrong, "\n".join(wrong)


def test_the_table_names_only_doors_that_exist():
    assert orphans() == []
