"""A company visit as its visitors see it, and as the organisation that is visited does."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.events import wording
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.lib.tables import xlsx
from clubhuis.registration import access, actions, visiting
from clubhuis.registration.forms import reason_in
from clubhuis.registration.forms.visits import GateForm
from clubhuis.registration.models import SEATED, Identity, Registration, State, Visit
from clubhuis.registration.prints.papers import Column, list_pdf

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def gate(request: HttpRequest, token: str) -> HttpResponse:
    """A visitor fills in what the gate wants to know."""
    found = access.registration_with(token)
    visit = visiting.visit_of(found.event)
    if visit is None or not visit.asks_anything or not found.is_live:
        raise Http404
    identity = Identity.objects.filter(registration=found).first()
    form = GateForm(request.POST if request.method == "POST" else None, visit=visit, identity=identity)

    def tell() -> None:
        told = form.cleaned_data
        actions.tell_gate(found, told, read_safety=told.get("read_safety", False), agrees=told.get("agrees", False))

    if request.method == "POST" and filled_in(request, form, tell, _("Thank you. The gate knows you are coming.")):
        return redirect(found)
    context = {"registration": found, "event": found.event, "visit": visit, "form": form, "identity": identity}
    return render(request, "registration/gate.html", context, status=422 if form.errors else 200)


@require_safe
def host(request: MemberRequest, slug: str) -> HttpResponse:
    """Who wants to come and who comes, for the organisation that is visited."""
    visit = visiting.visit_for_host(request.user, slug)
    found = Registration.objects.filter(event=visit.event).select_related("organisation", "identity", "booked_by")
    coming = list(found.filter(state__in=SEATED).order_by("name", "pk"))
    context = {
        "visit": visit,
        "event": visit.event,
        "asking": found.filter(state=State.AWAITING_APPROVAL).order_by("created_at", "pk"),
        "coming": coming,
        "owing": sum(visiting.owes(one, visit) for one in coming),
        "may_approve": visit.host_approves,
    }
    return render(request, "registration/visit_host.html", context)


@require_POST
def host_approval(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    visit = visiting.visit_for_host(request.user, slug)
    found = _asking(visit, pk)
    attempt(request, lambda: actions.approve(found, by=request.user), _("Approved. They get a mail."))
    return redirect("registration:visit_host", slug)


@require_POST
def host_approvals(request: MemberRequest, slug: str) -> HttpResponse:
    """Everybody who waits, at once."""
    visit = visiting.visit_for_host(request.user, slug)
    attempt(request, lambda: actions.approve_all(visit, by=request.user), _("Everybody is approved, and gets a mail."))
    return redirect("registration:visit_host", slug)


@require_POST
def gate_request(request: MemberRequest, slug: str) -> HttpResponse:
    """Those who have not told the gate yet are asked by mail."""
    visit = visiting.visit_for_host(request.user, slug)
    said = _("Whoever has not filled it in yet gets a mail.")
    attempt(request, lambda: actions.ask_for_gate(visit, by=request.user), said)
    return redirect("registration:visit_host", slug)


@require_POST
def host_refusal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    visit = visiting.visit_for_host(request.user, slug)
    found = _asking(visit, pk)
    reason = reason_in(request.POST)
    attempt(
        request, lambda: actions.decline(found, by=request.user, reason=reason), _("Declined. They get a kind mail.")
    )
    return redirect("registration:visit_host", slug)


def _asking(visit: Visit, pk: int) -> Registration:
    return get_object_or_404(Registration.objects.select_related("event"), event=visit.event, pk=pk)


@require_POST
def gate_list(request: MemberRequest, slug: str) -> HttpResponse:
    """The list for the gate, on paper or as a table. A POST, because it is written down who took it."""
    visit = visiting.visit_for_host(request.user, slug)
    kind = "xlsx" if request.POST.get("kind") == "xlsx" else "pdf"
    found = Registration.objects.filter(event=visit.event, state__in=SEATED).select_related(
        "organisation", "identity", "booked_by"
    )
    head = [_("Name"), _("Organisation"), *(capfirst(str(Identity.ASKED[name])) for name in visit.asks_identity)]
    if visit.confidentiality:
        head.append(_("Confidential"))
    rows = [_gate_row(visit, one) for one in found.order_by("name", "pk")]
    actions.take_gate_list(visit, kind=kind, count=len(rows), by=request.user)
    if kind == "xlsx":
        content, content_type = xlsx(head, rows, sheet=visit.event.title), EXCEL
    else:
        content = list_pdf(
            [Column(name) for name in head],
            rows,
            title=_("List for the gate"),
            lead=[visit.event.title, wording.when(visit.event)],
            footer=_("Made on %(day)s. Destroy it after the visit.")
            % {"day": date_format(timezone.localtime(), "j F Y, H:i")},
            language=(get_language() or "nl")[:2],
            empty=_("Nobody comes yet."),
            tick=True,
            wide=True,
        )
        content_type = "application/pdf"
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{visit.event.slug}-{_("gate")}.{kind}"'
    return response


def _gate_row(visit: Visit, registration: Registration) -> Sequence[str]:
    identity = getattr(registration, "identity", None)
    row = [registration.known_as, registration.works_at]
    for name in visit.asks_identity:
        value = getattr(identity, name) if identity else ""
        row.append(date_format(value, "j F Y") if value and name == "birth_date" else str(value or ""))
    if visit.confidentiality:
        row.append(_("agreed") if identity and identity.agreed_at else "")
    return row
