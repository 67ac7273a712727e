"""At the desk of an event: what people want to work on, and planning the meeting that takes it further."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clubhuis.accounts.requests import MemberRequest
from clubhuis.agenda.models import Idea
from clubhuis.agenda.showing import ideas_of
from clubhuis.events.access import desk_for
from clubhuis.events.models import Event
from clubhuis.lib.answering import filled_in
from clubhuis.portal import follow_up
from clubhuis.portal.forms import FollowUpForm


@require_http_methods(["GET", "HEAD", "POST"])
def ideas(request: MemberRequest, slug: str) -> HttpResponse:
    desk = desk_for(request.user, slug)
    if not desk.may.edit:
        raise Http404
    standing = Idea.objects.standing().filter(event=desk.event).order_by("raised_at", "pk")
    hosts = follow_up.hosts_for(desk)
    sent = request.method == "POST"
    form = FollowUpForm(request.POST if sent else None, ideas=standing, hosts=hosts)
    planned: list[Event] = []
    if sent and filled_in(
        request,
        form,
        lambda: planned.append(follow_up.plan(desk.event, by=request.user, **form.cleaned_data)),
        _("A draft is ready. Who wants to work on it is invited when you publish it."),
    ):
        return redirect("events:desk", planned[0].slug)
    context = {
        "desk": desk,
        "event": desk.event,
        "may": desk.may,
        "here": "ideas",
        "ideas": ideas_of(desk.event, request.user, runs=True),
        "form": form if hosts else None,
    }
    return render(request, "portal/ideas_at_desk.html", context, status=422 if sent else 200)
