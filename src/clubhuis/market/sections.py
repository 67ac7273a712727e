"""What rooms above add to the page of a need: its matches, its answers."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from clubhuis.lib.registry import Registry

from .models import Need

# A section takes the request and the need, and answers its HTML (a rendered template, with its own heading in an <h2>), or
# None when there is nothing for this viewer. It runs a fixed number of queries and judges what the viewer may see.
type Section = Callable[[HttpRequest, Need], str | None]

sections: Registry[Section] = Registry("parts of the page of a need, in the order in which they stand")


def rendered(request: HttpRequest, need: Need) -> list[str]:
    return [html for section in sections if (html := section(request, need))]
