"""Sending a form twice does no harm: a double click, a retry after a lost connection, the back button.

Every form carries a key of its own. The key is written down in the transaction that does what the form asks, so that either both are
there or neither is, also when the process is killed; a second one with the same key waits for the first (both databases make it
wait) and gets the same answer. What was refused or had mistakes in it is not written down: it may be mended and sent again.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from .models import Sending
from .prepared import prepared
from .writing import changes, insert_unless_there

FIELD = "once"
NOT_CONTENT = {FIELD, "csrfmiddlewaretoken"}
KEY = re.compile(r"[A-Za-z0-9_-]{22,40}")
KEPT = timedelta(days=1)
A_MOMENT = timedelta(seconds=10)  # in which the same piece of a page asked for twice is a double click


class AlreadySent(Exception):
    """The same was sent before; `sending` says what it led to."""

    def __init__(self, sending: Sending) -> None:
        super().__init__(sending.key)
        self.sending = sending


class SentOtherwise(Exception):
    """This key was used for something else, and that was done."""


class Answer:
    """What a view answers, put here inside `once` so that it is written down with what was done."""

    response: HttpResponseBase | None = None


def new_key() -> str:
    return secrets.token_urlsafe(16)


def key_of(request: HttpRequest) -> str:
    """The key of the form that was sent; "" when it has none, or one we did not make."""
    key = request.POST.get(FIELD, "")
    return key if KEY.fullmatch(key) else ""


@contextmanager
def once(request: HttpRequest, *, savepoint: bool = True) -> Iterator[Answer]:
    """One transaction for what the form asks and for writing down that it was done.

    The caller puts its response in the answer before the end. Raises `AlreadySent` and `SentOtherwise` at the beginning; the
    middleware answers those. Without a key it is a transaction only. `savepoint`: not needed within `together.write`.
    """
    answer, key = Answer(), key_of(request)
    with transaction.atomic(savepoint=savepoint):
        attempt = take(key, content_of(request), bool(request.headers.get("HX-Request"))) if key else ""
        yield answer
        if attempt and answer.response is not None:
            keep(key, attempt, request, answer.response)


def take(key: str, content: str, by_script: bool) -> str:
    """Write the key down as ours; the name of our attempt."""
    attempt = secrets.token_urlsafe(16)
    if insert_unless_there(Sending(key=key, content=content, attempt=attempt, by_script=by_script)):
        return attempt
    (there,) = _sent(key)
    led_somewhere = bool(there.location)
    if there.content == content and (led_somewhere or timezone.now() - there.at < A_MOMENT):
        raise AlreadySent(there)
    if led_somewhere:
        raise SentOtherwise
    # A piece of a page that stays there (a note, a choice): it may be sent again with something else in it.
    Sending.objects.filter(pk=there.pk).update(content=content, attempt=attempt, by_script=by_script, at=timezone.now())
    return attempt


@prepared
def _sent(key: str) -> QuerySet[Sending]:
    return Sending.objects.filter(key=key)


def keep(key: str, attempt: str, request: HttpRequest, response: HttpResponseBase) -> None:
    """Write down where it led; or forget the key, when nothing was done or there is a page or file to give again."""
    location = response.headers.get("HX-Redirect", "") or response.headers.get("Location", "")
    led_somewhere = response.status_code < 400 and 0 < len(location) <= 2000
    if led_somewhere or (request.headers.get("HX-Request") and response.status_code < 300):
        _kept(
            key, attempt, status=response.status_code, location=location if led_somewhere else "", said=said_to(request)
        )
    else:
        Sending.objects.filter(key=key, attempt=attempt).delete()


@changes("status", "location", "said")
def _kept(key: str, attempt: str) -> QuerySet[Sending]:
    return Sending.objects.filter(key=key, attempt=attempt)


def said_to(request: HttpRequest) -> list[list[object]]:
    """What the view wants the next page to say."""
    queued = getattr(messages.get_messages(request), "_queued_messages", [])
    return [[message.level, str(message.message), message.extra_tags] for message in queued]


def content_of(request: HttpRequest) -> str:
    """A digest of who sent what, and where to."""
    person = getattr(request, "user", None)
    what = [
        str(getattr(person, "pk", None)),
        request.get_full_path(),
        sorted((name, request.POST.getlist(name)) for name in request.POST if name not in NOT_CONTENT),
        sorted((name, [(f.name, f.size) for f in request.FILES.getlist(name)]) for name in request.FILES),
    ]
    return hashlib.sha256(json.dumps(what).encode("utf-8", "surrogatepass")).hexdigest()


def answer_again(request: HttpRequest, sent: Sending) -> HttpResponse:
    """The answer that the first one got. A piece of a page is there already: nothing changes."""
    for level, text, tags in sent.said:
        messages.add_message(request, level, text, extra_tags=tags or "")
    if not sent.location:
        return HttpResponse(status=204)
    response = HttpResponse(status=sent.status or 302)
    response.headers["HX-Redirect" if sent.by_script and (sent.status or 302) < 300 else "Location"] = sent.location
    return response


def forget_old() -> int:
    """Returns how many were forgotten."""
    return Sending.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
