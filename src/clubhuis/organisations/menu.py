"""The way to one's organisations from every page."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clubhuis.ui.shell import Link


def links(request: HttpRequest) -> Iterator[Link]:
    url = reverse("organisations:mine")
    yield Link(_("My organisations"), url, icon="building", current=request.path == url)
