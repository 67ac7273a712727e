"""The page of an organisation, and the files on it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clubhuis.accounts.models import Visibility
from clubhuis.accounts.requests import VisitorRequest, viewer
from clubhuis.lib.files import file_response
from clubhuis.organisations import access, sections
from clubhuis.organisations.models import Organisation
from clubhuis.organisations.portrait import Portrait

MONTH = 60 * 60 * 24 * 30


@login_not_required
@require_safe
def organisation(request: VisitorRequest, slug: str) -> HttpResponse:
    person = viewer(request)
    found = access.organisation_for(person, slug)
    return render(
        request,
        "organisations/organisation.html",
        {
            "organisation": found,
            "portrait": Portrait(found, person, base=request.build_absolute_uri("/").rstrip("/")),
            "sections": sections.rendered(request, found),
            "page_url": request.build_absolute_uri(found.get_absolute_url()),
        },
    )


def _public_for(found: Organisation) -> int:
    """Addresses of pictures carry their random name, so what is public may be kept for long."""
    return MONTH if found.visibility == Visibility.PUBLIC else 0


@login_not_required
@require_safe
def logo(request: VisitorRequest, slug: str) -> FileResponse:
    found = access.organisation_for(viewer(request), slug)
    return file_response(found.logo, name=f"{found.slug}.webp", public_for=_public_for(found))


@login_not_required
@require_safe
def picture(request: VisitorRequest, slug: str, pk: int) -> FileResponse:
    found = access.organisation_for(viewer(request), slug)
    return file_response(access.picture_of(found, pk).image, public_for=_public_for(found))


@login_not_required
@require_safe
def certificate_file(request: VisitorRequest, slug: str, pk: int) -> FileResponse:
    person = viewer(request)
    found = access.organisation_for(person, slug)
    if not access.can_see_certificate_files(person, found):
        raise Http404
    certificate = access.certificate_of(found, pk)
    extension = str(certificate.file.name).rpartition(".")[2] if certificate.file else ""
    return file_response(certificate.file, name=f"{certificate.name}.{extension}")
