"""What rooms above add to the page of an event: its programme, who comes, what people want to work on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from clubhuis.lib.registry import Registry

from .models import Event

# A section takes the request and the event, and answers its HTML (a rendered template, with its own heading in an <h2>), or
# None when there is nothing for this viewer. It runs a fixed number of queries and judges what the viewer may see.
type Section = Callable[[HttpRequest, Event], str | None]

sections: Registry[Section] = Registry("parts of the page of an event, in the order in which they stand")

# What stands beside the heading, first thing to see: the one primary action of the page (register) with what belongs to it.
asides: Registry[Section] = Registry("what one can do next with an event, in the order in which it stands")

# What one can take along: small buttons beside those to mail, copy and print it.
takings: Registry[Section] = Registry("what one can take along of an event")

# What stands in the <head> of the page: structured data, what others show when it is shared.
heads: Registry[Section] = Registry("what machines read on the page of an event")


def rendered(request: HttpRequest, event: Event, registry: Registry[Section] = sections) -> list[str]:
    return [html for section in registry if (html := section(request, event))]
