"""Who fits: for a question in one's own words."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clubhuis.accounts.requests import VisitorRequest, viewer
from clubhuis.market.wording import in_words
from clubhuis.matchmaking import access, evidence
from clubhuis.matchmaking.forms import SearchForm


@login_not_required
@require_safe
def match(request: VisitorRequest) -> HttpResponse:
    """Organisations for a question, with evidence; the same list for a page and for htmx."""
    person = viewer(request)
    form = SearchForm(request.GET or None, person=person)
    context: dict[str, object] = {"form": form}
    if form.is_valid() and (text := form.cleaned_data["q"].strip()):
        answer = access.matches_for_text(text, person, community=form.cleaned_data["community"])
        context |= {
            "answer": answer,
            "rows": evidence.rows(answer),
            "requirements": [(in_words(r), r.must, r.implied) for r in answer.need.requirements],
            "question": text,
        }
    template = "matchmaking/match.html#matches" if request.htmx else "matchmaking/match.html"
    return render(request, template, context, status=422 if form.is_bound and not form.is_valid() else 200)
