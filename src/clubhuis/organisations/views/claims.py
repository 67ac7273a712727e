"""This is my organisation: asking to take charge of its page, and the answer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.organisations import access, actions
from clubhuis.organisations.forms import ClaimForm
from clubhuis.organisations.models import Claim


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.organisation_for(request.user, slug)
    posted = request.method == "POST"
    form = ClaimForm(request.POST if posted else None)
    at_once = not organisation.is_claimed and access.has_its_address(request.user, organisation)
    said = (
        _("You now take care of the page of %(name)s. This is what you can do next.")
        if at_once
        else _("Your request is on its way. You will hear when there is an answer.")
    )
    if posted and filled_in(
        request,
        form,
        lambda: actions.claim(organisation, by=request.user, **form.cleaned_data),
        said % {"name": organisation.name},
    ):
        return redirect("organisations:completeness", slug) if at_once else redirect("organisations:mine")
    context = {
        "organisation": organisation,
        "form": form,
        "at_once": at_once,
        "open_claim": Claim.objects.filter(
            organisation=organisation, person=request.user, state=Claim.State.ASKED
        ).first(),
    }
    return render(request, "organisations/claim.html", context, status=422 if posted else 200)


@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    made = access.claim_for(request.user, pk)
    accept = request.POST.get("answer") == "yes"
    words = {"name": made.person.name}
    said = _("%(name)s is now an administrator.") if accept else _("%(name)s has been told no.")
    attempt(request, lambda: actions.answer_claim(made, accept=accept, by=request.user), said % words)
    return redirect("organisations:people", made.organisation.slug)


@require_POST
def withdrawal(request: MemberRequest, pk: int) -> HttpResponse:
    made = access.claim_for(request.user, pk)
    attempt(request, lambda: actions.withdraw_claim(made, by=request.user), _("Your request has been withdrawn."))
    return redirect("organisations:mine")
