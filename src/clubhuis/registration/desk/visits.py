"""A company visit at the desk of its event: what is asked of visitors, and who has not told it yet."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import filled_in
from clubhuis.organisations.models import Organisation
from clubhuis.registration import actions, visiting
from clubhuis.registration.forms.visits import VisitForm
from clubhuis.registration.models import SEATED, Registration

from .frame import page, worked_desk


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: MemberRequest, slug: str) -> HttpResponse:
    desk = worked_desk(request, slug)
    found = visiting.visit_of(desk.event)
    organisations = Organisation.objects.visible_to(request.user).order_by("name")
    form = VisitForm(request.POST if request.method == "POST" else None, visit=found, organisations=organisations)
    if request.method == "POST" and filled_in(
        request, form, lambda: actions.arrange_visit(desk.event, by=request.user, **form.cleaned_data), _("Saved.")
    ):
        return redirect("registration:visit", slug)
    coming = Registration.objects.filter(event=desk.event, state__in=SEATED)
    context = {
        "form": form,
        "visit": found,
        "coming": coming.count(),
        "silent": coming.filter(identity=None).count() if found and found.asks_anything else 0,
    }
    return page(request, desk, "visit.html", "visit", context, status=422 if form.errors else 200)
