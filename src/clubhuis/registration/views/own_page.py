"""The page of one's own registration, and the list of all one has."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.db.models import Exists, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeData
from django.views.decorators.http import require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.capacity.access import place_of, what_lacks
from clubhuis.events.models import Event
from clubhuis.lib.prepared import prepared
from clubhuis.programme.models import Session
from clubhuis.questions import access as questions
from clubhuis.questions.models import Answer
from clubhuis.registration import access, actions, alike, own_sections, visiting
from clubhuis.registration.forms import NameForm
from clubhuis.registration.models import ChangeRequest, Registration, RegistrationQuerySet, Rules, SessionChoice, State
from clubhuis.registration.seats import holder_of
from clubhuis.ui.keeping import hole, is_visitor, kept


@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """Everything one has registered for, the nearest first."""
    found = list(access.registrations_of(request.user).prefetch_related("event__hosts__community"))
    return render(
        request,
        "registration/mine.html",
        {
            "coming": [one for one in found if one.is_live and not one.event.is_over],
            "past": [one for one in reversed(found) if one.event.is_over and one.has_seat],
        },
    )


def rules_behind(registration: Registration) -> Rules:
    rules = access.rules_of(registration.event)
    if rules is None:
        raise Http404
    return rules


@login_not_required
@require_safe
def registration(request: HttpRequest, token: str) -> HttpResponse:
    if is_visitor(request):
        found = next(iter(access.with_token(token)), None)
        if found is not None and (answer := _like_others(request, found)) is not None:
            return answer
    return page(request, access.registration_with(token))


def _like_others(request: HttpRequest, found: Registration) -> HttpResponse | None:
    """Whoever has a seat and nothing more sees what the others see but for name and links; None for who has more."""
    told = list(get_messages(request))
    if not _has_a_seat_only(found) or len(told) > 1 or any(isinstance(one.message, SafeData) for one in told):
        return None

    def made(for_anybody: HttpRequest) -> HttpResponse:
        for_anybody._messages = [  # type: ignore[attr-defined]  # where Django keeps them
            Message(one.level, hole("said"), one.extra_tags) for one in told
        ]
        whole = access.registration_with(found.token)
        return page(for_anybody, alike.of_anybody(whole))

    name = (
        "own page",
        found.event_id,
        found.attendance,
        bool(found.works_at),
        *((one.level, one.extra_tags) for one in told),
    )
    personal = {own: getattr(found, attribute) for own, attribute in alike.ON_THE_PAGE.items()}
    path = reverse("registration:registration", args=[hole("token")])
    return kept(request, name, made, personal=personal | {"said": "".join(str(one.message) for one in told)}, path=path)


def _has_a_seat_only(found: Registration) -> bool:
    return (
        found.state == State.CONFIRMED
        and alike.is_usual(found)
        and not any((found.diet, found.accessibility, found.offers, found.seeks))
        and not _has_more(found, holder_of(found))
    )


@prepared
def _has_more(of: Registration, holder: str) -> QuerySet[Registration, int]:
    """Nothing when the page of this registration shows no session, colleague, request or answer."""
    more = (
        Exists(SessionChoice.objects.filter(registration=of).exclude(state=SessionChoice.State.DROPPED))
        | Exists(Registration.objects.filter(booked_by=of))
        | Exists(ChangeRequest.objects.filter(registration=of))
        | Exists(Answer.objects.filter(holder=holder))
    )
    return Registration.objects.filter(more, pk=of.pk).order_by().values_list("pk", flat=True)


def page(request: HttpRequest, found: Registration, **forms: Any) -> HttpResponse:
    rules = rules_behind(found)
    context = {
        "registration": found,
        "event": found.event,
        "rules": rules,
        "choices": _choices(found),
        "colleagues": [one for one in _colleagues(found) if one.is_live],
        "place": place_of(found.claim) if found.state == State.QUEUED and found.claim else None,
        "along": actions.offered_along(found).count() if found.queue == Registration.Queue.OFFERED else 0,
        "too_many_of_us": _waits_for_its_own(found),
        "asks": actions.needs_asking(found, rules),
        "requests": _requests(found),
        "answers": list(questions.answers_of(holder_of(found)).values()),
        "has_sessions": bool(_to_choose(found.event)),
        "name_form": forms.get("name_form") or NameForm(),
        "more_sections": own_sections.rendered(request, found),
        "gate": visiting.asked_of(found),
        "looks_back": found.event.is_over and actions.was_there(found.event).filter(pk=found.pk).exists(),
        "is_changeable": found.is_live and not found.event.is_over and not found.event.is_cancelled,
        "until": found.claim.until.astimezone(found.event.timezone) if found.claim and found.claim.until else None,
    }
    return render(request, "registration/registration.html", context, status=422 if forms else 200)


def _waits_for_its_own(found: Registration) -> bool:
    """Whether somebody waits because no more may come from their organisation, and for nothing else."""
    if found.state != State.QUEUED or found.claim is None or not found.organisation_id:
        return False
    return what_lacks([found.claim]).get(found.claim.pk) == [f"organisation:{found.organisation_id}"]


@prepared
def _choices(of: Registration) -> QuerySet[SessionChoice]:
    there = SessionChoice.objects.filter(registration=of).exclude(state=SessionChoice.State.DROPPED)
    return there.select_related("session__room", "session__event")


@prepared
def _colleagues(of: Registration) -> RegistrationQuerySet:
    return Registration.objects.filter(booked_by=of).select_related("booked_by").order_by("pk")


@prepared
def _requests(of: Registration) -> QuerySet[ChangeRequest]:
    return ChangeRequest.objects.filter(registration=of)[:5]


@prepared
def _to_choose(event: Event) -> QuerySet[Session, int]:
    return Session.objects.filter(event=event, needs_choice=True).order_by().values_list("pk", flat=True)[:1]
