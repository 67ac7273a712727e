"""Who is signed in reads their own language; who no longer is signs in first, and comes back to the page they were on."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

from .models import Person


class PersonsLanguageMiddleware:
    """Stands after authentication; for visitors Django's LocaleMiddleware has already decided."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            person: Person = request._cached_user  # type: ignore[attr-defined]
            request.user = person  # no longer lazy: a page asks for it a hundred times
            translation.activate(person.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class SignInFirst(LoginRequiredMiddleware):
    """Django's own rule, for people who were signed out while they typed: many addresses take what is sent and show nothing."""

    def handle_no_permission(  # type: ignore[override]  # a script gets an answer that is no redirect
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        by_script = request.headers.get("HX-Request") == "true"
        if request.method in {"GET", "HEAD"} and not by_script:
            return super().handle_no_permission(request, view_func)
        if request.method not in {"GET", "HEAD"}:
            messages.warning(
                request, _("You were no longer signed in, so nothing was saved. Sign in, and do it once more.")
            )
        answer = redirect_to_login(page_before(request), self.get_login_url(view_func))
        if by_script:  # the browser is to go there, not to put the page in a corner of this one
            return HttpResponse(headers={"HX-Redirect": answer.url})
        return answer


def page_before(request: HttpRequest) -> str:
    """The page of ours from which this was sent; home when the browser does not say."""
    before = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if before.netloc != request.get_host():
        return "/"
    return f"{before.path}?{before.query}" if before.query else before.path or "/"
