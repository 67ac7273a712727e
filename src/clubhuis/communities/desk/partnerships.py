"""Partners: what was agreed, as both desks see it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities import access, actions
from clubhuis.communities.access import Desk
from clubhuis.communities.forms import PartnerForm, ProposalForm
from clubhuis.communities.models import Partnership, Share
from clubhuis.lib.refusals import Refused


def _desk(request: MemberRequest, slug: str) -> Desk:
    desk = access.desk_for(request.user, slug)
    if not desk.may.manage:
        raise PermissionDenied
    return desk


@require_http_methods(["GET", "HEAD", "POST"])
def partnerships(request: MemberRequest, slug: str) -> HttpResponse:
    """All partnerships, also past ones; a POST invites a partner."""
    desk = _desk(request, slug)
    form = PartnerForm(
        request.POST if request.method == "POST" else None, community=desk.community, person=request.user
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite_partner(
                desk.community,
                form.cleaned_data["other"],
                shares=[Share(what) for what in form.cleaned_data["shares"]],
                message=form.cleaned_data["message"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("other", str(refusal))
        else:
            messages.success(request, _("%(community)s has been asked.") % {"community": form.cleaned_data["other"]})
            return redirect("communities:partnerships", slug)
    known = Partnership.objects.of(desk.community).select_related("inviting", "invited", "proposed_by")
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "partnerships",
        "running": [(p, p.other(desk.community), ProposalForm(partnership=p)) for p in known if p.is_open],
        "past": [(p, p.other(desk.community)) for p in known if not p.is_open],
        "form": form,
    }
    return render(request, "communities/desk/partnerships.html", context, status=422 if form.errors else 200)


def _do(request: MemberRequest, slug: str, pk: int, deed: Callable[[Partnership], object], said: str) -> HttpResponse:
    """Do something with a partnership of this desk, say so, and show the page again."""
    partnership = access.partnership_at(_desk(request, slug).community, pk)
    try:
        deed(partnership)
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("communities:partnerships", slug)


@require_POST
def acceptance(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    return _do(request, slug, pk, lambda p: actions.accept_partnership(p, by=request.user), _("You are partners now."))


@require_POST
def refusal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    return _do(request, slug, pk, lambda p: actions.decline_partnership(p, by=request.user), _("You have declined."))


@require_POST
def ending(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    return _do(
        request, slug, pk, lambda p: actions.end_partnership(p, by=request.user), _("Nothing is shared any more.")
    )


@require_POST
def share_removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Stop sharing one thing, at once."""
    _desk(request, slug)
    what = request.POST.get("what", "")
    if what not in Share.values:
        messages.error(request, _("Choose what you no longer want to share."))
        return redirect("communities:partnerships", slug)
    return _do(
        request,
        slug,
        pk,
        lambda p: actions.withdraw_share(p, Share(what), by=request.user),
        _("This is no longer shared."),
    )


@require_POST
def shares(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Propose to share more."""
    desk = _desk(request, slug)
    chosen = [Share(what) for what in request.POST.getlist("shares")[:10] if what in Share.values]
    return _do(
        request,
        slug,
        pk,
        lambda p: actions.propose_shares(p, chosen, community=desk.community, by=request.user),
        _("Your partner has been asked to agree."),
    )


@require_POST
def proposal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Answer what the partner proposed, or take one's own proposal back."""
    if request.POST.get("answer") == "yes":
        return _do(request, slug, pk, lambda p: actions.accept_proposal(p, by=request.user), _("It is agreed."))
    return _do(request, slug, pk, lambda p: actions.drop_proposal(p, by=request.user), _("The proposal is off."))
