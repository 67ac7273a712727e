"""Looking after the page: how far it is, what it says, who sees it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.organisations import access, actions
from clubhuis.organisations import completeness as complete
from clubhuis.organisations.forms import CapabilitiesForm, ProfileForm, VisibilityForm
from clubhuis.organisations.models import HasCapability


@require_safe
def completeness(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    context = {
        "organisation": organisation,
        "completeness": complete.of(organisation),
        "administers": access.can_administer(request.user, organisation),
    }
    return render(request, "organisations/completeness.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    form = ProfileForm(request.POST if request.method == "POST" else None, organisation=organisation)
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: actions.edit(organisation, by=request.user, **form.changes()),
        _("Saved."),
    ):
        return redirect("organisations:completeness", slug)
    status = 422 if request.method == "POST" else 200
    # A refused edit has left its marks on the organisation in memory.
    organisation.refresh_from_db(fields=["name"])
    return render(request, "organisations/profile.html", {"organisation": organisation, "form": form}, status=status)


@require_safe
def details(request: MemberRequest, slug: str) -> HttpResponse:
    """The fields that fit a kind, when another kind is chosen in the form."""
    organisation = access.editable_for(request.user, slug)
    organisation.kind = request.GET.get("kind", "")
    form = ProfileForm(organisation=organisation)
    return render(request, "organisations/profile.html#details", {"organisation": organisation, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def capabilities(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    links = list(organisation.capability_links.select_related("capability"))
    stated = [link.capability for link in links if link.source == HasCapability.Source.STATED]
    form = CapabilitiesForm(request.POST if request.method == "POST" else None, initial={"capabilities": stated})
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: actions.choose_capabilities(organisation, form.cleaned_data["capabilities"], by=request.user),
        _("Saved. People who look for this find you now."),
    ):
        return redirect("organisations:capabilities", slug)
    context = {
        "organisation": organisation,
        "form": form,
        "read": [link.capability for link in links if link.source == HasCapability.Source.READ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "organisations/capabilities.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def visibility(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.administered_for(request.user, slug)
    form = VisibilityForm(request.POST if request.method == "POST" else None, organisation=organisation)
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: actions.choose_visibility(
            organisation, by=request.user, visibility=form.cleaned_data["visibility"], fields=form.chosen()
        ),
        _("Saved. From now on this is who sees what."),
    ):
        return redirect("organisations:visibility", slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "organisations/visibility.html", {"organisation": organisation, "form": form}, status=status)


@require_POST
def confirmation(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    attempt(
        request,
        lambda: actions.confirm(organisation, by=request.user),
        _("Thank you. The page now says that it was confirmed today."),
    )
    return redirect(organisation)


@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.administered_for(request.user, slug)
    if request.method == "POST":
        said = _("%(name)s has been removed.") % {"name": organisation.name}
        if attempt(request, lambda: actions.remove(organisation, by=request.user), said):
            return redirect("organisations:mine")
    return render(request, "organisations/removal.html", {"organisation": organisation})
