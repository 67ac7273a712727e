"""Somebody opens a door; what they did there is undone, so that the next finds the same world."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import QueryDict
from django.template.backends.django import Template
from django.test import Client
from django.utils.safestring import SafeString

from clubhuis.lib.sending import FIELD

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


class Overheard(QueryDict):
    """What was sent, and which of it anything looks at."""

    asked_for: set[str]

    def __getitem__(self, key: str) -> Any:
        self.asked_for.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.asked_for.add(str(key))
        return super().__contains__(key)

    def getlist(self, key: str, default: Any = None) -> Any:
        self.asked_for.add(key)
        return super().getlist(key, default)


@contextmanager
def overhearing() -> Iterator[set[str]]:
    """Hears the names of the fields that anything asks for in what is posted; the key of the form itself is none."""
    found: set[str] = set()

    def posted(request: WSGIRequest) -> QueryDict:
        if not hasattr(request, "_post"):
            request._load_post_and_files()  # type: ignore[attr-defined]
        sent = request._post  # type: ignore[attr-defined]
        if type(sent) is QueryDict:
            sent.__class__ = Overheard
            sent.asked_for = found
        return sent

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIRequest, "POST", property(posted, WSGIRequest._set_post))  # type: ignore[attr-defined]
        yield found
    found -= {FIELD, "csrfmiddlewaretoken"}


@contextmanager
def drawn_if(wanted: bool) -> Iterator[None]:
    """Pages stay empty unless wanted: drawing is most of the work of an answer of which only the status counts."""
    with pytest.MonkeyPatch.context() as patch:
        if not wanted:
            patch.setattr(Template, "render", lambda template, context=None, request=None: SafeString())
        yield


@contextmanager
def listening() -> Iterator[list[str]]:
    """Hears whether anything looks at what is asked in the address."""
    heard: list[str] = []

    def asked(request: WSGIRequest) -> QueryDict:
        heard.append(request.path)
        return QueryDict(request.META.get("QUERY_STRING", ""))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIRequest, "GET", property(asked))
        yield heard


def looked_at(world: World, actor: str, url: str) -> Answer:
    """What somebody sees in Dutch; looking changes nothing, so once is enough for all tests of a file."""
    if (actor, url) not in world.seen:
        world.seen[actor, url] = visit(world, actor, "GET", url, language="nl")
    return world.seen[actor, url]
