"""For you, this week: needs that fit where one works, and whom it is worth to meet. "Not for us" is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import MemberRequest
from clubhuis.conversations import actions as conversations
from clubhuis.lib.answering import attempt
from clubhuis.lib.prepared import prepared
from clubhuis.market.access import named_among
from clubhuis.market.actions import needs
from clubhuis.market.models import Need
from clubhuis.matchmaking import access, actions, evidence
from clubhuis.matchmaking.actions import answering, inviting
from clubhuis.matchmaking.actions.following import needs_on_followed_themes
from clubhuis.matchmaking.models import Dismissal, Suggestion
from clubhuis.organisations.models import Affiliation
from clubhuis.taxonomy import access as taxonomy


@dataclass(frozen=True, slots=True)
class Meeting:
    """An organisation worth meeting, why, and whom one can speak there."""

    suggestion: Suggestion
    why: list[str]
    people: list[Person]


@require_safe
def week(request: MemberRequest) -> HttpResponse:
    today = timezone.localdate()
    found = actions.suggestions_for(request.user, today=today)
    suggested = [one.need for one in found if one.need is not None]
    followed = needs_on_followed_themes(request.user, today=today, without=[need.pk for need in suggested])
    named = named_among(request.user, [*suggested, *(one.need for one in followed)])
    shown = [
        {"suggestion": one, "proofs": evidence.proofs(one.why), "is_named": one.need_id in named}
        for one in found
        if one.need_id
    ]
    dismissed = _dismissed(request.user)
    context = {
        "needs": shown,
        "followed": [(one, one.need.pk in named) for one in followed],
        "meetings": meetings(request.user, [one for one in found if one.other_id]),
        "dismissed": [one for one in dismissed if one.need is None or access.can_see(request.user, one.need)],
        "has_work": bool(_works_somewhere(request.user)),
        "wants_mail": request.user.digest != "never",
    }
    return render(request, "matchmaking/week.html", context)


@prepared
def _dismissed(person: Person) -> QuerySet[Dismissal]:
    mine = Affiliation.objects.current().filter(person=person).values("organisation")
    return Dismissal.objects.filter(organisation__in=mine).select_related("organisation", "need", "other")[:30]


@prepared
def _works_somewhere(person: Person) -> QuerySet[Affiliation, int]:
    return Affiliation.objects.current().filter(person=person).order_by().values_list("pk", flat=True)[:1]


@prepared
def _contacts(person: Person, organisations: frozenset[int]) -> QuerySet[Affiliation]:
    seen = Person.objects.visible_to(person)
    here = Affiliation.objects.current().filter(organisation__in=organisations, person__in=seen)
    return here.select_related("person").order_by("-is_contact", "pk")


@prepared
def _needs(person: Person, among: frozenset[int]) -> QuerySet[Need]:
    return Need.objects.visible_to(person).filter(pk__in=among)


def meetings(person: Person, suggestions: list[Suggestion]) -> list[Meeting]:
    """With the contacts of each that this person may see; the same few questions for one and for many."""
    people: dict[int, list[Person]] = {}
    for affiliation in _contacts(person, frozenset(one.other_id for one in suggestions if one.other_id)):
        people.setdefault(affiliation.organisation_id, []).append(affiliation.person)
    wanted = {ground.get("need") for one in suggestions for ground in _grounds(one) if ground.get("need")}
    asked = _needs(person, frozenset(pk for pk in wanted if isinstance(pk, int)))
    seen = {need.pk: need for need in asked}
    return [
        Meeting(one, [text for ground in _grounds(one) if (text := _why(ground, seen))], people.get(one.other_id or 0, [])[:2])
        for one in suggestions
    ]  # fmt: skip


def _grounds(suggestion: Suggestion) -> list[dict[str, Any]]:
    return [one for one in suggestion.why if isinstance(one, dict)] if isinstance(suggestion.why, list) else []


def _why(ground: dict[str, Any], needs: dict[int, Need]) -> str:
    need = needs.get(ground.get("need") or 0)
    match ground.get("why"):
        case "can_help" if need is not None:
            return _("They can help with your need “%(title)s”.") % {"title": need.title}
        case "can_be_helped" if need is not None:
            return _("You can help with their need “%(title)s”.") % {"title": need.title}
        case "neighbouring_work":
            terms = taxonomy.snapshot()
            names = [terms[one].name for one in ground.get("common") or () if one in terms][:4]
            return _("Their work goes together with yours: %(work)s.") % {"work": ", ".join(names)} if names else ""
    return ""


@require_POST
def dismissal(request: MemberRequest, pk: int) -> HttpResponse:
    """Not for us."""
    found = get_object_or_404(
        Suggestion.objects.select_related("organisation", "need", "other"),
        pk=pk,
        organisation__in=Affiliation.objects.current().filter(person=request.user).values("organisation"),
    )
    said = _("You do not see this again.")
    attempt(
        request,
        lambda: actions.dismiss(found.organisation, by=request.user, need=found.need, other=found.other),
        said,
    )
    return redirect("matchmaking:week")


@require_POST
def dismissal_removal(request: MemberRequest, pk: int) -> HttpResponse:
    mine = Affiliation.objects.current().filter(person=request.user).values("organisation")
    found = get_object_or_404(Dismissal.objects.select_related("organisation"), pk=pk, organisation__in=mine)
    attempt(request, lambda: actions.take_back(found, by=request.user), _("It can be suggested again."))
    return redirect("matchmaking:week")


@login_not_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """What one can count on, and what is not done here."""
    limits = {
        "needs_a_day": needs.MOST_A_DAY,
        "needs_open": needs.MOST_OPEN,
        "invited_a_need": inviting.MOST_A_NEED,
        "invited_a_day": inviting.MOST_A_DAY,
        "answers_a_day": answering.MOST_REACTIONS_A_DAY,
        "messages_an_hour": conversations.MOST_AN_HOUR,
    }
    return render(request, "matchmaking/rules.html", {"limits": limits})
