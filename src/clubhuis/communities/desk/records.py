"""What was done at the desk, and what was mailed from it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.activity.models import Mail
from clubhuis.communities import access, history


@require_safe
def log(request: MemberRequest, slug: str) -> HttpResponse:
    """The audit log: roles, settings, partnerships, exports."""
    desk = access.desk_for(request.user, slug)
    if not desk.may.manage:
        raise PermissionDenied
    page = Paginator(history.audit_of(desk.community), 50).get_page(request.GET.get("page"))
    roles = history.role_names(page)
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "log",
        "page": page,
        "lines": [(fact, history.in_words(fact), roles.get(fact.pk, "")) for fact in page],
    }
    return render(request, "communities/desk/log.html", context)


@require_safe
def mails(request: MemberRequest, slug: str) -> HttpResponse:
    """The mails of this community: to whom, what, and whether they went out."""
    desk = access.desk_for(request.user, slug)
    if not desk.may.edit_members:
        raise PermissionDenied
    found = Mail.objects.filter(community_id=desk.community.pk).defer("html", "text")
    wanted = request.GET.get("state", "")
    if wanted in Mail.State.values:
        found = found.filter(state=wanted)
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "mails",
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "wanted": wanted,
        "states": Mail.State.choices,
    }
    return render(request, "communities/desk/mails.html", context)
