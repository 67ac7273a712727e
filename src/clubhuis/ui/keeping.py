"""Pages that are the same for every visitor: made once a second for all, not once for each.

What must differ is left open while such a page is made, and filled in for each who asks: the token and the keys of its forms, the
nonce of its styles, and what the view itself says is this visitor's (`personal`). Somebody who is signed in, to whom
something is to be said, or who has a session for another reason, gets a page of their own.
"""

from __future__ import annotations

import copy
import re
import secrets
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import get_nonce
from django.middleware.csrf import get_token
from django.utils.cache import patch_vary_headers
from django.utils.html import escape
from django.utils.translation import get_language

from clubhuis.lib.keeping import Kept
from clubhuis.lib.sending import FIELD, new_key

from .schemes import chosen_scheme
from .squeezing import accepts_gzip, as_it_is, put_together, squeezed

OPEN = secrets.token_hex(8)  # around the name of what is left open; nobody can write it in a text
HOLE = re.compile(f"{OPEN}([a-z]+){OPEN}")
TOKEN, KEY, NONCE = "token", "key", "nonce"
MADE_WITH = (  # what stands in a page that was made for one visitor
    (re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+(")'), TOKEN),
    (re.compile(r'("X-CSRFToken": ")[^"]+(")'), TOKEN),
    (re.compile(rf'(name="{FIELD}" value=")[^"]+(")'), KEY),
    (re.compile(r'( nonce=")[^"]+(")'), NONCE),
)


@dataclass(frozen=True, slots=True)
class Page:
    """Text, the name of what is to be filled in, text, …; the texts compressed; and the headers of the answer."""

    texts: tuple[bytes, ...]
    names: tuple[str, ...]
    squeezed: tuple[bytes, ...]
    headers: Mapping[str, str]


class NotTheSame(Exception):
    """It did not become a page that can be kept: the answer to who asked for it."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__(response.status_code)
        self.response = response


_pages: Kept[Page] = Kept(most=200)


def hole(name: str) -> str:
    """Stands in a page for something of one visitor."""
    return f"{OPEN}{name}{OPEN}"


def is_anybody(request: HttpRequest) -> bool:
    """Whether nothing is known of who asks: no session, nothing that is still to be said."""
    return is_visitor(request) and CookieStorage.cookie_name not in request.COOKIES


def is_visitor(request: HttpRequest) -> bool:
    """Whether somebody asks for a page who is not signed in and has no session; what was done may still have to be said."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HX-Request" not in request.headers
    )


def same_for_visitors[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A view whose page shows every visitor the same, and says nothing in headers that differs."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request = args[0]
        if not isinstance(request, HttpRequest) or not is_anybody(request):
            return view(*args, **kwargs)
        return kept(request, request.get_full_path(), lambda _request: view(*args, **kwargs))

    return answer


def kept(
    request: HttpRequest,
    name: Hashable,
    make: Callable[[HttpRequest], HttpResponse],
    *,
    personal: Mapping[str, str] | None = None,
    path: str = "",
) -> HttpResponse:
    """The page of this name for a visitor (`is_anybody`), made by `make` when there is none that is fresh.

    `make` gets a request, puts `hole("address")` where the address of the visitor belongs, and `personal` gives the address; it is
    escaped here. `path` is the address of the page when that is personal too, with its holes.
    """
    key = (name, get_language(), chosen_scheme(request), request.get_host(), settings.SITE_URL)
    try:
        page = _pages.get(key, lambda: _made(make(_as_anybody(request, path))))
    except NotTheSame as other:
        return other.response
    return _filled(page, request, personal or {})


def _as_anybody(request: HttpRequest, path: str) -> HttpRequest:
    if not path:
        return request
    made_for = copy.copy(request)
    made_for.path = made_for.path_info = path
    made_for.META = request.META | {"QUERY_STRING": ""}
    return made_for


def _made(response: HttpResponse) -> Page:
    if response.status_code != 200 or response.cookies or response.streaming:
        raise NotTheSame(response)
    text = response.content.decode()
    for pattern, name in MADE_WITH:
        text = pattern.sub(rf"\g<1>{hole(name)}\g<2>", text)
    pieces = HOLE.split(text)
    texts = tuple(piece.encode() for piece in pieces[::2])
    return Page(texts, tuple(pieces[1::2]), tuple(squeezed(piece) for piece in texts), dict(response.headers))


def _filled(page: Page, request: HttpRequest, personal: Mapping[str, str]) -> HttpResponse:
    values: dict[str, str] = {name: escape(value) for name, value in personal.items()}
    for name, value in ((TOKEN, get_token), (NONCE, get_nonce)):
        if name in page.names:
            values.setdefault(name, str(value(request)))
    own = [(new_key() if name == KEY else values[name]).encode() for name in page.names]
    pieces = between(page.texts, own)
    if accepts_gzip(request):
        content = put_together(pieces, between(page.squeezed, [as_it_is(piece) for piece in own]))
        response = HttpResponse(content, headers={**page.headers, "Content-Encoding": "gzip"})
    else:
        response = HttpResponse(b"".join(pieces), headers=dict(page.headers))
    patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
    return response


def between(fixed: Sequence[bytes], own: Sequence[bytes]) -> list[bytes]:
    """Fixed, own, fixed, …, fixed."""
    return [piece for pair in zip(fixed, (*own, b""), strict=True) for piece in pair]
