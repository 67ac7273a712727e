"""Messages in the header, with how many are new; reports for those who run the installation."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from clubhuis.accounts.requests import viewer
from clubhuis.lib.prepared import prepared_count
from clubhuis.ui.shell import Link

from .access import unread_count
from .models import Report


def links(request: HttpRequest) -> Iterable[Link]:
    person = viewer(request)
    if person is None:
        return
    is_here = bool(request.resolver_match and request.resolver_match.app_name == "conversations")
    href = reverse("conversations:conversations")
    yield Link(_("Messages"), href, icon="message-square", current=is_here, count=unread_count(person) or None)


def reports(request: HttpRequest) -> Iterable[Link]:
    person = viewer(request)
    if person is not None and person.is_operator:
        waiting = _open_reports()
        href = reverse("conversations:reports")
        yield Link(_("Reports"), href, icon="flag", current=request.path == href, count=waiting or None)


@prepared_count
def _open_reports() -> QuerySet[Report, int]:
    return Report.objects.filter(state=Report.State.OPEN).order_by().values_list("pk", flat=True)
