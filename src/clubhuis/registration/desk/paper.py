"""What is printed for the day: badges, signs and lists. Each is a POST, because it is written down who took names along."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.events import wording
from clubhuis.events.access import EventDesk
from clubhuis.registration import access, actions, paper
from clubhuis.registration.prints.badges import badges_pdf
from clubhuis.registration.prints.papers import Column, list_pdf, signs_pdf

from .frame import page, worked_desk


class BadgesForm(forms.Form):
    paper = forms.ChoiceField(label=gettext_lazy("Paper"), choices=list(paper.PAPER_NAMES.items()))
    order = forms.ChoiceField(
        label=gettext_lazy("In the order of"),
        choices=[("name", gettext_lazy("name")), ("organisation", gettext_lazy("organisation"))],
        required=False,
    )


@require_safe
def printing(request: MemberRequest, slug: str) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    context = {"form": BadgesForm(), "coming": paper.coming_at(desk).count(), "signs": paper.signs_of(desk.event)}
    return page(request, desk, "paper.html", "paper", context)


@require_POST
def badges(request: MemberRequest, slug: str) -> HttpResponse:
    desk = worked_desk(request, slug)
    form = BadgesForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "coming": paper.coming_at(desk).count(), "signs": paper.signs_of(desk.event)}
        return page(request, desk, "paper.html", "paper", context, status=422)
    found = paper.badges_of(desk, order=form.cleaned_data["order"])
    if not found:
        messages.warning(request, _("Nobody has a seat yet, so there is nothing to print."))
        return redirect("registration:paper", slug)
    actions.record_export(desk.event, what="badges", count=len(found), kind="pdf", by=request.user)
    pdf = badges_pdf(
        found, event=desk.event.title, paper=form.cleaned_data["paper"], language=_language(), title=_("Badges")
    )
    return _pdf(desk, pdf, "badges")


@require_POST
def signs(request: MemberRequest, slug: str) -> HttpResponse:
    desk = worked_desk(request, slug)
    found = paper.signs_of(desk.event)
    if not found:
        messages.warning(request, _("No room or place has been named yet, so there is nothing to print."))
        return redirect("registration:paper", slug)
    pdf = signs_pdf(found, event=desk.event.title, language=_language(), title=_("Signs for rooms"))
    return _pdf(desk, pdf, "signs")


@require_POST
def participants(request: MemberRequest, slug: str) -> HttpResponse:
    """The list of who comes, to tick by hand when nothing else works."""
    desk = worked_desk(request, slug)
    found = paper.coming_at(desk).order_by("name", "pk")
    rows = [[one.known_as, one.works_at, one.ticket.name if one.ticket else ""] for one in found]
    actions.record_export(desk.event, what="participants", count=len(rows), kind="pdf", by=request.user)
    pdf = list_pdf(
        [Column(_("Name"), 2), Column(_("Organisation"), 2), Column(_("Ticket"))],
        rows,
        title=_("Who comes"),
        lead=[desk.event.title, f"{wording.when(desk.event)} · {wording.where(desk.event)}"],
        footer=_("Made on %(day)s") % {"day": date_format(timezone.localtime(), "j F Y, H:i")},
        language=_language(),
        empty=_("Nobody has a seat yet."),
        tick=True,
    )
    return _pdf(desk, pdf, "participants")


def _language() -> str:
    return (get_language() or "nl")[:2]


def _pdf(desk: EventDesk, content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{desk.event.slug}-{name}.pdf"'
    return response
