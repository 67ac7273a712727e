"""Suggestions in one's own menu, the rules at the foot."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from clubhuis.ui.shell import Link


def week(request: HttpRequest) -> Iterable[Link]:
    href = reverse("matchmaking:week")
    yield Link(_("For you, this week"), href, icon="sparkles", current=request.path == href)


def rules(request: HttpRequest) -> Iterable[Link]:
    yield Link(_("Rules of needs"), reverse("matchmaking:rules"))
