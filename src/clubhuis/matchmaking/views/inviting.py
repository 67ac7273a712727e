"""The buyer chooses whom to ask, or lets the engine propose; compares the answers; asks for help."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import attempt
from clubhuis.lib.refusals import Refused
from clubhuis.market.models import Need
from clubhuis.market.reading import need_value
from clubhuis.market.requirements import all_from_json
from clubhuis.market.wording import in_words
from clubhuis.matchmaking import access, actions, evidence
from clubhuis.matchmaking.actions.inviting import many_invited
from clubhuis.matchmaking.evidence import Proof
from clubhuis.matchmaking.fitting import fit_of
from clubhuis.matchmaking.forms import HelpForm, InvitingForm, ids_in
from clubhuis.matchmaking.models import Invitation
from clubhuis.matchmaking.proposing import SHARE_OF_NEW, proposals
from clubhuis.organisations.models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
def inviting(request: MemberRequest, pk: int) -> HttpResponse:
    need = access.own_need_for(request.user, pk)
    if request.method == "POST":
        return _invite(request, need)
    return _page(request, need)


def _invite(request: MemberRequest, need: Need) -> HttpResponse:
    chosen = ids_in(request.POST.getlist("chosen"))
    found = Organisation.objects.visible_to(request.user).filter(pk__in=chosen)
    placed = {pk: why for pk in chosen if (why := request.POST.get(f"placed-{pk}", "")) in Invitation.Placed.values}
    message = request.POST.get("message", "")[:1000]
    if not found:
        return _page(request, need, message=message, problem=_("Choose at least one supplier."), status=422)
    made: list[Invitation] = []

    def invite() -> None:
        made.extend(actions.invite(need, list(found), by=request.user, message=message, placed=placed))

    try:
        invite()
    except Refused as refusal:
        return _page(request, need, message=message, chosen=chosen, problem=str(refusal), status=422)
    messages.success(request, many_invited(len(made)))
    return redirect(f"{need.get_absolute_url()}#answers")


def _page(
    request: MemberRequest,
    need: Need,
    *,
    message: str = "",
    chosen: list[int] | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    form = InvitingForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    standing = {one.supplier_id: one for one in need.invitations.standing()}
    places = proposals(need, request.user, number=asked.get("number") or 8) if asked.get("propose") else []
    if asked.get("propose"):
        rows = [evidence.Row(place.match, tuple(map(evidence.proof, place.match.judgements))) for place in places]
        why = {place.match.organisation.pk: place.why for place in places}
        answer = None
    else:
        answer = access.matches_for_need(need, request.user, limit=40)
        rows = [row for row in evidence.rows(answer) if not asked.get("km") or _near(row, asked["km"])]
        why = {}
    context = {
        "need": need,
        "form": form,
        "is_ready": answer is None or answer.is_ready,
        "choices": [_choice(row, standing, why, set(chosen or why)) for row in rows],
        "is_proposed": bool(asked.get("propose")),
        "fit": fit_of(need_value(need), request.user, without=[need.organisation_id]),
        "message": message,
        "problem": problem,
        "share": round(SHARE_OF_NEW * 100),
    }
    template = "matchmaking/inviting.html#found" if request.htmx else "matchmaking/inviting.html"
    return render(request, template, context, status=status)


@dataclass(frozen=True, slots=True)
class Choice:
    """A supplier that can be ticked, or was asked already."""

    row: evidence.Row
    asked: Invitation | None
    placed: str
    is_ticked: bool

    @property
    def reason(self) -> str:
        """Why the engine proposes it, where that is not simply its score."""
        return str(Invitation.Placed(self.placed).label) if self.placed not in ("", Invitation.Placed.SCORE) else ""


def _choice(row: evidence.Row, standing: dict[int, Invitation], why: dict[int, str], ticked: set[int]) -> Choice:
    pk = row.match.organisation.pk
    return Choice(row, standing.get(pk), why.get(pk, ""), pk in ticked)


def _near(row: evidence.Row, km: int) -> bool:
    return row.match.distance_km is not None and row.match.distance_km <= km


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement of a comparison, with what each supplier shows for it."""

    asked: str
    must: bool
    proofs: list[Proof | None]


@require_safe
def comparison(request: MemberRequest, pk: int) -> HttpResponse:
    """Several answers side by side: requirement by supplier, then what they said, how far, and the price."""
    need = access.buyers_need_for(request.user, pk)
    answers = access.comparison_for(need)
    kept = [{in_words(one.requirement): one for one in evidence.from_json(each.evidence)} for each in answers]
    lines = [
        Line(
            words := in_words(requirement),
            requirement.must,
            [evidence.proof(one[words]) if words in one else None for one in kept],
        )
        for requirement in all_from_json(need.requirements)
    ]
    context = {
        "need": need,
        "answers": answers,
        "lines": lines,
        "can_invite": access.can_invite(request.user, need),
    }
    return render(request, "matchmaking/comparison.html", context)


@require_POST
def help_call(request: MemberRequest, pk: int) -> HttpResponse:
    need = access.own_need_for(request.user, pk)
    form = HelpForm(request.POST, communities=access.communities_to_ask(need))
    if not form.is_valid():
        messages.error(request, _("Choose a community of which you are a member."))
        return redirect(f"{need.get_absolute_url()}#answers")
    community = form.chosen()
    attempt(
        request,
        lambda: actions.call_for_help(need, community, by=request.user),
        _("The organisers of %(community)s see the need now, and have been told.") % {"community": community},
    )
    return redirect(f"{need.get_absolute_url()}#answers")


@require_POST
def withdrawal(request: MemberRequest, pk: int) -> HttpResponse:
    invitation = access.invitation_for(request.user, pk)
    attempt(request, lambda: actions.withdraw(invitation, by=request.user), _("The invitation has been withdrawn."))
    return redirect(f"{invitation.need.get_absolute_url()}#answers")
