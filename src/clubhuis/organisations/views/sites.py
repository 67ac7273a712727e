"""Sites and departments."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.organisations import access, actions
from clubhuis.organisations.forms import DepartmentForm, SiteForm
from clubhuis.organisations.models import Organisation


def _page(request: MemberRequest, organisation: Organisation, **forms: object) -> HttpResponse:
    context = {
        "organisation": organisation,
        "sites": organisation.sites.select_related("region"),
        "departments": organisation.departments.select_related("site"),
        "site_form": SiteForm(prefix="site"),
        "department_form": DepartmentForm(organisation=organisation, prefix="department"),
    }
    status = 422 if forms else 200
    return render(request, "organisations/sites.html", context | forms, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def sites(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    if request.method != "POST":
        return _page(request, organisation)
    form = SiteForm(request.POST, prefix="site")
    if filled_in(
        request,
        form,
        lambda: actions.add_site(organisation, by=request.user, **form.cleaned_data),
        _("The site has been added."),
    ):
        return redirect("organisations:sites", slug)
    return _page(request, organisation, site_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def site(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    changed = access.site_of(organisation, pk)
    form = SiteForm(request.POST if request.method == "POST" else None, initial=SiteForm.of(changed))
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: actions.change_site(changed, by=request.user, **form.cleaned_data),
        _("Saved."),
    ):
        return redirect("organisations:sites", slug)
    status = 422 if request.method == "POST" else 200
    context = {"organisation": organisation, "form": form, "thing": access.site_of(organisation, pk), "tab": "sites"}
    return render(request, "organisations/thing.html", context, status=status)


@require_POST
def main(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    chosen = access.site_of(access.editable_for(request.user, slug), pk)
    attempt(
        request,
        lambda: actions.make_main(chosen, by=request.user),
        _("%(site)s is now the main site.") % {"site": chosen},
    )
    return redirect("organisations:sites", slug)


@require_POST
def removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    gone = access.site_of(access.editable_for(request.user, slug), pk)
    attempt(request, lambda: actions.remove_site(gone, by=request.user), _("The site has been removed."))
    return redirect("organisations:sites", slug)


@require_POST
def departments(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    form = DepartmentForm(request.POST, organisation=organisation, prefix="department")
    if filled_in(
        request,
        form,
        lambda: actions.save_department(organisation, by=request.user, **form.cleaned_data),
        _("The department has been added."),
    ):
        return redirect("organisations:sites", slug)
    return _page(request, organisation, department_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def department(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    changed = access.department_of(organisation, pk)
    posted = request.POST if request.method == "POST" else None
    form = DepartmentForm(posted, organisation=organisation, department=changed)
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: actions.save_department(organisation, by=request.user, department=changed, **form.cleaned_data),
        _("Saved."),
    ):
        return redirect("organisations:sites", slug)
    status = 422 if request.method == "POST" else 200
    thing = access.department_of(organisation, pk)
    context = {"organisation": organisation, "form": form, "thing": thing, "tab": "sites"}
    return render(request, "organisations/thing.html", context, status=status)


@require_POST
def department_removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    gone = access.department_of(access.editable_for(request.user, slug), pk)
    attempt(request, lambda: actions.remove_department(gone, by=request.user), _("The department has been removed."))
    return redirect("organisations:sites", slug)
