"""Looking after the page: how far it is, what it says, who sees it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.organisations import access, actions
from clubhuis.organisations import completeness as complete
from clubhuis.organisations.forms import ProfileForm, VisibilityForm
from clubhuis.organisations.models import Organisation
from clubhuis.organisations.vocabulary import by_kind, matching
from clubhuis.taxonomy.models import Capability

from .answering import attempt, filled_in


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
    if request.method == "POST":
        _choose(request, organisation)
        if not request.htmx:
            return redirect(request.get_full_path())
    words = request.GET.get("q", "")[:100]
    links = list(organisation.capability_links.select_related("capability"))
    stated = [link.capability for link in links if link.source == "stated"]
    context = {
        "organisation": organisation,
        "stated": by_kind(stated),
        "number": len(stated),
        "read": [link.capability for link in links if link.source == "read"],
        "words": words,
        "found": matching(words, without={c.pk for c in stated}) if words.strip() else [],
    }
    template = "organisations/capabilities.html"
    return render(request, f"{template}#choice" if request.htmx else template, context)


def _choose(request: MemberRequest, organisation: Organisation) -> None:
    stated = {
        link.capability_id: link.capability
        for link in organisation.capability_links.filter(source="stated").select_related("capability")
    }
    if slug := request.POST.get("remove", ""):
        gone = get_object_or_404(Capability, slug=slug)
        stated.pop(gone.pk, None)
    else:
        new = get_object_or_404(Capability, slug=request.POST.get("add", ""), is_deprecated=False)
        stated[new.pk] = new
    actions.choose_capabilities(organisation, stated.values(), by=request.user)


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
