"""The pages of a community for members and visitors, and those of an invitation."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest, viewer
from clubhuis.lib.files import file_response
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Organisation

from . import access, actions, portrait, sections
from .actions.joining import way_in
from .forms import AcceptForm, FoundForm, JoinForm
from .models import Community, Membership

HOUR = 3600


@login_not_required
@require_safe
def communities(request: HttpRequest) -> HttpResponse:
    """All communities one may see, with mine marked."""
    person = viewer(request)
    current = Q(memberships__state=Membership.State.CURRENT)
    found = (
        Community.objects.visible_to(person)
        .select_related("region", "parent")
        .annotate(
            organisations=Count("memberships", current & Q(memberships__organisation__isnull=False)),
            people=Count("memberships", current & Q(memberships__person__isnull=False)),
        )
    )
    mine = set(Community.objects.reached_by(person).values_list("pk", flat=True)) if person else set()
    context = {"communities": found, "mine": mine, "may_found": access.can_found(person)}
    return render(request, "communities/communities.html", context)


@login_not_required
@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """The public page; members also read why they are in it."""
    person = viewer(request)
    found = access.community_for(person, slug)
    context = {"community": found, "sections": sections.rendered(request, found), **portrait.of(found, person)}
    return render(request, "communities/community.html", context)


@login_not_required
@require_safe
def picture(request: HttpRequest, slug: str) -> FileResponse:
    found = access.community_for(viewer(request), slug)
    return file_response(found.picture, public_for=HOUR if found.is_public else 0)


@login_not_required
@require_safe
def logo(request: HttpRequest, slug: str) -> FileResponse:
    found = access.community_for(viewer(request), slug)
    return file_response(found.logo, public_for=HOUR if found.is_public else 0)


@login_not_required
@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Who belongs to it, as far as one may see them."""
    person = viewer(request)
    found = access.community_for(person, slug)
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]
    page = Paginator(access.members_called(found, person, text), 60).get_page(request.GET.get("page"))
    context = {
        "community": found,
        "page": page,
        "q": text,
        "may_see": access.can_see_members(person, found),
    }
    return render(request, "communities/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def membership(request: MemberRequest, slug: str) -> HttpResponse:
    """Join, or ask to: for oneself or for an organisation one administers."""
    found = access.community_for(request.user, slug)
    way = way_in(found, request.user)
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        organisations=access.administered_by(request.user),
        asks=way == Membership.Through.REQUEST,
    )
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.join(
                found, by=request.user, organisation=form.organisation, message=form.cleaned_data.get("message", "")
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("You are in: welcome to %(community)s.") % {"community": found}
                if begun.is_current
                else _("Your request has been sent. You get the answer by mail."),
            )
            return redirect(found)
    context = {"community": found, "form": form, "way": way, "belongings": access.belongings(request.user, found)}
    return render(request, "communities/joining.html", context, status=422 if form.errors else 200)


@require_POST
def leaving(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Leave, or take one's request back."""
    found = access.community_for(request.user, slug)
    mine = access.own_membership_for(request.user, found, pk)
    try:
        if mine.is_waiting:
            actions.withdraw_request(mine, by=request.user)
            messages.success(request, _("You have taken back your request."))
        else:
            actions.leave(mine, by=request.user)
            messages.success(request, _("You have left %(community)s.") % {"community": found})
    except Refused as refusal:
        messages.error(request, str(refusal))
    still_there = Community.objects.visible_to(request.user).filter(pk=found.pk).exists()
    return redirect(found if still_there else reverse("communities:communities"))


@require_http_methods(["GET", "HEAD", "POST"])
def founding(request: MemberRequest) -> HttpResponse:
    """An operator founds a community."""
    if not access.can_found(request.user):
        raise PermissionDenied
    form = FoundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.found(
                by=request.user, manager=form.cleaned_data["manager_email"], **form.fields_of_community()
            )
        except ValidationError as mistake:
            form.add_error(None, mistake)
        else:
            messages.success(
                request, _("%(community)s is there. Tell about it, then invite its members.") % {"community": found}
            )
            return redirect("communities:desk", found.slug)
    return render(request, "communities/founding.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def closing(request: MemberRequest, slug: str) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    try:
        actions.close(desk.community, by=request.user)
        messages.success(request, _("%(community)s has been closed.") % {"community": desk.community})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("communities:communities")


@require_POST
def reopening(request: MemberRequest, slug: str) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    try:
        actions.reopen(desk.community, by=request.user)
        messages.success(request, _("%(community)s is open again.") % {"community": desk.community})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("communities:desk", slug)


# The page of a personal link. Who has the link may see it and say no; to say yes one signs in.


@login_not_required
@require_safe
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    return _invitation_page(request, token)


def _invitation_page(request: HttpRequest, token: str, form: AcceptForm | None = None) -> HttpResponse:
    found = access.invitation_with(token)
    person = viewer(request)
    if form is None and person and found.is_open and not found.organisation and not found.role:
        form = AcceptForm(organisations=_own_organisations(request))
    context = {
        "invitation": found,
        "community": found.community,
        "form": form,
        "is_other_person": person is not None and person.email != found.email,
    }
    failed = form is not None and form.is_bound and bool(form.errors)
    return render(request, "communities/invitation.html", context, status=422 if failed else 200)


def _own_organisations(request: HttpRequest) -> list[Organisation]:
    person = viewer(request)
    return access.administered_by(person) if person else []


@login_not_required
@require_POST
def invitation_opening(request: HttpRequest, token: str) -> HttpResponse:
    """Sent by the page itself in a browser: looking with GET changes nothing, and a mail scanner is no reader."""
    actions.open_invitation(access.invitation_with(token))
    return HttpResponse(status=204)


@login_not_required
@require_POST
def invitation_acceptance(request: HttpRequest, token: str) -> HttpResponse:
    found = access.invitation_with(token)
    person = viewer(request)
    if person is None:
        return redirect_to_login(found.get_absolute_url())
    form = None
    if not found.organisation and not found.role:
        form = AcceptForm(request.POST, organisations=access.administered_by(person))
        if not form.is_valid():
            return _invitation_page(request, token, form)
    try:
        actions.accept_invitation(found, by=person, organisation=form.organisation if form else None)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    messages.success(request, _("Welcome to %(community)s.") % {"community": found.community})
    if found.role:
        return redirect("communities:desk", found.community.slug)
    return redirect(found.organisation or found.community)


@login_not_required
@require_POST
def invitation_refusal(request: HttpRequest, token: str) -> HttpResponse:
    found = access.invitation_with(token)
    try:
        actions.decline_invitation(found, by=viewer(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(found)
