"""What rooms above add to the page of one's own registration, such as whom to meet there."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from clubhuis.lib.registry import Registry

from .models import Registration

# Takes the request and a registration found by its personal link, and answers HTML, or None when there is nothing.
sections: Registry[Callable[[HttpRequest, Registration], str | None]] = Registry("parts of the page of a registration")


def rendered(request: HttpRequest, registration: Registration) -> list[str]:
    return [html for section in sections if (html := section(request, registration))]
