"""The logo and the photographs."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.organisations import access, actions
from clubhuis.organisations.forms import CaptionForm, LogoForm, PictureForm
from clubhuis.organisations.models import Organisation


def _page(request: MemberRequest, organisation: Organisation, **forms: object) -> HttpResponse:
    context = {
        "organisation": organisation,
        "pictures": organisation.pictures.all(),
        "logo_form": LogoForm(prefix="logo"),
        "picture_form": PictureForm(prefix="picture"),
    }
    return render(request, "organisations/pictures.html", context | forms, status=422 if forms else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    if request.method != "POST":
        return _page(request, organisation)
    form = PictureForm(request.POST, request.FILES, prefix="picture")
    if filled_in(
        request,
        form,
        lambda: actions.add_picture(organisation, by=request.user, **form.cleaned_data),
        _("The photograph has been added."),
    ):
        return redirect("organisations:pictures", slug)
    return _page(request, organisation, picture_form=form)


@require_POST
def logo(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    form = LogoForm(request.POST, request.FILES, prefix="logo")
    if filled_in(
        request,
        form,
        lambda: actions.set_logo(organisation, form.cleaned_data["logo"], by=request.user),
        _("The logo has been changed."),
    ):
        return redirect("organisations:pictures", slug)
    return _page(request, organisation, logo_form=form)


@require_POST
def logo_removal(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    attempt(request, lambda: actions.remove_logo(organisation, by=request.user), _("The logo has been removed."))
    return redirect("organisations:pictures", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def caption(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    organisation = access.editable_for(request.user, slug)
    picture = access.picture_of(organisation, pk)
    form = CaptionForm(request.POST if request.method == "POST" else None, picture=picture)
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: actions.change_picture(picture, by=request.user, **form.cleaned_data),
        _("Saved."),
    ):
        return redirect("organisations:pictures", slug)
    status = 422 if request.method == "POST" else 200
    context = {"organisation": organisation, "form": form, "thing": picture, "tab": "pictures"}
    return render(request, "organisations/thing.html", context, status=status)


@require_POST
def removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    gone = access.picture_of(access.editable_for(request.user, slug), pk)
    attempt(request, lambda: actions.remove_picture(gone, by=request.user), _("The photograph has been removed."))
    return redirect("organisations:pictures", slug)
