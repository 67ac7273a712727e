"""Invitations by mail, and what became of them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities import access, actions
from clubhuis.communities.access import Desk
from clubhuis.communities.forms import InviteForm, InviteManyForm
from clubhuis.communities.models import Invitation
from clubhuis.lib.refusals import Refused

OPEN = [Invitation.State.SENT, Invitation.State.OPENED]


def _desk(request: MemberRequest, slug: str) -> Desk:
    desk = access.desk_for(request.user, slug)
    if not desk.may.edit_members:
        raise PermissionDenied
    return desk


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: MemberRequest, slug: str) -> HttpResponse:
    """All invitations; a POST sends one."""
    desk = _desk(request, slug)
    form = InviteForm(request.POST if request.method == "POST" else None, community=desk.community)
    if request.method == "POST" and form.is_valid():
        try:
            sent = actions.invite(desk.community, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("The invitation to %(address)s is on its way.") % {"address": sent.email})
            return redirect("communities:invitations", slug)
    return _page(request, desk, form, InviteManyForm(community=desk.community))


@require_POST
def many(request: MemberRequest, slug: str) -> HttpResponse:
    """Invite everybody on a pasted list; who was skipped is shown with the reason."""
    desk = _desk(request, slug)
    form = InviteManyForm(request.POST, community=desk.community)
    skipped: list[tuple[str, str]] = []
    if form.is_valid():
        try:
            sent = actions.invite_many(desk.community, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("addresses", str(refusal))
        else:
            count = len(sent.invitations)
            if count:
                messages.success(
                    request,
                    ngettext("%(count)d invitation is on its way.", "%(count)d invitations are on their way.", count)
                    % {"count": count},
                )
            if not sent.skipped:
                return redirect("communities:invitations", slug)
            skipped = sent.skipped
            form = InviteManyForm(community=desk.community)
    return _page(request, desk, InviteForm(community=desk.community), form, skipped)


def _page(
    request: MemberRequest,
    desk: Desk,
    one: forms.Form,
    several: forms.Form,
    skipped: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    everything = desk.community.invitations.select_related("organisation", "invited_by", "accepted_by")
    wanted = request.GET.get("state", "")
    shown = everything.filter(state__in=OPEN) if wanted == "unanswered" else everything
    if wanted in Invitation.State.values:
        shown = everything.filter(state=wanted)
    counts = desk.community.invitations.aggregate(
        all=Count("pk"),
        unanswered=Count("pk", Q(state__in=OPEN)),
        accepted=Count("pk", Q(state=Invitation.State.ACCEPTED)),
        declined=Count("pk", Q(state=Invitation.State.DECLINED)),
    )
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "invitations",
        "page": Paginator(shown, 50).get_page(request.GET.get("page")),
        "wanted": wanted,
        "counts": counts,
        "form": one,
        "many": several,
        "skipped": skipped or [],
    }
    status = 422 if one.errors or several.errors else 200
    return render(request, "communities/desk/invitations.html", context, status=status)


@require_POST
def reminder(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = _desk(request, slug)
    try:
        reminded = actions.remind(access.invitation_at(desk.community, pk), by=request.user)
        messages.success(request, _("A reminder to %(address)s is on its way.") % {"address": reminded.email})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("communities:invitations", slug)


@require_POST
def withdrawal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = _desk(request, slug)
    try:
        withdrawn = actions.withdraw_invitation(access.invitation_at(desk.community, pk), by=request.user)
        messages.success(
            request, _("The link in the mail to %(address)s no longer works.") % {"address": withdrawn.email}
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("communities:invitations", slug)
