"""The way to one's notices, with how many are new."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from clubhuis.accounts.requests import viewer
from clubhuis.ui.shell import Link

from .access import unread_count


def links(request: HttpRequest) -> Iterable[Link]:
    me = viewer(request)
    if me is not None:
        href = reverse("activity:notices")
        yield Link(_("Notices"), href, icon="bell", current=request.path == href, count=unread_count(me) or None)
