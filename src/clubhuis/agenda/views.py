"""Raising an idea, wanting to work on one, and taking either back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import attempt, filled_in

from . import access, actions
from .forms import IdeaForm
from .models import Idea


@require_http_methods(["GET", "HEAD", "POST"])
def new_idea(request: MemberRequest, slug: str) -> HttpResponse:
    event = access.event_for(request.user, slug)
    sent = request.method == "POST"
    form = IdeaForm(request.POST if sent else None)
    raised: list[Idea] = []
    if sent and filled_in(
        request,
        form,
        lambda: raised.append(actions.raise_idea(event, by=request.user, **form.cleaned_data)),
        _("Raised. Others can say that they want to work on it."),
    ):
        return redirect(raised[0])
    return render(request, "agenda/idea_form.html", {"event": event, "form": form}, status=422 if sent else 200)


@require_POST
def backing(request: MemberRequest, pk: int) -> HttpResponse:
    idea = access.idea_for(request.user, pk)
    word = request.POST.get("word", "")
    attempt(request, lambda: actions.back(idea, by=request.user, word=word), _("You want to work on this."))
    return redirect(idea)


@require_POST
def backing_end(request: MemberRequest, pk: int) -> HttpResponse:
    idea = access.idea_for(request.user, pk)
    attempt(request, lambda: actions.stop_backing(idea, by=request.user), _("You no longer want to work on this."))
    return redirect(idea)


@require_POST
def withdrawal(request: MemberRequest, pk: int) -> HttpResponse:
    idea = access.idea_for(request.user, pk)
    attempt(request, lambda: actions.take_back(idea, by=request.user), _("The idea has been taken back."))
    return redirect(idea.event)
