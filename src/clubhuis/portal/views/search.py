"""The search box on every page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clubhuis.accounts.requests import VisitorRequest, viewer
from clubhuis.market.access import named_among
from clubhuis.portal.searching import everything


@login_not_required
@require_safe
def search(request: VisitorRequest) -> HttpResponse:
    """Everything for a few words; with htmx the short list below the box."""
    person = viewer(request)
    results = everything(request.GET.get("q", ""), person, each=4 if request.htmx else 10)
    context = {"results": results, "named": named_among(person, results.needs)}
    return render(request, "portal/search.html#instant" if request.htmx else "portal/search.html", context)
