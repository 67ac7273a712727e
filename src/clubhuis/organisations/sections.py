"""What rooms above add to the page of an organisation: its offers, its communities, its events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from clubhuis.lib.registry import Registry

from .kinds import Text
from .models import Organisation

# A section takes the request and the organisation, and answers its HTML (a rendered template, with its own heading in an
# <h2>), or None when there is nothing for this viewer. It runs a fixed number of queries and judges what the viewer may see.
type Section = Callable[[HttpRequest, Organisation], str | None]

sections: Registry[Section] = Registry("parts of the page of an organisation, in the order in which they stand")


@dataclass(frozen=True, slots=True)
class EditingPage:
    """A page of a room above, on which editors look after one part of an organisation."""

    text: Text
    url_name: str  # takes the slug


editing_pages: Registry[EditingPage] = Registry("pages for editors that rooms above add, after those of this room")


def rendered(request: HttpRequest, organisation: Organisation) -> list[str]:
    return [html for section in sections if (html := section(request, organisation))]
