"""While a need is being written: what rooms above say about it as it stands, such as how many fit."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from clubhuis.lib.registry import Registry

from .models import Need

# A counter takes the request and a need that has not been saved, and answers a short piece of HTML.
counters: Registry[Callable[[HttpRequest, Need], str]] = Registry("what is said about a need while it is written")


def counted(request: HttpRequest, draft: Need) -> list[str]:
    return [html for counter in counters if (html := counter(request, draft))]
