"""What every page of the desk here begins with."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from clubhuis.accounts.requests import MemberRequest
from clubhuis.events.access import EventDesk
from clubhuis.registration import access


def worked_desk(request: MemberRequest, slug: str) -> EventDesk:
    """The desk, for who may change what is decided there."""
    desk = access.desk_for(request.user, slug)
    if not desk.may.edit:
        raise PermissionDenied
    return desk


def page(
    request: MemberRequest, desk: EventDesk, template: str, here: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    shared = {"desk": desk, "event": desk.event, "may": desk.may, "here": here}
    return render(request, f"registration/desk/{template}", shared | context, status=status)
