"""Needs in the header of every page."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from clubhuis.ui.shell import Link


def links(request: HttpRequest) -> Iterable[Link]:
    href = reverse("market:board")
    is_here = bool(request.resolver_match and request.resolver_match.view_name in ("market:board", "market:need"))
    yield Link(_("Needs"), href, icon="search", current=is_here)
