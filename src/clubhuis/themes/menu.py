"""Themes in the header of every page, and what one follows in the person's menu."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from clubhuis.ui.shell import Link


def links(request: HttpRequest) -> Iterable[Link]:
    here = request.resolver_match
    is_here = bool(here and here.app_name == "themes" and here.url_name in ("themes", "theme"))
    yield Link(_("Themes"), reverse("themes:themes"), icon="sparkles", current=is_here)


def own(request: HttpRequest) -> Iterable[Link]:
    yield Link(_("What I follow"), reverse("themes:following"), icon="bookmark")
