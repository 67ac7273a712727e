"""A session's page, and the programme at the desk."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import MemberRequest, VisitorRequest, viewer
from clubhuis.events.access import EventDesk
from clubhuis.lib.answering import attempt, filled_in

from . import access, actions, clashes
from .forms import SessionForm
from .models import Session
from .timetable import days_of


@login_not_required
@require_safe
def session(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    person = viewer(request)
    found = access.session_for(person, slug, pk)
    speakers = list(found.session.speakers.select_related("person", "organisation"))
    seen = set(
        Person.objects.visible_to(person)
        .filter(pk__in=[s.person_id for s in speakers if s.person_id])
        .values_list("pk", flat=True)
    )
    context = {
        "event": found.event,
        "session": found.session,
        "line": days_of(found.event, [found.session])[0].slots[0].lines[0],
        "speakers": speakers,
        "seen": seen,
    }
    return render(request, "programme/session.html", context)


@require_safe
def programme(request: MemberRequest, slug: str) -> HttpResponse:
    """All sessions at the desk, and what clashes."""
    desk = access.desk_for(request.user, slug)
    sessions = list(access.sessions_of(desk.event))
    context = _page(desk) | {"days": days_of(desk.event, sessions), "warnings": clashes.warnings(sessions)}
    return render(request, "programme/desk/programme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    form = SessionForm(request.POST if request.method == "POST" else None, event=desk.event, person=request.user)
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: actions.add_session(desk.event, by=request.user, **form.values()),
        _("It stands in the programme."),
    ):
        _warn(request, desk)
        return redirect("programme:new" if "another" in request.POST else "programme:programme", slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "programme/desk/session.html", _page(desk) | {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    found = _session(desk, pk)
    form = SessionForm(
        request.POST if request.method == "POST" else None, event=desk.event, person=request.user, session=found
    )
    if request.method == "POST" and filled_in(
        request, form, lambda: actions.change_session(found, by=request.user, **form.values()), _("Saved.")
    ):
        _warn(request, desk)
        return redirect("programme:programme", slug)
    status = 422 if request.method == "POST" else 200
    context = _page(desk) | {"form": form, "session": _session(desk, pk)}
    return render(request, "programme/desk/session.html", context, status=status)


@require_POST
def removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    found = _session(desk, pk)
    attempt(request, lambda: actions.remove_session(found, by=request.user), _("It is out of the programme."))
    return redirect("programme:programme", slug)


def _session(desk: EventDesk, pk: int) -> Session:
    found = get_object_or_404(access.sessions_of(desk.event), pk=pk)
    found.event = desk.event
    return found


def _warn(request: MemberRequest, desk: EventDesk) -> None:
    for warning in clashes.warnings(access.sessions_of(desk.event))[:3]:
        messages.warning(request, warning)


def _page(desk: EventDesk) -> dict[str, object]:
    return {"desk": desk, "event": desk.event, "may": desk.may, "here": "programme"}
