"""Every door has a known lock: URLs × methods × fourteen actors against one written table."""

import pytest
from django.conf import settings
from django.http import HttpResponseNotFound
from django.shortcuts import resolve_url

from .doors import METHODS, Door, doors, entitled, orphans
from .visits import Answer, visit
from .world import ACTORS, World

DOORS = doors()


@pytest.fixture(autouse=True)
def _refused_in_one_word(monkeypatch):
    """Most answers here are "not found", and only that counts; the page that says it kindly has tests of its own."""
    monkeypatch.setattr("clubhuis.config.urls.handler404", lambda request, exception: HttpResponseNotFound())


def verdict(answer: Answer) -> str:
    status, location = answer.status, answer.headers.get("Location", "")
    if status in {401, 403, 404, 405, 410}:
        return str(status)
    if status == 302 and location.startswith(resolve_url(settings.LOGIN_URL)) and "next=" in location:
        return "sign in"
    return "in" if status < 500 else f"error {status}"


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_every_door_opens_for_those_in_the_table_and_for_nobody_else(door: Door, world: World):
    assert door.rule is not None, f"{door.name} is not in permissions.toml: who may open it?"
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
            found = verdict(visit(world, actor, method, url, door.rule.get("data")))
            if found not in expected:
                wrong.append(f"{method} {url} as {actor}: {found}, expected {' or '.join(sorted(expected))}")
    assert not wrong, "\n".join(wrong)


def test_the_table_names_only_doors_that_exist():
    assert orphans() == []
