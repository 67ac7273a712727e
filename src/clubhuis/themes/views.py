"""Themes: the list, the page of one, raising it, speaking out, and what somebody follows."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest, VisitorRequest, viewer
from clubhuis.lib.answering import attempt, filled_in

from . import access, actions, sections
from .browsing import Asked, Themes
from .forms import AdvanceForm, MergeForm, RaiseForm, ThemeForm
from .models import Theme
from .story import story_of


@login_not_required
@require_safe
def themes(request: VisitorRequest) -> HttpResponse:
    found = Themes(viewer(request), Asked.of(request.GET), request.GET.get("page", "1"))
    clear = "" if found.asked.is_plain else reverse("themes:themes")
    return render(
        request, "themes/themes.html", {"found": found, "asked": found.asked, "page": found.page, "clear": clear}
    )


@require_safe
def following(request: MemberRequest) -> HttpResponse:
    """What I follow, and what is on there."""
    found = Themes(request.user, Asked(), request.GET.get("page", "1"), only_followed=True)
    return render(request, "themes/following.html", {"page": found.page})


@login_not_required
@require_safe
def theme(request: VisitorRequest, slug: str) -> HttpResponse:
    person = viewer(request)
    found = access.theme_for(person, slug)
    if found.merged_into:
        if not Theme.objects.visible_to(person).filter(pk=found.merged_into.pk).exists():
            return redirect("themes:themes")
        return redirect(found.merged_into)
    can_shape = access.can_shape(person, found)
    context = {
        "theme": found,
        "voice": access.voice_of(person, found),
        "capabilities": found.capabilities.all(),
        "sections": sections.rendered(request, found),
        "story": story_of(found, person),
        "can_shape": can_shape,
        "advancing": AdvanceForm(initial={"state": found.state}) if can_shape else None,
    }
    return render(request, "themes/theme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_theme(request: MemberRequest) -> HttpResponse:
    sent = request.method == "POST"
    form = RaiseForm(
        request.POST if sent else None,
        person=request.user,
        initial={"community": request.GET.get("community", ""), "capabilities": []},
    )
    raised: list[Theme] = []
    if sent and filled_in(
        request, form, lambda: raised.append(_raise(request, form)), _("Raised. You follow it from now on.")
    ):
        return redirect(raised[0])
    return render(request, "themes/theme_form.html", {"form": form}, status=422 if sent else 200)


def _raise(request: MemberRequest, form: RaiseForm) -> Theme:
    data = form.cleaned_data
    return actions.raise_theme(
        by=request.user, community=data["community"], capabilities=data["capabilities"], **form.texts()
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_theme(request: MemberRequest, slug: str) -> HttpResponse:
    found = access.own_theme_for(request.user, slug)
    sent = request.method == "POST"
    initial = {name: getattr(found, name) for name in ThemeForm.base_fields if name != "capabilities"}
    form = ThemeForm(request.POST if sent else None, initial=initial | {"capabilities": found.capabilities.all()})
    if sent and filled_in(
        request,
        form,
        lambda: actions.edit(found, by=request.user, capabilities=form.cleaned_data["capabilities"], **form.texts()),
        _("Saved."),
    ):
        return redirect(found)
    return render(request, "themes/theme_form.html", {"form": form, "theme": found}, status=422 if sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def merger(request: MemberRequest, slug: str) -> HttpResponse:
    """Two names for one thing: choose what this one becomes part of."""
    found = access.own_theme_for(request.user, slug)
    sent = request.method == "POST"
    form = MergeForm(request.POST if sent else None, theme=found, person=request.user)
    if sent and filled_in(
        request,
        form,
        lambda: actions.merge(found, into=form.cleaned_data["into"], by=request.user),
        _("They are one theme now."),
    ):
        return redirect(form.cleaned_data["into"])
    return render(request, "themes/merger.html", {"form": form, "theme": found}, status=422 if sent else 200)


@require_POST
def state(request: MemberRequest, slug: str) -> HttpResponse:
    found = access.own_theme_for(request.user, slug)
    goal = request.POST.get("state", "")
    attempt(request, lambda: actions.advance(found, to=goal, by=request.user), _("Moved on. Who supports it is told."))
    return redirect(_back(request, found))


@require_POST
def follow(request: MemberRequest, slug: str) -> HttpResponse:
    return _speak(request, slug, actions.follow, _("You follow this theme."))


@require_POST
def unfollow(request: MemberRequest, slug: str) -> HttpResponse:
    return _speak(request, slug, actions.unfollow, _("You no longer follow this theme."))


@require_POST
def support(request: MemberRequest, slug: str) -> HttpResponse:
    return _speak(request, slug, actions.support, _("You support this theme. You hear of every step."))


@require_POST
def stop_supporting(request: MemberRequest, slug: str) -> HttpResponse:
    return _speak(request, slug, actions.stop_supporting, _("Your support has been taken back."))


def _speak(request: MemberRequest, slug: str, deed: Callable[..., object], said: str) -> HttpResponse:
    found = access.theme_for(request.user, slug)
    attempt(request, lambda: deed(found, by=request.user), said)
    return redirect(_back(request, found))


def _back(request: MemberRequest, found: Theme) -> str:
    """Where the button stood: on a list, or on the page of the theme."""
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, allowed_hosts=None) and there.startswith("/")
    return there if safe else found.get_absolute_url()
