"""Who fits: for a question in one's own words."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from clubhuis.accounts.requests import VisitorRequest, viewer
from clubhuis.market.access import is_own
from clubhuis.market.models import Need
from clubhuis.market.reading import need_value

from . import access, evidence
from .forms import QuestionForm
from .wording import asked


@login_not_required
@require_safe
def match(request: VisitorRequest) -> HttpResponse:
    """Organisations for a question, with evidence; the same list for a page and for htmx."""
    person = viewer(request)
    form = QuestionForm(request.GET or None, person=person)
    context: dict[str, object] = {"form": form}
    if form.is_valid() and (text := form.cleaned_data["q"].strip()):
        answer = access.matches_for_text(text, person, community=form.cleaned_data["community"])
        context |= {
            "answer": answer,
            "rows": evidence.rows(answer),
            "requirements": [(asked(r), r.must, r.implied) for r in answer.need.requirements],
            "question": text,
        }
    template = "matchmaking/match.html#matches" if request.htmx else "matchmaking/match.html"
    return render(request, template, context, status=422 if form.is_bound and not form.is_valid() else 200)


def matches_of_need(request: HttpRequest, need: Need) -> str | None:
    """The organisations that fit a need, on its page, for those who posted it and for operators."""
    person = viewer(request)
    if person is None or not (is_own(person, need) or person.is_operator):
        return None
    answer = access.matches_for(need_value(need), person, without=[need.organisation_id])
    context = {"answer": answer, "rows": evidence.rows(answer), "need": need}
    return render_to_string("matchmaking/need.html", context, request)
