"""At a community's desk: needs and where they stand, what the ecosystem lacks, who never answers, and what was learnt."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities.access import Desk, desk_for
from clubhuis.lib.answering import attempt, filled_in

from . import access, actions, demand
from .forms import BrokerForm
from .learnt import present_learning
from .models import Learning
from .wording import SIGNALS

A_PAGE = 50


def _desk(request: MemberRequest, slug: str) -> Desk:
    desk = desk_for(request.user, slug)
    if not desk.may.organise:
        raise PermissionDenied
    return desk


@require_safe
def needs(request: MemberRequest, slug: str) -> HttpResponse:
    """Needs and where they stand, what blocks, and how fast suppliers answer."""
    desk = _desk(request, slug)
    state = request.GET.get("state", "")
    found = demand.listed(desk.community, state=state, today=timezone.localdate())
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "needs",
        "state": state,
        "states": demand.STATES,
        "page": page,
        "rows": demand.rows(page.object_list),
        "figures": demand.figures(desk.community),
    }
    return render(request, "matchmaking/desk/needs.html", context)


@require_safe
def lacks(request: MemberRequest, slug: str) -> HttpResponse:
    """Unmet demand by capability and region, and suppliers who never answer."""
    desk = _desk(request, slug)
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "lacks",
        "capabilities": demand.unmet_by_capability(desk.community),
        "regions": demand.unmet_by_region(desk.community),
        "silent": demand.who_never_answer(desk.community),
    }
    return render(request, "matchmaking/desk/lacks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def broker(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """An organiser brings a supplier to a need; both sides are asked."""
    desk = _desk(request, slug)
    need = get_object_or_404(access.needs_at(desk.community).select_related("organisation"), pk=pk)
    form = BrokerForm(request.POST if request.method == "POST" else None, viewer=request.user)

    def bring_in() -> None:
        actions.bring_in(
            need, form.cleaned_data["supplier"], by=request.user, community=desk.community,
            note=form.cleaned_data["note"],
        )  # fmt: skip

    said = _("Both sides have been asked whether they want to meet.")
    if request.method == "POST" and filled_in(request, form, bring_in, said):
        return redirect("matchmaking:desk_needs", slug)
    answer = access.matches_for_need(need, request.user, limit=8)
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "needs",
        "need": need,
        "form": form,
        "matches": answer.matches,
        "invitations": list(access.answers_to(need)),
    }
    return render(request, "matchmaking/desk/broker.html", context, status=422 if form.is_bound else 200)


@require_safe
def learning(request: MemberRequest, slug: str) -> HttpResponse:
    """What was learnt, from what, and what it changes."""
    desk = _desk(request, slug)
    rows = [
        {"learning": one, "shifts": [{**shift, "name": SIGNALS.get(shift.get("signal"), "")} for shift in one.shifts]}
        for one in Learning.objects.filter(community=desk.community).select_related("undone_by")[:20]
    ]
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "learning",
        "rows": rows,
        "present": present_learning(desk.community),
        "answers": actions.count_lessons(desk.community),
        "fewest": actions.FEWEST,
    }
    return render(request, "matchmaking/desk/learning.html", context)


@require_POST
def unlearning(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = _desk(request, slug)
    if not desk.may.manage:
        raise PermissionDenied
    found = get_object_or_404(Learning.objects.select_related("community"), community=desk.community, pk=pk)
    attempt(request, lambda: actions.unlearn(found, by=request.user), _("Undone. What counted before, counts again."))
    return redirect("matchmaking:desk_learning", slug)
