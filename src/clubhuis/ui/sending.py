"""Around every form that is sent with a key: done once, answered the same, and kept when the key was used for something else.

A view that holds no database while it thinks (the rush of a registration) says `@sends_by_itself` and uses
`lib.sending.once` around the part that writes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from clubhuis.lib.sending import NOT_CONTENT, AlreadySent, SentOtherwise, answer_again, key_of, once

type View = Callable[..., HttpResponseBase]

BY_ITSELF = "_sends_by_itself"
# Signing in takes long on purpose, and guards itself against being done twice.
LEFT_ALONE = ("allauth.",)


def sends_by_itself[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """This view uses `lib.sending.once` itself, or changes nothing."""
    setattr(view, BY_ITSELF, True)
    return view


class SentOnce:
    """The last middleware, so that whoever may not send is turned away before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if request.method != "POST" or view.__module__.startswith(LEFT_ALONE) or not key_of(request):
            return None
        try:
            if getattr(view, BY_ITSELF, False):
                return view(request, *args, **kwargs)
            with once(request) as answer:
                answer.response = view(request, *args, **kwargs)
            return answer.response
        except AlreadySent as again:
            return answer_again(request, again.sending)
        except SentOtherwise:
            return sent_otherwise(request)


def sent_otherwise(request: HttpRequest) -> HttpResponse:
    """The form was sent already, with something else in it: what was typed now is kept, and can be sent as a new one."""
    typed = [(name, value) for name in request.POST if name not in NOT_CONTENT for value in request.POST.getlist(name)]
    return render(request, "ui/sent_otherwise.html", {"typed": typed, "path": request.get_full_path()}, status=422)
