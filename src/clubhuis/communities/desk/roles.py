"""Who runs the community."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.addresses import normal_address
from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities import access, actions
from clubhuis.communities.forms import RoleForm
from clubhuis.communities.models import Invitation, Role
from clubhuis.lib.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: MemberRequest, slug: str) -> HttpResponse:
    """Everybody at the desk. A POST gives a role to somebody with an account, and invites somebody without."""
    desk = access.desk_for(request.user, slug)
    if not desk.may.manage:
        raise PermissionDenied
    form = RoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        kind, address = Role.Kind(form.cleaned_data["kind"]), normal_address(form.cleaned_data["email"])
        known = Person.objects.present().filter(email=address, claimed_at__isnull=False).first()
        try:
            if known:
                actions.give_role(desk.community, known, kind=kind, by=request.user)
            else:
                actions.invite(
                    desk.community, address or "", role=kind, by=request.user, language=request.user.language
                )
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            # Both answers read alike: whether somebody has an account is their own business.
            messages.success(
                request,
                _("%(address)s has been given a place at the desk, or an invitation to it.") % {"address": address},
            )
            return redirect("communities:roles", slug)
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "roles",
        "roles": desk.community.roles.select_related("person", "given_by"),
        "invited": Invitation.objects.unanswered().filter(community=desk.community).exclude(role=""),
        "kinds": Role.Kind.choices,
        "matrix": _matrix(),
        "form": form,
    }
    return render(request, "communities/desk/roles.html", context, status=422 if form.errors else 200)


def _matrix() -> list[tuple[str, list[bool]]]:
    """The table of `access`, for the people it is about: a line for each right, a column for each role."""
    texts = {
        "view_desk": _("see the desk and the list of members"),
        "see_contacts": _("see how to reach members"),
        "write_notes": _("read and write notes"),
        "edit_members": _("add, tag and end members; invite; answer requests"),
        "export": _("export members"),
        "edit_page": _("write the public page"),
        "manage": _("settings, roles, partners and the audit log"),
    }
    return [(text, [getattr(access.RIGHTS[kind], right) for kind in Role.Kind]) for right, text in texts.items()]


@require_POST
def change(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    role = get_object_or_404(desk.community.roles.select_related("person", "community"), pk=pk)
    kind = request.POST.get("kind", "")
    if kind not in Role.Kind.values:
        messages.error(request, _("Choose a role."))
        return redirect("communities:roles", slug)
    try:
        actions.change_role(role, kind=Role.Kind(kind), by=request.user)
        messages.success(
            request, _("%(person)s is now %(role)s.") % {"person": role.person, "role": role.get_kind_display()}
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request, slug)


@require_POST
def removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    role = get_object_or_404(desk.community.roles.select_related("person", "community"), pk=pk)
    try:
        actions.take_role(role, by=request.user)
        messages.success(request, _("%(person)s no longer has a role here.") % {"person": role.person})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request, slug)


def _back(request: MemberRequest, slug: str) -> HttpResponse:
    """Who took their own role may not see the desk any more."""
    role = Role.objects.filter(community__slug=slug, person=request.user).first()
    if request.user.is_operator or (role and role.kind == Role.Kind.MANAGER):
        return redirect("communities:roles", slug)
    return redirect(reverse("communities:desk", args=[slug]) if role else "/")
