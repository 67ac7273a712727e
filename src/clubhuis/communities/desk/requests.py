"""Requests to join, and their answers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities import access, actions
from clubhuis.communities.forms import DeclineForm
from clubhuis.communities.models import Community, Membership
from clubhuis.lib.prepared import prepared
from clubhuis.lib.refusals import Refused


@require_safe
def requests(request: MemberRequest, slug: str) -> HttpResponse:
    """Who waits for an answer, the longest first."""
    desk = access.desk_for(request.user, slug)
    if not desk.may.edit_members:
        raise PermissionDenied
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "requests",
        "requests": _waiting(desk.community),
        "answered": _answered(desk.community),
        "form": DeclineForm(),
    }
    return render(request, "communities/desk/requests.html", context)


@prepared
def _waiting(community: Community) -> QuerySet[Membership]:
    asked = Membership.objects.filter(community=community, state=Membership.State.ASKED)
    return asked.select_related("organisation", "person", "asked_by").order_by("created_at", "pk")[:200]


@prepared
def _answered(community: Community) -> QuerySet[Membership]:
    answered = Membership.objects.filter(community=community, answered_at__isnull=False)
    return answered.select_related("organisation", "person").order_by("-answered_at")[:20]


@require_POST
def acceptance(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    asked = access.membership_at(desk.community, pk)
    try:
        actions.accept_request(asked, by=request.user)
        messages.success(request, _("%(member)s is now a member and has been told by mail.") % {"member": asked.member})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("communities:requests", slug)


@require_POST
def refusal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    asked = access.membership_at(desk.community, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(mistake) for mistakes in form.errors.values() for mistake in mistakes))
        return redirect("communities:requests", slug)
    try:
        actions.decline_request(asked, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("%(member)s has been told by mail.") % {"member": asked.member})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("communities:requests", slug)
