"""The certificates an organisation holds."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.organisations import access, actions
from clubhuis.organisations.forms import CertificateForm


@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    posted = request.method == "POST"
    form = CertificateForm(request.POST, request.FILES) if posted else CertificateForm()
    if posted and filled_in(
        request,
        form,
        lambda: actions.add_certificate(organisation, by=request.user, **form.cleaned_data),
        _("The certificate has been added."),
    ):
        return redirect("organisations:certificates", slug)
    context = {
        "organisation": organisation,
        "form": form,
        "certificates": organisation.certificates.select_related("capability"),
    }
    return render(request, "organisations/certificates.html", context, status=422 if posted else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    changed = access.certificate_of(organisation, pk)
    posted = request.method == "POST"
    files = (request.POST, request.FILES) if posted else ()
    form = CertificateForm(*files, certificate=changed)
    if posted and filled_in(
        request,
        form,
        lambda: actions.change_certificate(changed, by=request.user, **form.cleaned_data),
        _("Saved."),
    ):
        return redirect("organisations:certificates", slug)
    thing = access.certificate_of(organisation, pk)
    context = {"organisation": organisation, "form": form, "thing": thing, "tab": "certificates"}
    return render(request, "organisations/thing.html", context, status=422 if posted else 200)


@require_POST
def removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    gone = access.certificate_of(access.editable_for(request.user, slug), pk)
    attempt(request, lambda: actions.remove_certificate(gone, by=request.user), _("The certificate has been removed."))
    return redirect("organisations:certificates", slug)
