"""The language of somebody who is signed in is the one they chose, on every device."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

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
