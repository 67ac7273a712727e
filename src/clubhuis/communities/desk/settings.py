"""The public page, and how the community works."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities import access, actions
from clubhuis.communities.access import Desk
from clubhuis.communities.forms import PageForm, SettingsForm, TiersForm
from clubhuis.communities.models import Community
from clubhuis.lib.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: MemberRequest, slug: str) -> HttpResponse:
    """Write the public page."""
    desk = access.desk_for(request.user, slug)
    if not desk.may.edit_page:
        raise PermissionDenied
    form = PageForm(
        request.POST if request.method == "POST" else None, request.FILES or None, instance=_copy(desk.community)
    )
    if request.method == "POST" and form.is_valid():
        actions.change_page(Community.objects.get(pk=desk.community.pk), by=request.user, **form.changes())
        messages.success(request, _("The page has been changed."))
        return redirect("communities:page", slug)
    context = {"desk": desk, "community": desk.community, "may": desk.may, "here": "page", "form": form}
    return render(request, "communities/desk/page.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: MemberRequest, slug: str) -> HttpResponse:
    """Path, host name, joining, who sees the members."""
    desk = _managed(request, slug)
    form = SettingsForm(
        request.POST if request.method == "POST" else None, instance=_copy(desk.community), person=request.user
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_settings(
                Community.objects.get(pk=desk.community.pk), by=request.user, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error("parent", str(refusal))
        except ValidationError as mistake:
            form.add_error(None, mistake)
        else:
            messages.success(request, _("The settings have been changed."))
            return redirect("communities:settings", changed.slug)
    return _settings_page(request, desk, form, TiersForm(community=desk.community))


@require_POST
def tiers(request: MemberRequest, slug: str) -> HttpResponse:
    """The kinds of membership."""
    desk = _managed(request, slug)
    form = TiersForm(request.POST, community=desk.community)
    if form.is_valid():
        try:
            actions.keep_tiers(desk.community, form.cleaned_data["tiers"], default=0, by=request.user)
        except Refused as refusal:
            form.add_error("tiers", str(refusal))
        else:
            messages.success(request, _("The kinds of membership have been changed."))
            return redirect("communities:settings", slug)
    return _settings_page(request, desk, SettingsForm(instance=_copy(desk.community), person=request.user), form)


def _managed(request: MemberRequest, slug: str) -> Desk:
    desk = access.desk_for(request.user, slug)
    if not desk.may.manage:
        raise PermissionDenied
    return desk


def _copy(community: Community) -> Community:
    """A form changes its instance while it judges; the page around it shows the community as it is."""
    return Community.objects.get(pk=community.pk)


def _settings_page(request: MemberRequest, desk: Desk, form: SettingsForm, tiers: TiersForm) -> HttpResponse:
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "settings",
        "form": form,
        "tiers": tiers,
    }
    status = 422 if form.errors or tiers.errors else 200
    return render(request, "communities/desk/settings.html", context, status=status)
