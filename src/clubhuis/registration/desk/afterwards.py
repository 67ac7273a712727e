"""After the event, at its desk: thanks with material, how people found it, who was there, and figures."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.events.access import EventDesk, desk_for
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.lib.files import file_response
from clubhuis.lib.tables import Cell, xlsx
from clubhuis.registration import access, actions, new_connections, statistics
from clubhuis.registration.forms.afterwards import MaterialForm, ThanksForm
from clubhuis.registration.models import SEATED, Afterwards, Feedback, Material
from clubhuis.ui.parts.charts import Bar

from .frame import page, worked_desk

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def afterwards(request: MemberRequest, slug: str) -> HttpResponse:
    desk = worked_desk(request, slug)
    event = desk.event
    found = Afterwards.objects.filter(event=event).first()
    form = ThanksForm(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and filled_in(
        request, form, lambda: actions.prepare_thanks(event, by=request.user, **form.cleaned_data), _("Saved.")
    ):
        return redirect("registration:afterwards", slug)
    return _page(request, desk, form, MaterialForm(), status=422 if form.errors else 200)


def _page(
    request: MemberRequest, desk: EventDesk, form: ThanksForm, material_form: MaterialForm, *, status: int = 200
) -> HttpResponse:
    event = desk.event
    feedback = Feedback.objects.filter(registration__event=event)
    context = {
        "form": form,
        "material_form": material_form,
        "afterwards": Afterwards.objects.filter(event=event).first(),
        "materials": list(event.materials.all()),
        "there": actions.was_there(event).count() if event.is_over else 0,
        "words": list(feedback.exclude(word="").values_list("rating", "word")[:100]),
        "answers": feedback.count(),
    }
    return page(request, desk, "afterwards.html", "afterwards", context, status=status)


@require_POST
def materials(request: MemberRequest, slug: str) -> HttpResponse:
    desk = worked_desk(request, slug)
    form = MaterialForm(request.POST, request.FILES)

    def add() -> None:
        given = form.cleaned_data
        actions.add_material(
            desk.event, by=request.user, title=given["title"], url=given["url"], file=given["file"] or None
        )

    if filled_in(request, form, add, _("Added.")):
        return redirect("registration:afterwards", slug)
    thanks = ThanksForm(instance=Afterwards.objects.filter(event=desk.event).first())
    return _page(request, desk, thanks, form, status=422)


@require_POST
def material_removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = worked_desk(request, slug)
    found = get_object_or_404(Material.objects.select_related("event"), event=desk.event, pk=pk)
    attempt(request, lambda: actions.remove_material(found, by=request.user), _("Removed."))
    return redirect("registration:afterwards", slug)


@require_safe
def material(request: MemberRequest, slug: str, pk: int) -> FileResponse:
    desk = worked_desk(request, slug)
    found = get_object_or_404(Material.objects.exclude(file=""), event=desk.event, pk=pk)
    return file_response(found.file, name=f"{found.title}.{(found.file.name or '').rpartition('.')[2]}", download=True)


@require_POST
def thanks(request: MemberRequest, slug: str) -> HttpResponse:
    desk = worked_desk(request, slug)
    said = _("The thanks are on their way to who was there.")
    attempt(request, lambda: actions.thank(desk.event, by=request.user), said)
    return redirect("registration:afterwards", slug)


@require_safe
def figures(request: MemberRequest, slug: str) -> HttpResponse:
    """For hosts in full; whoever only looks along sees no group under five."""
    desk = desk_for(request.user, slug)
    if not desk.may.view_desk:
        raise PermissionDenied if desk.may.check_in else Http404
    found = statistics.figures_of(desk.event, shows_small=desk.may.see_people)
    connections = new_connections.made_at(desk.event, shows_small=desk.may.see_people)
    charts = [
        (title, [Bar(group.text, group.people) for group in groups])
        for title, groups in (
            (_("By community"), found.by_community),
            (_("By region"), found.by_region),
            (_("By kind of organisation"), found.by_kind),
            (_("New connections between regions"), connections.between),
            (_("How useful it was, from 1 to 5"), found.ratings),
        )
        if groups
    ]
    context = {"figures": found, "connections": connections, "charts": charts, "fewest": statistics.FEWEST}
    return page(request, desk, "statistics.html", "figures", context)


@require_POST
def attendance(request: MemberRequest, slug: str) -> HttpResponse:
    """Who was there, as Excel: those whom this desk may see by name. A POST, because it is written down who took it."""
    desk = access.desk_for(request.user, slug)
    found = (
        access.registrations_at(desk)
        .filter(state__in=SEATED)
        .select_related("organisation", "ticket", "booked_by")
        .prefetch_related("check_ins__session")
        .order_by("name", "pk")
    )
    head = [_("Name"), _("Organisation"), _("Ticket"), _("State"), _("In since"), _("Sessions")]
    rows: list[list[Cell]] = []
    for one in found:
        entries = sorted(one.check_ins.all(), key=lambda entry: entry.at)
        entrance = [entry for entry in entries if entry.session_id is None]
        rows.append(
            [
                one.known_as,
                one.works_at,
                one.ticket.name if one.ticket else "",
                one.get_state_display(),
                ", ".join(date_format(entry.at.astimezone(desk.event.timezone), "j M H:i") for entry in entrance),
                ", ".join(entry.session.title for entry in entries if entry.session),
            ]
        )
    actions.record_export(desk.event, what="attendance", count=len(rows), kind="xlsx", by=request.user)
    response = HttpResponse(xlsx(head, rows, sheet=desk.event.title), content_type=EXCEL)
    name = f"{desk.event.slug}-{timezone.localdate():%Y-%m-%d}-attendance.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
