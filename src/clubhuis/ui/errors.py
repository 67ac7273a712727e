"""Pages for when something is wrong: calm, what happened, why, what to do. They need no database and no session."""

import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

logger = logging.getLogger(__name__)


def page(request: HttpRequest, status: int, title: str, text: str, *, retry: bool = False) -> HttpResponse:
    values = {
        "title": title,
        "text": text,
        "status": status,
        "retry": retry,
        "path": request.get_full_path(),
        "request_id": getattr(request, "id", ""),
        "request": request,
    }
    try:
        text = render_to_string("ui/errors/page.html", values)
    except Exception:
        # Whatever broke may be what pages are made of, such as the collected static files. Then words alone must do.
        logger.exception("The page for a mishap could not be made")
        text = render_to_string("ui/errors/words.html", values)
    return HttpResponse(text, status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, (TooManyFieldsSent, TooManyFilesSent, RequestDataTooBig)):
        return page(
            request,
            422,
            _("This is too much at once"),
            _("Go back, choose fewer or smaller things, and send them in parts."),
        )
    return page(
        request,
        400,
        _("We could not read this request"),
        _("Something in the address or the form is not as it should be. Go back and try again."),
    )


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(
        request,
        403,
        _("This is not yours to do"),
        _(
            "You are signed in, but your role does not allow this. Ask an administrator of the organisation or community."
        ),
    )


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(
        request,
        404,
        _("There is nothing here for you"),
        _(
            "The page does not exist, has moved, or is only there for others. Check the address, or sign in and try again."
        ),
    )


@requires_csrf_token
def broken(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        500,
        _("Something broke on our side"),
        _("This is our fault, not yours. What you had saved is safe. Try again in a minute."),
        retry=True,
    )


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(
        request,
        403,
        _("This form is too old to send"),
        _(
            "You signed in or out since it was opened, or your browser refuses our cookie. "
            "Go back, reload the page and send it again: what you typed is kept."
        ),
    )


def explain_methods(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """An address that only takes what is sent says so when somebody opens it; Django answers 405 and an empty page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        if response.status_code != 405 or response.content or request.method != "GET":
            return response
        explained = page(
            request,
            405,
            _("This address is not a page"),
            _("It belongs to a button or a form. Go back and use that; nothing was changed."),
        )
        explained["Allow"] = response["Allow"]
        return explained

    return answer
