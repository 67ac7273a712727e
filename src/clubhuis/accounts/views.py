"""A person's own pages, and how others see them."""

from __future__ import annotations

import time
from typing import cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language

from clubhuis.lib.files import file_response
from clubhuis.lib.refusals import Refused
from clubhuis.ui.sending import sends_by_itself

from . import access, actions, exports
from .countries import country_choices
from .forms import ErasureForm, PhotoForm, PreferencesForm, ProfileForm
from .kinds import kind
from .links import person_of_link
from .models import Person
from .regions import region_of
from .requests import MemberRequest, viewer

ERASURE_KEY = "erasure_code"
ERASURE_CODE_AGE = 15 * 60
ERASURE_ATTEMPTS = 5


@require_safe
@login_not_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.person_for(viewer(request), pk)
    return render(
        request,
        "accounts/person.html",
        {"person": found, "shows_contact": access.can_see_contact(viewer(request), found)},
    )


@require_safe
@login_not_required
def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    return file_response(access.person_for(viewer(request), pk).photo)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: MemberRequest) -> HttpResponse:
    me = request.user
    form = ProfileForm(request.POST or None, instance=Person.objects.get(pk=me.pk))
    if request.method == "POST" and form.is_valid():
        actions.change_profile(me, by=me, **form.cleaned_data)
        messages.success(request, _("Your profile has been saved."))
        return redirect("accounts:profile")
    return render(
        request, "accounts/profile.html", {"form": form, "photo_form": PhotoForm()}, status=422 if form.errors else 200
    )


@require_POST
def photo_change(request: MemberRequest) -> HttpResponse:
    me = request.user
    photo_form = PhotoForm(request.POST, request.FILES)
    if not photo_form.is_valid():
        form = ProfileForm(instance=me)
        return render(request, "accounts/profile.html", {"form": form, "photo_form": photo_form}, status=422)
    actions.change_photo(me, photo_form.cleaned_data["photo"], by=me)
    messages.success(request, _("Your photograph has been saved."))
    return redirect("accounts:profile")


@require_POST
def photo_removal(request: MemberRequest) -> HttpResponse:
    actions.change_photo(request.user, None, by=request.user)
    messages.success(request, _("Your photograph has been removed."))
    return redirect("accounts:profile")


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: MemberRequest) -> HttpResponse:
    me = request.user
    form = PreferencesForm(
        request.POST or None, instance=Person.objects.get(pk=me.pk), countries=country_choices(me.country)
    )
    if request.method == "POST" and form.is_valid():
        actions.change_preferences(me, by=me, **form.cleaned_data)
        messages.success(request, _("Your preferences have been saved."))
        return redirect("accounts:preferences")
    return render(
        request,
        "accounts/preferences.html",
        {"form": form, "region": region_of(me.country, me.postcode)},
        status=422 if form.errors else 200,
    )


@require_safe
def sign_in_methods(request: MemberRequest) -> HttpResponse:
    me = request.user
    factors = Authenticator.objects.filter(user=me)
    return render(
        request,
        "accounts/sign_in_methods.html",
        {
            "passkeys": [f for f in factors if f.type == Authenticator.Type.WEBAUTHN],
            "has_app": any(f.type == Authenticator.Type.TOTP for f in factors),
            "has_recovery_codes": any(f.type == Authenticator.Type.RECOVERY_CODES for f in factors),
            "sessions": UserSession.objects.filter(user=me).count(),
            "other_houses": SocialAccount.objects.filter(user=me),
        },
    )


@require_safe
def data(request: MemberRequest) -> HttpResponse:
    """What is known about me."""
    return render(request, "accounts/data.html", {"known": summary(request.user)})


def summary(me: Person) -> list[tuple[str, int]]:
    """By kind of thing, how many rows are about this person."""
    counts = []
    for model, about in exports.classified_models():
        if count := exports.number_of(me, model, about):
            counts.append((kind(model), count))
    return counts


@require_POST
def data_export(request: MemberRequest) -> HttpResponse:
    if request.POST.get("format") == "json":
        response = HttpResponse(exports.as_json(exports.export_of(request.user)), content_type="application/json")
        response["Content-Disposition"] = 'attachment; filename="clubhuis.json"'
        return response
    response = HttpResponse(exports.export_as_zip(request.user), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="clubhuis.zip"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: MemberRequest) -> HttpResponse:
    """Ask for a code by mail, then fill it in: nobody is forgotten because somebody else sat at their desk."""
    expected = expected_code(request)
    form = ErasureForm(request.POST if "code" in request.POST else None, expected=expected)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase(request.user, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            return redirect("accounts:erased")
    elif form.is_bound and expected:
        count_attempt(request)
    return render(
        request,
        "accounts/erasure.html",
        {"form": form, "is_asked": expected_code(request) is not None},
        status=422 if form.errors else 200,
    )


def expected_code(request: HttpRequest) -> str | None:
    """The code that was mailed, while it is fresh and has not been guessed at too often."""
    kept = request.session.get(ERASURE_KEY)
    if not kept or time.time() - kept["at"] > ERASURE_CODE_AGE or kept["attempts"] >= ERASURE_ATTEMPTS:
        return None
    return cast(str, kept["code"])


def count_attempt(request: HttpRequest) -> None:
    request.session[ERASURE_KEY] = request.session[ERASURE_KEY] | {
        "attempts": request.session[ERASURE_KEY]["attempts"] + 1
    }


@require_POST
def erasure_code(request: MemberRequest) -> HttpResponse:
    code = actions.new_erasure_code()
    request.session[ERASURE_KEY] = {"code": code, "at": time.time(), "attempts": 0}
    get_adapter(request).send_mail("accounts/mail/erasure_code", request.user.email, {"code": code})
    messages.info(request, _("A code is on its way to %(address)s.") % {"address": request.user.email})
    return redirect("accounts:erasure")


@require_safe
@login_not_required
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/erased.html")


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def sign_in_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """The link from the mail. Looking at it does nothing (mail scanners do); the button signs in."""
    found = person_of_link(token)
    if found is None:
        return render(request, "accounts/sign_in_link.html", {"person": None}, status=410)
    if request.method != "POST":
        return render(request, "accounts/sign_in_link.html", {"person": found, "token": token})
    if request.user.is_authenticated and request.user.pk != found.pk:
        logout(request)
    address = cast(str, found.email)
    record_authentication(request, found, method="code", email=address)
    return cast(HttpResponseBase, perform_login(request, Login(user=found, email=address)))


@sends_by_itself  # it changes nothing that a second time could double
@require_POST
@login_not_required
def language(request: HttpRequest) -> HttpResponseBase:
    """The language of the pages: remembered on this device, and with the person who is signed in."""
    me = viewer(request)
    chosen = request.POST.get("language")
    if me and chosen and chosen in dict(Person._meta.get_field("language").flatchoices):
        actions.choose_language(me, chosen, by=me)
    return cast(HttpResponseRedirect, set_language(request))
