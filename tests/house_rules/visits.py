"""Somebody opens a door; what they did there is undone, so that the next finds the same world."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.test import Client

from .world import World


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def is_page(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html")

    @property
    def text(self) -> str:
        return self.content.decode() if self.is_page else ""


class Undo(Exception):
    """Rolls back what a request did."""


def visit(
    world: World,
    actor: str,
    method: str,
    url: str,
    data: dict[str, Any] | None = None,
    *,
    language: str | None = None,
) -> Answer:
    """The answer to one request of one actor; a mistake of ours is raised as it is."""
    client = Client(raise_request_exception=True)
    if language:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    try:
        with transaction.atomic():
            if person := world.actors[actor]:
                client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[actor]
                if language:  # who is signed in reads in the language of their account
                    type(person).objects.filter(pk=person.pk).update(language=language)
            if method == "GET":
                response = client.get(f"{url}?{urlencode(data, doseq=True)}" if data else url)
            else:
                response = client.post(url, data or {})
            content = b"".join(response)  # a file is read to its end, and so closed
            raise Undo
    except Undo:
        return Answer(response.status_code, response.headers, content)
