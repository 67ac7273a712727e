"""What the portal adds to the header, the person's menu and the footer."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from clubhuis.accounts.requests import viewer
from clubhuis.ui.shell import Link


def directory(request: HttpRequest) -> Iterator[Link]:
    href = reverse("portal:directory")
    yield Link(_("Directory"), href, current=request.path == href)
    href = reverse("matchmaking:match")
    yield Link(_("Who can do it?"), href, current=request.path == href)


def calendar(request: HttpRequest) -> Iterator[Link]:
    here = request.resolver_match
    is_here = bool(here and here.view_name in ("portal:calendar", "portal:subscribing", "events:event"))
    yield Link(_("Calendar"), reverse("portal:calendar"), icon="calendar", current=is_here)


def operator(request: HttpRequest) -> Iterator[Link]:
    person = viewer(request)
    if person and person.is_operator:
        yield Link(_("Operator's desk"), reverse("portal:operator"), icon="server")


def footer(request: HttpRequest) -> Iterator[Link]:
    yield Link(_("Communities"), reverse("communities:communities"))
    yield Link(_("Capabilities"), reverse("taxonomy:index"))
