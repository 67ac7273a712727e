"""What was reported, for those who run the installation."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import attempt

from . import access, actions
from .forms import DecisionForm


@require_safe
def reports(request: MemberRequest) -> HttpResponse:
    page = Paginator(access.reports_for(request.user), 30).get_page(request.GET.get("page"))
    return render(request, "conversations/reports.html", {"page": page, "form": DecisionForm()})


@require_POST
def settlement(request: MemberRequest, pk: int) -> HttpResponse:
    found = access.report_for(request.user, pk)
    decision = request.POST.get("decision", "")
    attempt(request, lambda: actions.settle(found, by=request.user, decision=decision), _("Settled."))
    return redirect("conversations:reports")
