"""The desk's pages for bringing in a list of members."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities import access
from clubhuis.communities.access import Desk
from clubhuis.communities.models import MemberImport
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Kind, Organisation

from . import actions, tasks
from .forms import DecisionsForm, MappingForm, UploadForm
from .targets import all_targets

AT_ONCE = 300  # rows; longer lists go to the worker
State = MemberImport.State


def desk_of(request: MemberRequest, slug: str) -> Desk:
    desk = access.desk_for(request.user, slug)
    if not desk.may.edit_members:
        raise PermissionDenied
    return desk


def import_at(desk: Desk, pk: int) -> MemberImport:
    return get_object_or_404(MemberImport.objects.select_related("community", "by"), community=desk.community, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: MemberRequest, slug: str) -> HttpResponse:
    """All lists that were brought in; a POST uploads one."""
    desk = desk_of(request, slug)
    form = UploadForm(request.POST or None, request.FILES or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = actions.upload(
                desk.community, file.name or "", file.read(), by=request.user, language=form.cleaned_data["language"]
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            check(request, brought)
            return redirect("communities:import", slug, brought.pk)
    last = actions.last_import(desk.community)
    lists = MemberImport.objects.filter(community=desk.community).select_related("by").defer("report", "changes")[:50]
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "imports",
        "form": form,
        "imports": lists,
        "last": last,
    }
    return render(request, "communities/imports/imports.html", context, status=422 if request.method == "POST" else 200)


def check(request: MemberRequest, brought: MemberImport) -> None:
    """At once for a short list, by the worker for a long one."""
    if brought.rows_total > AT_ONCE:
        MemberImport.objects.filter(pk=brought.pk).update(state=State.CHECKING, rows_done=0)
        tasks.check_list.enqueue(brought.pk)
        return
    try:
        actions.check(brought, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))


@require_safe
def import_(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """One list: what its columns mean, what would happen, or what happened. With htmx only how far it is."""
    desk = desk_of(request, slug)
    brought = import_at(desk, pk)
    if request.htmx and brought.state in (State.CHECKING, State.RUNNING):
        return render(request, "communities/imports/import.html#progress", {"import": brought, "desk": desk})
    if request.htmx:
        answer = HttpResponse()
        answer["HX-Refresh"] = "true"
        return answer
    return page(request, desk, brought)


def page(
    request: MemberRequest,
    desk: Desk,
    brought: MemberImport,
    mapping_form: MappingForm | None = None,
    decisions_form: DecisionsForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "imports",
        "import": brought,
    }
    if brought.state in (State.UPLOADED, State.READY, State.FAILED):
        context["mapping_form"] = mapping_form or MappingForm(brought=brought, rows=actions.rows_of(brought))
    if brought.state == State.READY:
        context["decisions_form"] = decisions_form or decisions(brought)
        context["sample"] = [sample_of(record) for record in brought.report.get("sample", [])]
    context["last"] = actions.last_import(desk.community)
    status = 422 if mapping_form or decisions_form else 200
    return render(request, "communities/imports/import.html", context, status=status)


def decisions(brought: MemberImport, data: Any = None) -> DecisionsForm:
    rows = brought.report.get("rows", [])
    ids = {candidate["id"] for row in rows for candidate in row["likely"]}
    names = {o.pk: o.name for o in Organisation.objects.present().filter(pk__in=ids).only("name")}
    initial = {"leave_out_errors": brought.options.get("leave_out_errors", False)}
    return DecisionsForm(data, rows=rows, names=names, errors=brought.report.get("error_count", 0), initial=initial)


def sample_of(record: dict[str, Any]) -> dict[str, Any]:
    targets = all_targets()
    said = dict(record["values"])
    name = said.pop("name")
    if "kind" in said:
        said["kind"] = Kind(said["kind"]).label
    values = [(targets[key].label, value) for key, value in said.items() if key in targets]
    return {"name": name, "values": values, "contacts": record["contacts"]}


@require_POST
def mapping(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Say what the columns mean; the list is checked again."""
    desk = desk_of(request, slug)
    brought = import_at(desk, pk)
    if brought.state not in (State.UPLOADED, State.READY, State.FAILED):
        messages.error(request, _("This list has already been brought in."))
        return redirect("communities:import", slug, pk)
    form = MappingForm(request.POST, brought=brought, rows=actions.rows_of(brought))
    if not form.is_valid():
        return page(request, desk, brought, mapping_form=form)
    try:
        actions.change_mapping(brought, form.chosen(), by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return page(request, desk, brought, mapping_form=form)
    check(request, brought)
    return redirect("communities:import", slug, pk)


@require_POST
def completion(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Bring the list in, with what was decided about rows that are here already."""
    desk = desk_of(request, slug)
    brought = import_at(desk, pk)
    if brought.state != State.READY:
        is_over = brought.state in (State.RUNNING, State.DONE, State.UNDONE)
        messages.error(
            request, _("This list has already been brought in.") if is_over else _("Have this list checked first.")
        )
        return redirect("communities:import", slug, pk)
    form = decisions(brought, request.POST)
    if not form.is_valid():
        return page(request, desk, brought, decisions_form=form)
    actions.decide(brought, form.decisions(), leave_out_errors=form.leaves_out_errors(), by=request.user)
    if brought.rows_total > AT_ONCE:
        tasks.bring_in_list.enqueue(brought.pk)
        MemberImport.objects.filter(pk=brought.pk, state=State.READY).update(state=State.RUNNING, rows_done=0)
        return redirect("communities:import", slug, pk)
    try:
        plan = actions.run(brought, by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        MemberImport.objects.filter(pk=brought.pk, state=State.FAILED).update(state=State.READY)
        brought.state = State.READY
        return page(request, desk, brought, decisions_form=form)
    count = len(plan.entries)
    done = ngettext("%(count)d organisation was brought in.", "%(count)d organisations were brought in.", count)
    messages.success(request, done % {"count": count})
    return redirect("communities:import", slug, pk)


@require_POST
def undoing(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Take back the last list."""
    desk = desk_of(request, slug)
    brought = import_at(desk, pk)
    try:
        undone = actions.undo(brought, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("The list was taken back: %(count)d organisations removed.") % {"count": undone.removed}
        )
        if undone.kept:
            messages.info(
                request,
                _("Kept, because somebody has used it since: %(names)s.") % {"names": ", ".join(undone.kept[:10])},
            )
    return redirect("communities:import", slug, pk)
