"""The queue, with the reason when nothing is offered; what waits for an organiser's answer."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.capacity import access as capacity
from clubhuis.capacity.models import Claim
from clubhuis.events.access import EventDesk
from clubhuis.events.models import Event
from clubhuis.lib.answering import attempt
from clubhuis.lib.prepared import prepared_count
from clubhuis.programme.models import Session
from clubhuis.registration import access, actions, quotas
from clubhuis.registration.models import ChangeRequest, Registration, SessionChoice, State
from clubhuis.registration.seats import key_of

from .frame import page, worked_desk

A_PAGE = 100


@require_safe
def queue(request: MemberRequest, slug: str) -> HttpResponse:
    """Who waits, in which order, for what; what has been offered until when."""
    desk = access.desk_for(request.user, slug)
    line = capacity.line_called(key_of(desk.event))
    waiting = (
        access.registrations_at(desk)
        .waiting()
        .select_related("organisation", "booked_by", "claim__line", "host")
        .order_by("claim__state", "-claim__priority", "claim__number")
    )
    found = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    claims = [one.claim for one in found if one.claim is not None]
    places = capacity.places_of(claims)
    lacks = lacking_in_words(desk.event, claims)
    choices = SessionChoice.objects.filter(
        registration__in=access.registrations_at(desk),
        state__in=[SessionChoice.State.WAITING, SessionChoice.State.OFFERED],
    ).select_related("session", "registration__organisation", "registration__booked_by", "claim")
    context = {
        "line": line,
        "page": found,
        "rows": [
            (one, places.get(one.claim_id or 0), access.sees_fully(desk, one), lacks.get(one.claim_id or 0, ""))
            for one in found
        ],
        "choices": list(choices.order_by("session_id", "claim__number")[:A_PAGE]),
        "reason": capacity.why_nothing_is_offered(line) if line is not None else None,
        "quotas": quotas.quotas_of(desk.event),
        "rules": access.rules_of(desk.event),
    }
    return page(request, desk, "queue.html", "queue", context)


def lacking_in_words(event: Event, claims: list[Claim]) -> dict[int, str]:
    """For each that waits, what has too little room: this is why they in particular get no offer."""
    lacks = capacity.what_lacks(claims)
    names = quotas.names_of(event, {key for keys in lacks.values() for key in keys})
    return {pk: ", ".join(names[key] for key in keys if key in names) for pk, keys in lacks.items()}


@require_POST
def pause(request: MemberRequest, slug: str) -> HttpResponse:
    desk = worked_desk(request, slug)
    said = _("Nothing is offered until you resume.")
    attempt(request, lambda: actions.pause_queue(desk.event, by=request.user), said)
    return redirect("registration:queue", slug)


@require_POST
def resumption(request: MemberRequest, slug: str) -> HttpResponse:
    desk = worked_desk(request, slug)
    said = _("Free seats are offered again.")
    attempt(request, lambda: actions.resume_queue(desk.event, by=request.user), said)
    return redirect("registration:queue", slug)


@require_POST
def retry(request: MemberRequest, slug: str) -> HttpResponse:
    desk = worked_desk(request, slug)
    said = _("Who could not be reached is served again.")
    attempt(request, lambda: actions.try_queue_again(desk.event, by=request.user), said)
    return redirect("registration:queue", slug)


@require_safe
def requests(request: MemberRequest, slug: str) -> HttpResponse:
    """Who waits for approval, and who asks for a change after the cut-off."""
    desk = access.desk_for(request.user, slug)
    mine = access.seen_fully(desk)
    asked = _asked(desk)
    wanted = [
        pk for one in asked for pk in (one.wish.get("sessions") or []) if one.kind == ChangeRequest.Kind.WORKSHOPS
    ]
    titles = {one.pk: one.title for one in Session.objects.filter(event=desk.event, pk__in=wanted)} if wanted else {}
    context = {
        "approvals": mine.filter(state=State.AWAITING_APPROVAL)
        .select_related("organisation", "booked_by", "ticket", "host__community")
        .order_by("created_at", "pk"),
        "changes": [(one, [titles[pk] for pk in one.wish.get("sessions", []) if pk in titles]) for one in asked],
    }
    return page(request, desk, "requests.html", "desk_requests", context)


def _asked(desk: EventDesk) -> list[ChangeRequest]:
    return list(
        ChangeRequest.objects.filter(state=ChangeRequest.State.ASKED, registration__in=access.seen_fully(desk))
        .select_related("registration__organisation", "registration__booked_by")
        .order_by("asked_at", "pk")
    )


def _change_at(desk: EventDesk, pk: int) -> ChangeRequest:
    found: ChangeRequest = get_object_or_404(
        ChangeRequest.objects.filter(registration__in=access.seen_fully(desk)).select_related("registration__event"),
        pk=pk,
    )
    return found


@require_POST
def change_approval(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = worked_desk(request, slug)
    change = _change_at(desk, pk)
    attempt(request, lambda: actions.approve_change(change, by=request.user), _("That has been changed."))
    return redirect("registration:desk_requests", slug)


@require_POST
def change_refusal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = worked_desk(request, slug)
    change = _change_at(desk, pk)
    answer = request.POST.get("answer", "").replace("\0", "")[:300]
    said = _("They get your answer by mail.")
    attempt(request, lambda: actions.decline_change(change, by=request.user, answer=answer), said)
    return redirect("registration:desk_requests", slug)


def waiting_for_answer(desk: EventDesk) -> int:
    """How many approvals and changes wait at this desk."""
    hosts = access.seen_hosts(desk)
    return _approvals(desk.event, hosts) + _changes(desk.event, hosts)


@prepared_count
def _approvals(event: Event, hosts: frozenset[int] | None) -> QuerySet[Registration, int]:
    return access.of_hosts(event, hosts).filter(state=State.AWAITING_APPROVAL).order_by().values_list("pk", flat=True)


@prepared_count
def _changes(event: Event, hosts: frozenset[int] | None) -> QuerySet[ChangeRequest, int]:
    mine = access.of_hosts(event, hosts).order_by().values("pk")
    return (
        ChangeRequest.objects.filter(state=ChangeRequest.State.ASKED, registration__in=mine)
        .order_by()
        .values_list("pk", flat=True)
    )


def in_queue(desk: EventDesk) -> int:
    return _queued(desk.event)


@prepared_count
def _queued(event: Event) -> QuerySet[Registration, int]:
    return Registration.objects.filter(event=event, state=State.QUEUED).order_by().values_list("pk", flat=True)
