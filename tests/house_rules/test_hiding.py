"""Not even existence leaks: what is not yours answers like what is not there."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from django.urls import reverse

from .doors import METHODS, Door, doors, entitled
from .visits import visit
from .world import World

# A token is a secret: who knows it is let in.
HIDDEN = [
    door
    for door in doors()
    if door.rule and set(door.rule.get("args", {})) - {"token"} and door.rule.get("refused", 404) == 404
]
ELSEWHERE = {  # where a thing lives, and another place of the same kind
    "organisation.slug": "rivals.slug",
    "community.slug": "foreign.slug",
    "partner.slug": "foreign.slug",
    "event.slug": "open_event.slug",
    "open_event.slug": "event_today.slug",
    "asked_event.slug": "open_event.slug",
    "event_today.slug": "open_event.slug",
    "event_past.slug": "open_event.slug",
    "series.slug": "event_series.slug",
    "registration.token": "seat_today.token",
    "seat_past.token": "registration.token",
    "conversation.pk": "another_conversation.pk",
    "need.pk": "another_need.pk",
}
NESTED = [door for door in doors() if door.rule and set(list(door.rule.get("args", {}).values())[:-1]) & set(ELSEWHERE)]
CURIOUS = ("visitor", "stranger", "rival", "partner_manager", "foreign_manager")
# Of each answer its own: ids, tokens, and how long they make it.
OWN_HEADERS = {"X-Request-ID", "Content-Length", "Content-Security-Policy", "Set-Cookie"}
OWN_WORDS = re.compile(
    r'(csrfmiddlewaretoken" value|once" value|nonce|content|X-CSRFToken&quot;:)[=\s]*["&quot;]*[\w+/=-]{16,}|\b[0-9a-f]{12}\b'
)


def missing(value: Any) -> Any:
    """Something of the same kind that nobody has."""
    match value:
        case int():
            return 987_654_321
        case UUID():
            return UUID(int=7)
    return "bestaat-niet"


def what_is_told(world: World, actor: str, method: str, url: str) -> tuple[int, dict[str, str], str]:
    answer = visit(world, actor, method, url)
    headers = {k: here(v, url) for k, v in answer.headers.items() if k not in OWN_HEADERS}
    return answer.status, headers, OWN_WORDS.sub("", here(answer.text, url))


def here(text: str, url: str) -> str:
    for spelling in (quote(url, safe=""), quote(url), url):
        text = text.replace(spelling, "HERE")
    return text


@pytest.mark.once
@pytest.mark.parametrize("door", HIDDEN, ids=lambda door: door.name)
def test_foreign_and_missing_answer_alike(door: Door, world: World):
    real = {k: world[v] if isinstance(v, str) else v for k, v in door.rule["args"].items()}
    nowhere = {k: missing(v) for k, v in real.items()}
    last = list(real)[-1]
    for method in METHODS:
        inside = {*entitled(door.rule, method), *door.rule.get("forbidden", ())}
        for actor in CURIOUS:
            if actor in inside:
                continue
            foreign = what_is_told(world, actor, method, reverse(door.name, kwargs=real))
            for kwargs in (nowhere, real | {last: nowhere[last]}):
                there_is_none = what_is_told(world, actor, method, reverse(door.name, kwargs=kwargs))
                assert there_is_none == foreign, f"{method} {kwargs} as {actor}"


@pytest.mark.once
@pytest.mark.parametrize("door", NESTED, ids=lambda door: door.name)
def test_a_thing_is_not_found_under_the_address_of_another_house(door: Door, world: World):
    of_another = replace(
        door, rule=door.rule | {"args": {k: ELSEWHERE.get(v, v) for k, v in door.rule["args"].items()}}
    )

    for method in METHODS:
        if method in door.rule:
            assert visit(world, "operator", method, of_another.url(world), door.rule.get("data")).status == 404
