"""On the page of a need: for the buyer who fits, who was asked and what they said; for a supplier its answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import MemberRequest, viewer
from clubhuis.market.access import is_own
from clubhuis.market.models import Need
from clubhuis.market.reading import need_value
from clubhuis.market.wording import in_words
from clubhuis.matchmaking import access, blocking, evidence, index
from clubhuis.matchmaking.documents import id_of
from clubhuis.matchmaking.fitting import fit_of
from clubhuis.matchmaking.forms import HelpForm, NoForm, OutcomeForm, QuestionForm, YesForm
from clubhuis.matchmaking.models import Invitation
from clubhuis.organisations.models import Organisation

FIRST = 5  # matches on the page of the need; the others are a click away


def buyers_part(request: HttpRequest, need: Need) -> str | None:
    """Who was asked and what they said, then who fits; for those who work at the buyer, and operators."""
    person = viewer(request)
    if person is None or not (is_own(person, need) or person.is_operator):
        return None
    invitations = list(access.answers_to(need))
    context = {
        "need": need,
        "invitations": invitations,
        "count_yes": sum(one.state in ("interested", "introduced") for one in invitations),
        "can_invite": access.can_invite(person, need),
        "blocks": blocking.what_blocks(need, invitations) if need.is_open else None,
        "help_form": _help_form(need) if need.is_open else None,
        "outcome_form": OutcomeForm(),
    }
    return render_to_string("matchmaking/for_buyer.html", context, request)


def _help_form(need: Need) -> HelpForm | None:
    asked = set(need.calls_for_help.values_list("community_id", flat=True))
    communities = [one for one in access.communities_to_ask(need) if one.pk not in asked]
    return HelpForm(communities=communities) if communities else None


def suppliers_part(request: HttpRequest, need: Need) -> str | None:
    """Where the viewer's organisations stand: why they were asked, and their answer."""
    person = viewer(request)
    if person is None or is_own(person, need):
        return None
    standings = access.standing_of(person, need)
    if not standings:
        return None
    shown = [
        {
            "supplier": one.supplier,
            "invitation": one.invitation,
            "companion": one.companion,
            "proofs": evidence.proofs(one.invitation.evidence) if one.invitation else [],
        }
        for one in standings
        if one.invitation or one.companion or need.is_open
    ]
    context = {
        "need": need,
        "standings": shown,
        "has_one": len(standings) == 1,
        "yes_form": YesForm(),
        "no_form": NoForm(),
        "question_form": QuestionForm(),
        "outcome_form": OutcomeForm(),
    }
    return render_to_string("matchmaking/for_supplier.html", context, request) if shown else None


@require_safe
def fitting(request: MemberRequest, pk: int) -> HttpResponse:
    """The first organisations that fit, after the page itself: they take the longest to find."""
    need = _own(request.user, pk)
    answer = access.matches_for_need(need, request.user, limit=FIRST)
    context: dict[str, Any] = {"need": need, "answer": answer, "rows": evidence.rows(answer)}
    context["asked"] = _asked(need)
    context["can_invite"] = access.can_invite(request.user, need)
    return render(request, "matchmaking/fitting.html", context)


@require_safe
def chains(request: MemberRequest, pk: int) -> HttpResponse:
    """Combinations of organisations for a need that none can fill alone, with the gaps."""
    need = _own(request.user, pk)
    value = need_value(need)
    found = []
    if index.is_ready():
        index.follow()
        found = index.index().chains(
            value,
            today=timezone.localdate(),
            groups=access.groups_for(request.user),
            audience=access.audience_of(request.user),
        )
    found = [chain for chain in found if len(chain.links) > 1]
    ids = {id_of(key) for chain in found for key in chain.keys} - {need.organisation_id}
    known = Organisation.objects.visible_to(request.user).prefetch_related("sites").in_bulk(ids)
    shown = [
        {
            "links": [
                {
                    "organisation": known[id_of(link.key)],
                    "takes": [in_words(value.requirements[place]) for place in link.takes],
                    "proofs": [evidence.proof(one) for one in link.judgements if one.state == "met" and one.sentence],
                }
                for link in chain.links
            ],
            "gaps": [in_words(value.requirements[place]) for place in chain.gaps],
        }
        for chain in found
        if all(id_of(key) in known for key in chain.keys)
    ]
    context = {
        "need": need,
        "chains": shown,
        "asked": _asked(need),
        "can_invite": access.can_invite(request.user, need),
    }
    template = "matchmaking/chains.html#chains" if request.htmx else "matchmaking/chains.html"
    return render(request, template, context)


def _own(person: Person, pk: int) -> Need:
    return access.buyers_need_for(person, pk)


def _asked(need: Need) -> dict[int, str]:
    rows = need.invitations.standing().only("supplier_id", "state")
    return {one.supplier_id: str(Invitation.State(one.state).label) for one in rows}


def live_count(request: HttpRequest, draft: Need) -> str:
    """ "14 fit, 3 if within 50 km": of a need as it stands in its form."""
    without = [draft.organisation_id] if draft.organisation_id else []
    context = {"fit": fit_of(need_value(draft), viewer(request), without=without)}
    return render_to_string("matchmaking/count.html", context, request)
