"""Every door has a known lock: URLs × methods × fourteen actors against one written table; behind it is a whole page."""

import re
from dataclasses import replace
from functools import cache
from html import unescape
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponseNotFound
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve

from .doors import METHODS, Door, doors, entitled, first_inside, orphans
from .headers import careless
from .reading import only_english, words_of
from .visits import Answer, looked_at, visit
from .world import ACTORS, World

DOORS = doors()
LOCAL = re.compile(r'\b(?:href|src|action)="(/[^"/][^"]*)"')
TO_OPEN = [door for door in DOORS if door.rule and door.rule.get("GET")]


@pytest.fixture(autouse=True)
def _refused_in_one_word(monkeypatch):
    """Most answers here are "not found", and only that counts; the page that says it kindly has tests of its own."""
    monkeypatch.setattr("clubhuis.config.urls.handler404", lambda request, exception: HttpResponseNotFound())


def who_try(inside: tuple[str, ...]) -> tuple[str, ...]:
    """Everybody; on PostgreSQL, which only has to say the same, a visitor, one who may and one who may not."""
    if connection.vendor == "sqlite":
        return ACTORS
    return tuple({"visitor", *inside[:1], next((actor for actor in ACTORS if actor not in inside), "visitor")})


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
        for actor in who_try(inside):
            no = "403" if actor in door.rule.get("forbidden", ()) else visitor if actor == "visitor" else refused
            expected = {"in"} if actor in inside else {no}
            if method not in door.rule:
                expected = {"405", refused, visitor, no}
            if method == "GET" and actor in inside and not door.rule.get("data"):
                found = verdict(looked_at(world, actor, url))
            else:
                found = verdict(visit(world, actor, method, url, door.rule.get("data")))
            if found not in expected:
                wrong.append(f"{method} {url} as {actor}: {found}, expected {' or '.join(sorted(expected))}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.once
@pytest.mark.parametrize("door", TO_OPEN, ids=lambda door: door.name)
def test_a_page_opens_for_everybody_who_may_and_is_dutch_in_dutch(door: Door, world: World):
    url = door.url(world)
    for actor in entitled(door.rule, "GET"):
        answer = looked_at(world, actor, url)
        assert answer.status in {200, 302}, actor
        assert careless(door, actor, answer) == [], actor
        if answer.is_page:
            is_whole(answer, "nl")
            own_name = set(actor.title().split("_"))
            assert (words_of(answer.text) & only_english()) - own_name == set(), f"{actor} reads English in Dutch"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", ""),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Referrer-Policy", "unsafe-url"),
        ("Content-Security-Policy", "default-src 'none'; script-src 'self' 'unsafe-inline'"),
        ("Cache-Control", "public, max-age=60"),
    ],
)
def test_a_careless_header_is_noticed(world: World, header: str, value: str):
    """The mutants of what the test above says of headers."""
    door = next(door for door in TO_OPEN if door.name == "registration:registration")
    answer = looked_at(world, "visitor", door.url(world))
    assert careless(door, "visitor", answer) == []

    tampered = replace(answer, headers={**answer.headers, header: value})

    assert careless(door, "visitor", tampered) == [header]


@pytest.mark.once
@pytest.mark.parametrize("door", TO_OPEN, ids=lambda door: door.name)
def test_a_page_opens_in_english(door: Door, world: World):
    answer = visit(world, first_inside(door, "GET"), "GET", door.url(world), language="en")

    assert answer.status in {200, 302}
    if answer.is_page:
        is_whole(answer, "en")


def is_whole(answer: Answer, language: str) -> None:
    assert "{{" not in answer.text
    assert "{%" not in answer.text
    assert f'<html lang="{language}"' in answer.text or "<html" not in answer.text
    assert [address for address in LOCAL.findall(answer.text) if not is_door(address)] == []


@cache
def is_door(address: str) -> bool:
    """Whether a link or picture on a page leads to a door of the house, or to one of its static files."""
    path = unquote(unescape(address)).partition("?")[0].partition("#")[0]
    try:
        resolve(path)
    except Resolver404:
        return path.startswith(settings.STATIC_URL)
    return True


def test_the_table_names_only_doors_that_exist():
    assert orphans() == []
