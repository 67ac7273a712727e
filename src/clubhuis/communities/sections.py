"""What rooms above add to a community: parts of its page, and places at its desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

from clubhuis.lib.registry import Registry

from .access import Rights
from .models import Community

# A section takes the request and the community, and answers its HTML (a rendered template, with its own heading in an
# <h2>), or None when there is nothing for this viewer. It runs a fixed number of queries and judges what the viewer may see.
type Section = Callable[[HttpRequest, Community], str | None]

sections: Registry[Section] = Registry("parts of the page of a community, in the order in which they stand")


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """A tab at the desk: its title, the name of its URL (which takes the slug), and who may go there."""

    text: str | Promise
    url_name: str
    allowed: Callable[[Rights], bool]


# By the name that a page passes as `here` to `communities/desk/base.html`. They stand after the members and their requests.
desk_places: Registry[DeskPlace] = Registry("places at the desk of a community that rooms above add")


def rendered(request: HttpRequest, community: Community) -> list[str]:
    return [html for section in sections if (html := section(request, community))]
