"""What goes around every request: an id to find it by, a memory for one page, and headers that keep private pages private."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from .looking import looking

type View = Callable[[HttpRequest], HttpResponse]

# Nothing in the house uses these; a camera for the check-in asks for itself on its own page.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "gyroscope"),
        *("hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking"),
    )
)
SECRET_LINK = frozenset({"token", "handle"})  # in an address: who has it is let in
_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """The id of the request that is, or was last, answered; "" before the first. People quote it when something goes wrong."""
    return _current.get()


def request_id(view: View) -> View:
    """Gives each request an id of ours, in the log, on the error page and in the header X-Request-ID."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.id = secrets.token_hex(6)  # type: ignore[attr-defined]  # error pages show it
        _current.set(request.id)  # type: ignore[attr-defined]  # stays for the lines Django logs after the answer
        response = view(request)
        response["X-Request-ID"] = current_request_id()
        return response

    return answer


def remember_while_looking(view: View) -> View:
    """For requests that change nothing: what was asked once for a page is not asked again; see lib.looking."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return view(request)
        with looking():
            return view(request)

    return answer


def without_null_characters(view: View) -> View:
    """No database holds a NUL in a text, so a question that has one is asked without it; forms refuse theirs by themselves."""

    def answer(request: HttpRequest) -> HttpResponse:
        if "%00" in (asked := request.META.get("QUERY_STRING", "")):
            request.META["QUERY_STRING"] = asked.replace("%00", "")
        return view(request)

    return answer


def careful_headers(view: View) -> View:
    """Personal pages are stored by nobody: of who is signed in, and behind a secret link. No page may use a device it does not need."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        behind = request.resolver_match.kwargs if request.resolver_match else {}
        if not SECRET_LINK.isdisjoint(behind) or request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer
